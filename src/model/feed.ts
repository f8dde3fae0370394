import type { ArticleImage } from './article.ts'
import type { Published } from './published.ts'
import type { Tier } from './relevance.ts'

/** Where an item stands in the feeds, and the change that last touched it: what was made of it then is as good as before. */
export type FeedPlace = { id: string; sequence: number; firstSequence: number }

/** One story as readers get it. The same values in every format. */
export type FeedItem = {
  /** `urn:uuid:…`, frozen when the story was first published. */
  id: string
  /** The change that last touched it: the cursor of the API. */
  sequence: number
  /** The change that first published it: its fixed place in every feed, and the cursor of pages (`before`). */
  firstSequence: number
  title: string
  /** The lead article's address as found. */
  url: string
  /** When the publisher says it came out; null when no page of the story says so. */
  published: Published | null
  /** When the story was first put into the feeds. Fixed. Stands in for a missing date in formats that want an instant. */
  firstSeen: Date
  /** When something real changed; equal to `firstSeen` when nothing has. */
  modified: Date
  byline: string[]
  outlet: { name: string; url: string | null } | null
  source: { id: string; name: string; url: string | null }
  /** Ids of all sources that list it, sorted: the feeds of sources that it stands in. */
  sources?: string[]
  language: string | null
  summary: string | null
  /** Clean HTML with absolute addresses. */
  html: string
  text: string
  images: ArticleImage[]
  tier: Tier
  topics: string[]
  /** The copies, without the lead. */
  alsoReportedBy: { name: string; url: string; title: string }[]
  /** Ids of other stories about the same event. */
  siblings: string[]
  /** True when the publisher has taken the lead's page down: readers keep the item, services are told. */
  gone: boolean
}

/** What a feed holds: its filters, all optional, joined with "and". Dates are instants of first publication in the feeds. */
export type FeedQuery = {
  q?: string
  topic?: string[]
  /** Topics that come first in a story; empty for stories without any. So every story is in one of them. */
  lead?: string[]
  source?: string[]
  outlet?: string[]
  language?: string[]
  tier?: Tier[]
  since?: Date
  until?: Date
}

/** A feed's own head, the same in every format. */
export type Feed = {
  /** Stable address of this channel without its format, such as `/topics/carbon-market/feed`. */
  path: string
  title: string
  description: string
  language: string | null
  homeUrl: string
  items: FeedItem[]
  /** When the newest change of its items happened; null while it is empty. */
  updated: Date | null
}

/** The addresses that one document of a feed names; all absolute. They differ from format to format. */
export type FeedLinks = {
  /** The address this very document is fetched at, query included. */
  self: string
  /** The HTML page of the feed. */
  home: string
  /** The WebSub hub, or null when nothing is pushed. */
  hub: string | null
  /** The page with older items (RFC 5005, 3). */
  next: string | null
  /** The archive documents before and after this one, and the living document they lead to (RFC 5005, 4). */
  archive: { previous: string | null; next: string | null; current: string | null } | null
}
