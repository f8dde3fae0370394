import { keptSources } from '../config/keep-last-good.ts'
import type { Outcome } from '../model/outcome.ts'
import type { Jobs, QueueName } from '../queue/queue.ts'
import { crawlSource } from './crawl-source.ts'
import { deliverChanges } from './deliver-changes.ts'
import { startDigests } from './digest-clock.ts'
import { publishWaiting } from './publish-waiting.ts'
import { replayStage } from './replay-stage.ts'
import { startTelling } from './start-telling.ts'
import { startSweeping } from './sweep.ts'
import { startTidying } from './tidy.ts'
import type { World } from './world.ts'

/** How many jobs of each kind this process works on at one time; a kind that is left out is not worked on. */
export type Roles = Partial<Record<StepName, number>>

/** Everything in one process. One publisher is enough: the store gives numbers one after the other. */
export const allRoles: Roles = { crawl: 12, publish: 1, deliver: 1, replay: 1 }

/** Jobs that run are given this long to finish when the process stops; then they are given back. */
const STOP_WITHIN_MS = 6_000

export type Line = { stop(): Promise<void> }

type Step<Name extends QueueName> = (
  world: World,
  job: Jobs[Name],
  signal: AbortSignal,
) => Promise<Outcome>

/** What each kind of job does. */
const steps = {
  crawl: crawlSource,
  publish: publishWaiting,
  replay: replayStage,
  deliver: deliverChanges,
} satisfies { [Name in QueueName]?: Step<Name> }

type StepName = keyof typeof steps

/** Starts the workers of this process, and the sweep that queues again what the queue has lost. */
export function startLine(world: World, roles: Roles): Line {
  for (const [name, concurrency] of Object.entries(roles) as [StepName, number][])
    startStep(world, name, steps[name] as Step<StepName>, concurrency)
  const sweeping = startSweeping(world)
  const telling = roles.deliver ? startTelling(world) : null
  const tidying = startTidying(world)
  // Whoever tells subscribers of changes tells them of digests.
  const digests = roles.deliver ? startDigests(world) : null

  return {
    async stop() {
      // A server that takes its time over a message keeps no job from being given back.
      const told = Promise.all([digests?.stop(), telling?.stop()])
      await Promise.all([sweeping.stop(), tidying.stop()])
      await world.queue.stopWorkers(STOP_WITHIN_MS)
      await told
    },
  }
}

function startStep<Name extends StepName>(
  world: World,
  name: Name,
  step: Step<Name>,
  concurrency: number,
): void {
  world.queue.work(
    name,
    async (job, signal) => {
      const startedAt = performance.now()
      return world.tracer.job(name, { ...job }, async () => {
        const trace = world.tracer.current()?.traceId
        const outcome = await step(world, job, signal).catch(error => {
          world.meter.jobEnded(name, null, performance.now() - startedAt)
          // Why stands in the queue's own line.
          const thrown: object = { job: name, ...job, ...(trace && { trace }) }
          world.log.info(thrown, 'threw')
          throw error
        })
        const ms = Math.round(performance.now() - startedAt)
        world.meter.jobEnded(name, outcome, ms)
        const fields: object = { job: name, ...job, ...outcome, ms, ...(trace && { trace }) }
        world.log.info(fields, outcome.kind)
        return outcome
      })
    },
    { concurrency },
  )
}

/** Tells store and queue which sources there are now. Safe to repeat, and to do in several processes. */
export async function takeUpSources(
  world: Pick<World, 'store' | 'queue' | 'config' | 'now'>,
): Promise<void> {
  const config = world.config()
  await world.store.syncSources(config.sources, world.now(), keptSources(config))
  await world.queue.schedule(await world.store.plannedRounds(world.now()))
}
