import type { Logger } from 'pino'
import type { CrawlJob, DeliverJob, PublishJob, ReplayJob } from '../model/job.ts'
import type { Outcome } from '../model/outcome.ts'
import type { PlannedRound } from '../model/source-state.ts'

export type QueueLog = Pick<Logger, 'warn' | 'error'>

/** Work that waits, by the name of its queue. */
export type Jobs = {
  crawl: CrawlJob
  publish: PublishJob
  deliver: DeliverJob
  replay: ReplayJob
}
export type QueueName = keyof Jobs

/** Kinds whose jobs say no more than "there is work in the store". */
export type WokenName = 'publish' | 'deliver'

/** Does one job. Ends by itself soon after `signal` fires; the job is then given back and runs again. Throws on a bug or an outage. */
export type Handler<Name extends QueueName> = (
  job: Jobs[Name],
  signal: AbortSignal,
) => Promise<Outcome>

export type WorkerOptions = { concurrency: number }

/** The queue's door. It may forget everything: the store knows what is open and a sweep queues it again. */
export interface Queue {
  /** Runs `crawl` for each of these sources at its interval; schedules of others go away. Idempotent. */
  schedule(rounds: PlannedRound[]): Promise<void>
  /** To be asked at a start, and when the clock was set back: frees jobs that were taken while it was ahead. */
  followClock(): Promise<void>
  /** Makes the schedules anew that the queue has lost, and leaves the others as they are. */
  restore(rounds: PlannedRound[]): Promise<void>
  /**
   * Has a round of each of these sources run soon; a source that has a job waiting gets none, nor does the sweep give one to
   * a source whose round runs.
   */
  takeUp(sourceIds: string[], slot: 'more' | 'sweep'): Promise<void>
  /** Adds jobs; one that is already waiting or running under the same identity is not added again. */
  add<Name extends QueueName>(name: Name, jobs: Jobs[Name][]): Promise<void>
  /**
   * Has a job of this kind run soon, whoever runs it: one waits at most, however often it is asked for, and one more follows a job that
   * has begun. Says nothing when the queue is away: what is to be done stands in the store, and the sweep wakes again.
   */
  wake(name: WokenName): void
  /** Starts a worker in this process. */
  work<Name extends QueueName>(name: Name, handler: Handler<Name>, options: WorkerOptions): void
  counts(): Promise<
    Record<QueueName, { waiting: number; active: number; delayed: number; failed: number }>
  >
  /** For how many seconds the oldest job of each queue waits that could run now; 0 when none does. */
  oldestWaiting(): Promise<Record<QueueName, number>>
  /** Takes no new jobs, lets running ones finish or gives them back within `deadlineMs`. */
  stopWorkers(deadlineMs: number): Promise<void>
  close(): Promise<void>
}
