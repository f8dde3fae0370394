import type { Outcome } from '../model/outcome.ts'
import type { Jobs, QueueName } from '../queue/queue.ts'
import { crawlSource } from './crawl-source.ts'
import { deliverChanges } from './deliver-changes.ts'
import { publishArticle } from './publish-article.ts'
import { replayStage } from './replay-stage.ts'
import { startSweeping } from './sweep.ts'
import type { World } from './world.ts'

/** How many jobs of each kind this process works on at one time; a kind that is left out is not worked on. */
export type Roles = Partial<Record<QueueName, number>>

/** Everything in one process. One publisher is enough: the store gives numbers one after the other. */
export const allRoles: Roles = { crawl: 12, publish: 1, deliver: 4, replay: 1 }

/** Jobs that run are given this long to finish when the process stops; then they are given back. */
const STOP_WITHIN_MS = 6_000

export type Line = { stop(): Promise<void> }

/** What each kind of job does. */
const steps: {
  [Name in QueueName]: (world: World, job: Jobs[Name], signal: AbortSignal) => Promise<Outcome>
} = {
  crawl: crawlSource,
  publish: publishArticle,
  deliver: deliverChanges,
  replay: replayStage,
}

/** Starts the workers of this process, and the sweep that queues again what the queue has lost. */
export function startLine(world: World, roles: Roles): Line {
  const start = <Name extends QueueName>(name: Name, concurrency: number) =>
    world.queue.work(
      name,
      async (job, signal) => {
        const startedAt = performance.now()
        const outcome = await steps[name](world, job, signal)
        world.log.info(
          { job: name, ...job, ...outcome, ms: Math.round(performance.now() - startedAt) },
          outcome.kind,
        )
        return outcome
      },
      { concurrency },
    )
  for (const [name, concurrency] of Object.entries(roles)) start(name as QueueName, concurrency)
  const sweeping = startSweeping(world)

  return {
    async stop() {
      await sweeping.stop()
      await world.queue.stopWorkers(STOP_WITHIN_MS)
    },
  }
}

/** Tells store and queue which sources there are now. Safe to repeat, and to do in several processes. */
export async function takeUpSources(
  world: Pick<World, 'store' | 'queue' | 'config' | 'now'>,
): Promise<void> {
  await world.store.syncSources(world.config().sources, world.now())
  const states = await world.store.listSources()
  await world.queue.schedule(
    states
      .filter(({ active, source }) => active && source.enabled)
      .map(({ source, nextRoundAt }) => ({
        sourceId: source.id,
        intervalMs: source.intervalMinutes * 60_000,
        nextAt: nextRoundAt ?? world.now(),
      })),
  )
}
