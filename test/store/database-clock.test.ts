import type pg from 'pg'
import { expect, test } from 'vitest'
import { openDatabaseClock } from '../../src/store/database-clock.ts'

const HOUR = 3_600_000
const start = Date.parse('2026-11-28T06:00:00Z')

/** A machine whose clock is off by so much, and a database that has the right time and may be away. */
async function openClock(offBy: number) {
  const world = { at: start, offBy, isAway: false, looks: 0, onLook: () => {}, onAnswer: () => {} }
  const pool = {
    async query() {
      world.looks++
      if (world.isAway) throw new Error('away')
      world.onLook()
      const at = String(world.at)
      world.onAnswer()
      return { rows: [{ at }] }
    },
  } as unknown as Pick<pg.Pool, 'query'>
  const clock = await openDatabaseClock(pool, {
    wall: () => world.at + world.offBy,
    steady: () => world.at - start,
  })
  return { world, clock, [Symbol.dispose]: () => clock.stop() }
}

test.each([0, 0.2, 3 * HOUR, -24 * HOUR, 24 * HOUR])(
  'on a machine that is off by %d ms the time is that of the database',
  async offBy => {
    using opened = await openClock(offBy)
    opened.world.at += 40_000
    expect(Math.abs(opened.clock.now().getTime() - opened.world.at)).toBeLessThan(500)
  },
)

test.each([
  ['ahead', 0, 5 * HOUR],
  ['back', 0, -3 * HOUR],
  ['ahead where it was off already', -2 * HOUR, 4 * HOUR],
])(
  'a clock that is set %s is not believed, before the database is asked nor after',
  async (_, offBy, set) => {
    using opened = await openClock(offBy)
    const { world, clock } = opened
    world.at += 10_000
    world.offBy += set
    expect(clock.now().getTime()).toBe(world.at)
    await expect.poll(() => world.looks).toBe(2)
    world.at += 10_000
    expect(clock.now().getTime()).toBe(world.at)
    expect(world.looks).toBe(2)
  },
)

test('while the database is away a clock that is set changes nothing', async () => {
  using opened = await openClock(0)
  const { world, clock } = opened
  world.isAway = true
  world.offBy = 7 * HOUR
  for (const _ of [1, 2, 3]) {
    world.at += 60_000
    expect(clock.now().getTime()).toBe(world.at)
    await Promise.resolve()
  }
})

test.each([
  ['its question', 'onLook', 0],
  ['the answer', 'onAnswer', 0],
  ['the answer where the clock is off', 'onAnswer', -9_000],
] as const)(
  '%s may be long under way: that is no other skew of the clock',
  async (_, on, offBy) => {
    using opened = await openClock(offBy)
    const { world, clock } = opened
    world[on] = () => {
      world.at += 40_000
    }
    // It looks anew where its own clock was set.
    world.offBy += 2_000
    clock.now()
    await expect.poll(() => world.looks).toBe(2)
    expect(clock.now().getTime()).toBe(world.at)
  },
)

test('a clock that is set while the database is asked is looked at again', async () => {
  using opened = await openClock(0)
  const { world, clock } = opened
  world.onLook = () => {
    world.offBy += 24 * HOUR
    world.onLook = () => {}
  }
  world.offBy = HOUR
  expect(clock.now().getTime()).toBe(world.at)
  await expect.poll(() => world.looks).toBe(2)
  await expect.poll(() => clock.now().getTime() === world.at && world.looks).toBe(3)
  expect(clock.now().getTime()).toBe(world.at)
})
