import type { HealthState, Plan, RoundCounts } from './health.ts'
import type { Outcome } from './outcome.ts'
import type { Source } from './source.ts'

/** What a source's last rounds were like. Written by the crawl, read by operators. */
export type SourceState = {
  source: Source
  /** False once its file is gone; its articles stay. */
  active: boolean
  /** Set when somebody asked for it to be taken out; then it is not active whatever its file says. */
  removedAt: Date | null
  nextRoundAt: Date | null
  lastRoundAt: Date | null
  /** How the last round ended. */
  lastOutcome: Outcome | null
  /** Links by how they ended, over all rounds; key `kind` or `kind:reason`. */
  outcomes: Record<string, number>
  articles: number
  openLinks: number
  /** Set while a wall stands before the source's pages: until then no link of it is asked for, then one. */
  held: Hold | null
  /** Notes of its last rounds: an entry without links, rules that match nothing. */
  alarms: Alarm[]
  /** How it is, and since when; null before its first round. */
  health: { state: HealthState; reason: string; since: Date } | null
  /** When it is asked next, and why then. */
  plan: Plan | null
}

/** A source that is held back. `level` counts the probes that met the wall again. */
export type Hold = { since: Date; until: Date; level: number; reason: string }

export type Alarm = { kind: string; where: string; message: string; since: Date }

/** When a source is asked, and how often. */
export type PlannedRound = { sourceId: string; intervalMs: number; nextAt: Date }

/** One round of one source, when it has ended. */
export type RoundReport = {
  sourceId: string
  startedAt: Date
  endedAt: Date
  outcome: Outcome
  /** How its links ended; key `kind` or `kind:reason`. */
  outcomes: Record<string, number>
  /** Alarms that hold now; others of this source are cleared. */
  alarms: Omit<Alarm, 'since'>[]
  nextRoundAt: Date
  counts: RoundCounts
  /** The zone that its days are counted in. */
  zone: string
  /** Why it is asked then. */
  plan: Plan | null
}

/** What a source has given so far. */
export type SourceSummary = {
  id: string
  name: string
  /** Addresses it was the first to carry. */
  links: number
  /** Of these, the ones that will be fetched as soon as it is their turn. */
  open: number
  articles: number
  /** Articles that lead a story, that stand in one led by another, and that are off the subject. */
  stories: number
  copies: number
  offTopic: number
  /** How links ended that gave no article; key `kind:reason`. */
  nothing: Record<string, number>
}
