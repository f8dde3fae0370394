/** How a source is. `quiet`: nothing new for longer than usual. `paused`: nobody asks it. */
export const healthStates = [
  'healthy',
  'quiet',
  'degraded',
  'blocked',
  'broken',
  'hijacked',
  'paused',
] as const
export type HealthState = (typeof healthStates)[number]

/** What is counted of articles, as shares of those that were read. */
export const countedFields = ['published', 'minute', 'outlet', 'byline', 'body', 'picture'] as const
export type CountedField = (typeof countedFields)[number]

/** What one round saw of one entry of its source. */
export type EntryCounts = {
  url: string
  /** How it ended: `saved`, `unchanged`, `blocked:http-403` … */
  outcome: string
  detail?: string
  /** The status of the last answer; null when none came. */
  status: number | null
  /** Where redirects led, when not to the entry itself. */
  finalUrl?: string
  /** Links that were read in it; null when it was not read anew. */
  rows: number | null
  /** Of these, with a date; on hosts that are not the source's; with a title that sells something else than news. */
  dated: number
  offHost: number
  strange: number
  /** Links that nobody had seen before: news, not the backlog of the first reading. */
  fresh: number
  /** The newest date printed there. */
  newest: string | null
  /** The page as fetched. */
  pageId: string | null
}

/** What one round of one source counted. */
export type RoundCounts = {
  /** False for a round that only fetched waiting links. */
  asked: boolean
  entries: EntryCounts[]
  /** Articles that were read for the first time, and how many of them had each field. */
  articles: number
  fields: Record<CountedField, number>
  /** Characters of the bodies, of some of them. */
  bodyChars: number[]
  /** How the links ended that had given no article before; key `kind` or `kind:reason`. Rounds of earlier versions have none. */
  ends?: Record<string, number>
  /** Articles judged since the last round, and those of them that are on the subject. */
  judged: number
  relevant: number
  requests: number
  notModified: number
  bytes: number
  statuses: Record<string, number>
  /** An address that shows a finding: by field, of an article without it; `refused`, of a page that gave no article. */
  examples: Record<string, string>
}

/** A round as the store keeps it. */
export type RoundRecord = {
  startedAt: Date
  /** How its links ended, visits of articles that are known among them; key `kind` or `kind:reason`. */
  outcomes: Record<string, number>
  counts: RoundCounts
}

/** What an entry gave on one day. */
export type EntryDay = {
  fresh: number
  firstNewAt: string | null
  lastNewAt: string | null
  /** Readings of it, those without a row, and the fewest and most rows of the others. */
  readings: number
  empty: number
  leastRows: number | null
  mostRows: number | null
  /** Links of all its readings, and those of them with a date and on other hosts. Days of earlier versions have none. */
  links?: { rows: number; dated: number; offHost: number }
}

/** What a source gave on one day of its zone: all its rounds together. */
export type DayCounts = {
  day: string
  rounds: number
  /** Rounds in which an entry answered. */
  answered: number
  requests: number
  notModified: number
  bytes: number
  fresh: number
  /** News by the hour of the day, in the source's zone. */
  hours: number[]
  articles: number
  fields: Record<CountedField, number>
  /** The middle length of the bodies. */
  bodyChars: number | null
  judged: number
  relevant: number
  outcomes: Record<string, number>
  statuses: Record<string, number>
  entries: Record<string, EntryDay>
}

/** What an alarm is about. One incident of a source is open at one time. */
export const incidentKinds = [
  'blocked',
  'broken',
  'hijacked',
  'degraded',
  'stopped',
  'network',
] as const
export type IncidentKind = (typeof incidentKinds)[number]

/** What a finding about articles is measured by, and how that was before: an end is judged by the measure of the beginning. */
export type ArticleMeasure = {
  of: CountedField | 'length' | 'pages' | 'subject'
  /** The share that was usual. */
  usual: number
  /** The usual length of a text, in characters. */
  chars?: number
}

/** Something that is not as it was. `isAlarm` when an operator should be told. */
export type Finding = {
  kind: IncidentKind
  reason: string
  /** The entry or article that shows it, and what was good there before. */
  where: string | null
  isAlarm: boolean
  /** The page as fetched, and the last one that was good. */
  pageId: string | null
  goodPageId: string | null
  /** What it was like, and what it is like now, in words. */
  before: string | null
  now: string | null
  measure?: ArticleMeasure
}

/** The state of a source, why, and what was found. */
export type Judgement = { state: HealthState; reason: string; findings: Finding[] }

/** What a judgement needs to know of a source. */
export type SourceFacts = {
  id: string
  zone: string
  isAsked: boolean
  intervalMinutes: number
  relevance: 'general' | 'dedicated' | 'all'
  entries: { url: string; label?: string }[]
  /** Since when a wall stands before its pages, and what they end with. */
  held: { since: Date; reason: string } | null
}

/**
 * Everything that is known of a source over time, the oldest first. `told` are its incidents that are open, `outages` the times at which
 * this machine reached no host.
 */
export type SourceHistory = {
  rounds: RoundRecord[]
  days: DayCounts[]
  told?: ToldIncident[]
  outages?: Outage[]
}

/** When an outage of this machine's network was told, and when it was over. */
export type Outage = { openedAt: Date; endedAt: Date | null }

/** What a judgement knows of an incident that is open. */
export type ToldIncident = Pick<
  Finding,
  'kind' | 'reason' | 'where' | 'before' | 'now' | 'measure'
> & {
  openedAt: Date
}

/** An alarm as it is kept: what happened, whether somebody has taken it up, and when it ended. */
export type Incident = {
  id: string
  /** Null for what concerns the whole machine. */
  sourceId: string | null
  kind: IncidentKind
  reason: string
  where: string | null
  pageId: string | null
  goodPageId: string | null
  before: string | null
  now: string | null
  openedAt: Date
  lastSeenAt: Date
  endedAt: Date | null
  acknowledgedAt: Date | null
  acknowledgedBy: string | null
  measure?: ArticleMeasure
}

/** When a source is asked next, and why then. */
export type Plan = { nextAt: Date; minutes: number; reason: string }
