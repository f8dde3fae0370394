import type { Keeping } from '../keeping.ts'
import type { Leases } from '../leases.ts'
import type { LineState } from '../measure-line.ts'
import type { Replays } from '../replays.ts'
import type { Subscribers } from '../subscribers.ts'
import type { PublishStore } from './publishing.ts'
import type { SourceStore } from './sources.ts'

/** What keeps the line going asks of the store: what the queue has lost, what is over, how the whole stands. */
export interface TendStore
  extends Leases,
    Pick<SourceStore, 'syncSources' | 'plannedRounds'>,
    Pick<PublishStore, 'unpublished' | 'lastSequence' | 'lastSeriesSequence'>,
    Pick<Replays, 'openReplays'>,
    Pick<Subscribers, 'listSubscribers' | 'removeExpired'>,
    Pick<Keeping, 'tidy'> {
  /** Sources that have links due now though no round is planned before `now`, and those whose round is a minute late: the queue has lost it. */
  sourcesWithDueLinks(now: Date): Promise<string[]>
  /**
   * To be asked at a start, and when the clock was set back: brings back what was written while it was ahead, which would wait for those
   * hours. True when there was something.
   */
  followClock(now: Date): Promise<boolean>
  /** How the line as a whole stands, for instruments. */
  measureLine(): Promise<LineState>
}
