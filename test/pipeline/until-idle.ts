import { setTimeout as sleep } from 'node:timers/promises'
import type { World } from '../../src/pipeline/world.ts'

const LOOK_EVERY_MS = 250

/** True when these sources have had a round since then, and nothing of theirs waits to be fetched or published now. */
export async function isIdle(
  { store, queue, now }: Pick<World, 'store' | 'queue' | 'now'>,
  sourceIds: string[],
  since: Date,
): Promise<boolean> {
  const counts = await queue.counts()
  const busy = (['crawl', 'publish'] as const).some(
    name => counts[name].waiting + counts[name].active > 0,
  )
  if (busy) return false

  const states = (await store.listSources()).filter(({ source }) => sourceIds.includes(source.id))
  if (states.some(({ lastRoundAt }) => !lastRoundAt || lastRoundAt < since)) return false
  const [open, due] = await Promise.all([
    store.unpublished(1),
    Promise.all(sourceIds.map(id => store.dueLinks(id, now(), 1))),
  ])
  return open.length === 0 && due.every(links => links.length === 0)
}

/** Resolves when `isIdle` does, or when the signal fires. */
export async function untilIdle(
  world: Pick<World, 'store' | 'queue' | 'now'>,
  sourceIds: string[],
  since: Date,
  signal: AbortSignal,
): Promise<void> {
  while (!signal.aborted && !(await isIdle(world, sourceIds, since)))
    await sleep(LOOK_EVERY_MS, undefined, { signal }).catch(() => {})
}
