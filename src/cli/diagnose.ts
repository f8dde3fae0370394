import type { Settings } from '../model/settings.ts'
import type { OperateWorld } from '../pipeline/world.ts'
import type { Queue } from '../queue/queue.ts'
import type { Size } from '../store/keeping.ts'

/** How the inside of the line is, for `carbonwire doctor`. */
export type Diagnosis = {
  /** How far this machine's clock is ahead of the database's. */
  skewMs: number
  queue: Awaited<ReturnType<Queue['counts']>>
  sizes: Size[]
  /** Links that wait to be fetched. */
  waiting: number
  /** Sources that a wall holds back, and sources whose round is late. */
  held: string[]
  late: string[]
}

const LATE_MS = 15 * 60_000

/** What the running process knows of itself. */
export async function diagnoseWorld({ store, queue, now }: OperateWorld): Promise<Diagnosis> {
  const [states, counts, sizes] = await Promise.all([
    store.listSources(),
    queue.counts(),
    store.readSizes(),
  ])
  const at = now()
  const active = states.filter(({ active, source }) => active && source.enabled)
  const idsOf = (found: typeof active) => found.map(({ source }) => source.id)
  return {
    skewMs: Date.now() - at.getTime(),
    queue: counts,
    sizes,
    waiting: active.reduce((sum, { openLinks }) => sum + openLinks, 0),
    held: idsOf(active.filter(({ held }) => held && held.until > at)),
    late: idsOf(
      active.filter(
        ({ nextRoundAt }) => nextRoundAt && nextRoundAt.getTime() < at.getTime() - LATE_MS,
      ),
    ),
  }
}

/** The same of a database elsewhere, which this process may open beside others. */
export async function diagnose(settings: Settings): Promise<Diagnosis> {
  const { openLog, openWorld } = await import('../world.ts')
  await using world = await openWorld(settings, {
    log: openLog({ ...settings, logLevel: 'silent' }),
  })
  return diagnoseWorld(world)
}
