import { expect, test } from 'vitest'
import { openPace } from '../../src/fetch/pace.ts'
import type { HostMark, Pace, Turn } from '../../src/model/pace.ts'

test('the gap counts from when the host received a request that was long in coming', async () => {
  const pace = openPace()
  const polite = { gapMs: 200, concurrency: 1 }
  const first = (await pace.takeTurn('a.example:80', polite)) as Turn
  await new Promise(done => setTimeout(done, 150))
  const receivedAt = performance.now()
  await first.release(0)
  await pace.takeTurn('a.example:80', polite)
  expect(performance.now() - receivedAt).toBeGreaterThan(190)
})

test('those who wait are served in the order they came', async () => {
  const pace = openPace()
  const order: number[] = []
  await Promise.all(
    [1, 2, 3, 4].map(async i => {
      const turn = (await pace.takeTurn('a.example:80', { gapMs: 20, concurrency: 1 })) as Turn
      order.push(i)
      await turn.release()
    }),
  )
  expect(order).toEqual([1, 2, 3, 4])
})

const HOUR = 3_600_000
/** A clock on the wall that is off by so many milliseconds, which may change; timers go on as they do. */
function openSetClock() {
  const clock = { offBy: 0 }
  const readClocks = () => ({ wall: Date.now() + clock.offBy, steady: performance.now() })
  return { clock, readClocks }
}
/** How long a host lets one wait, when it is asked without patience. */
const waitOf = async (pace: Pace, gapMs = 0) => {
  const answer = await pace.takeTurn('a.example:80', { gapMs, concurrency: 1 }, { maxWaitMs: 0 })
  return answer.kind === 'later' ? answer.afterMs : 0
}

test('a clock that is set back by hours makes nobody wait for longer than the gap', async () => {
  const { clock, readClocks } = openSetClock()
  const pace = openPace({ readClocks })
  clock.offBy = 5 * HOUR
  const turn = (await pace.takeTurn('a.example:80', { gapMs: 60_000, concurrency: 1 })) as Turn
  clock.offBy = 0
  await turn.release(0)
  expect(await waitOf(pace, 60_000)).toBeLessThanOrEqual(60_000)
  expect(await waitOf(pace, 60_000)).toBeGreaterThan(30_000)
})

test('a turn whose holder died ends in its time, and a hold too, when the clock was set back meanwhile', async () => {
  const { clock, readClocks } = openSetClock()
  const pace = openPace({ readClocks, turnLastsMs: 60_000 })
  await pace.takeTurn('a.example:80', { gapMs: 0, concurrency: 1 })
  clock.offBy = -5 * HOUR
  expect(await waitOf(pace)).toBeLessThanOrEqual(60_000)

  await pace.holdOff('a.example:80', Date.now() + clock.offBy + 1_000_000, 'retry-after')
  clock.offBy = -9 * HOUR
  expect(await waitOf(pace)).toBeLessThanOrEqual(1_000_000)
  expect(await waitOf(pace)).toBeGreaterThan(900_000)
})

test('what a process has kept whose clock was ahead holds no longer than it ever may', async () => {
  const ahead = Date.now() + 9 * HOUR
  const mark = { host: 'a.example:80', gapMs: 60_000, concurrency: 1, holdReason: 'overloaded' }
  const known = [{ ...mark, strictUntil: ahead, lastStart: ahead, heldUntil: 0 } as HostMark]
  expect(await waitOf(openPace({ known }), 1000)).toBeLessThanOrEqual(60_000)
  const held = [{ ...known[0]!, heldUntil: ahead }]
  expect(await waitOf(openPace({ known: held }))).toBeLessThanOrEqual(HOUR)
})
