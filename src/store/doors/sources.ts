import type { Source } from '../../model/source.ts'
import type { PlannedRound, SourceState, SourceSummary } from '../../model/source-state.ts'

/** What is known of the sources, and when they are asked. */
export interface SourceStore {
  /**
   * Upserts these and marks all others as gone but those that are `kept` as they were; a new source is due at once. One that is gone
   * and a new one with the same entries are one that was renamed.
   */
  syncSources(sources: Source[], now: Date, kept?: string[] | 'all'): Promise<void>
  /** What is known under one id is known under the other from now on; where that exists, the two become one. */
  renameSource(from: string, to: string): Promise<boolean>
  listSources(): Promise<SourceState[]>
  summarizeSources(): Promise<SourceSummary[]>
  findSource(id: string): Promise<SourceState | null>
  /** When each enabled source is asked next. */
  plannedRounds(now: Date): Promise<PlannedRound[]>
}
