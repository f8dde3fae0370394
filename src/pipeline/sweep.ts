import type { TendStore } from '../store/doors/tending.ts'
import { type ClockReading, clockSetBy } from '../text/clock-set.ts'
import { hasUntold } from './deliver-changes.ts'
import { type Repeating, startRepeating } from './repeat.ts'
import type { World } from './world.ts'

type SweepDoors = Pick<World<TendStore>, 'store' | 'queue' | 'now' | 'log'>

const EVERY_MS = 10_000
const EXPIRED_KEPT_MS = 3_600_000

/**
 * Queues again what is open in the store: the queue may forget, the store may not. Where a job waits that will do it, none is added; and
 * the schedules that the queue has lost are made anew.
 */
async function sweep({ store, queue, now }: SweepDoors): Promise<void> {
  const at = now()
  const turn = `sweep-${Math.floor(at.getTime() / EVERY_MS)}`
  const [unpublished, sources, replays, isWaiting] = await Promise.all([
    store.unpublished(1),
    store.sourcesWithDueLinks(at),
    store.openReplays(),
    hasUntold({ store, now }),
  ])
  // Next to always there is none, and to count what waits is half of what a sweep asks.
  const { replay } = replays.length ? await queue.counts() : { replay: null }
  const isReplaying = replay && replay.waiting + replay.active > 0
  // A subscriber that renews a little late finds its cursor.
  await store.removeExpired(new Date(at.getTime() - EXPIRED_KEPT_MS))
  if (unpublished.length) queue.wake('publish')
  await queue.restore(await store.plannedRounds(at))
  await queue.takeUp(sources, 'sweep')
  await queue.add(
    'replay',
    (isReplaying ? [] : replays).map(replayId => ({ replayId, turn })),
  )
  if (isWaiting) queue.wake('deliver')
}

/** A clock that is set back by less makes nothing late. */
const SET_BACK_MS = 30_000

/**
 * At the start, and when the clock was set back, what was written while it was ahead is brought back: what is due would be asked for hours
 * late. What rejects is tried again with the next sweep.
 */
function openClockFollower({ store, queue, now }: SweepDoors, steady: () => number) {
  let looked: ClockReading | null = null
  return async () => {
    const at = { wall: now().getTime(), steady: steady() }
    const isSetBack = looked !== null && clockSetBy(looked, at) < -SET_BACK_MS
    if (!looked || isSetBack) {
      await queue.followClock()
      if ((await store.followClock(now())) || isSetBack)
        await queue.schedule(await store.plannedRounds(now()))
    }
    looked = at
  }
}

/** Sweeps now and every ten seconds until stopped. An outage is logged; the next sweep tries again. */
export function startSweeping(doors: SweepDoors, steady = () => performance.now()): Repeating {
  const followClock = openClockFollower(doors, steady)
  return startRepeating(
    async () => {
      await followClock()
      await sweep(doors)
    },
    {
      everyMs: EVERY_MS,
      onError: error => doors.log.error({ err: error }, 'sweep failed'),
    },
  )
}
