import type { FeedQuery } from './feed.ts'
import type { SeriesChangeQuery } from './series.ts'

/** Who is told of changes, and of which: a webhook of a service or a WebSub subscription to one feed, of stories; a webhook that follows market figures. */
export type WantedChanges =
  /** Which stories; the empty query is all of them. */
  | { kind: 'webhook' | 'websub'; filter: FeedQuery }
  /** Which figures; the empty query is all of them. Its cursor is a place in their own log. */
  | { kind: 'series'; filter: SeriesChangeQuery }

export type SubscriberKind = WantedChanges['kind']

/** What somebody asks to be told. One kind, address and feed is one subscriber. */
export type NewSubscriber = WantedChanges & {
  /** Where the news goes. */
  callback: string
  /** WebSub: the feed's own address. Null for webhooks. */
  topic: string | null
  /** What the content is signed with. */
  secret: string | null
  /** Changes up to this number are not told. */
  cursor: number
  /** WebSub: until when it holds unless renewed. Null for ever. */
  leaseUntil: Date | null
  /** The API key that made it, when one did. */
  ownerId: string | null
}

/** A subscriber and how it goes with it. */
export type Subscriber = NewSubscriber & {
  id: string
  /** `pending`: its address has not confirmed yet. `disabled`: it is told nothing any more, for the reason given. */
  state: 'pending' | 'active' | 'disabled'
  reason: string | null
  /** Failed tries since the last one that worked. */
  attempts: number
  failingSince: Date | null
  nextAttemptAt: Date | null
  lastDeliveredAt: Date | null
  createdAt: Date
}

/** A subscriber to changes of stories. */
export type NewsSubscriber = Subscriber & { kind: 'webhook' | 'websub' }
/** A webhook that follows market figures. */
export type SeriesSubscriber = Subscriber & { kind: 'series' }

/** How one try ended. */
export type DeliveryReport = {
  subscriberId: string
  /** The last change it told of: the number that goes with it as its identity. */
  sequence: number
  at: Date
  ok: boolean
  /** The HTTP status; null when no answer came. */
  status: number | null
  ms: number
  error: string | null
}

/** A key that a service shows. Its text is shown once, when it is made; here is what it is known by. */
export type ApiKey = {
  id: string
  name: string
  scopes: string[]
  /** Requests a minute; null for the usual. */
  perMinute: number | null
  createdAt: Date
  lastUsedAt: Date | null
  revokedAt: Date | null
}
