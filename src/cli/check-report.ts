import type { Replayed, ReplayedList, SourceCheck } from '../pipeline/check-source.ts'

/** What a change of rules or code does to pages that were read before. */
export type Differences = { articles: Replayed[]; lists: ReplayedList[] }

/** All that is told of one source. */
export type SourceReport = {
  id: string
  /** Rules over all files. */
  problems: string[]
  now: SourceCheck | null
  recorded: Differences
  stored: Differences
  /** Fields that fewer of these pages have than before, and pages that are no articles any more. */
  fallen: string[]
}
