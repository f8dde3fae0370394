import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { startRepeating } from '../../src/pipeline/repeat.ts'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

const settled = () => vi.advanceTimersByTimeAsync(0)

test('turns that come while one is under way are left out, and do not wait behind it', async () => {
  const ends: (() => void)[] = []
  const repeating = startRepeating(() => new Promise(resolve => ends.push(resolve)), {
    everyMs: 10_000,
    onError: () => {},
  })
  await vi.advanceTimersByTimeAsync(60_000)
  expect(ends).toHaveLength(1)
  ends[0]!()
  await settled()
  expect(ends).toHaveLength(1)
  await vi.advanceTimersByTimeAsync(10_000)
  expect(ends).toHaveLength(2)

  let stopped = false
  const stopping = repeating.stop().then(() => {
    stopped = true
  })
  await settled()
  expect(stopped).toBe(false)
  ends[1]!()
  await stopping
  await vi.advanceTimersByTimeAsync(60_000)
  expect(ends).toHaveLength(2)
})

test('a turn that fails is told, and the next one tries again; the first one may wait', async () => {
  const errors: unknown[] = []
  let turns = 0
  const repeating = startRepeating(
    async () => {
      turns++
      throw new Error(`turn ${turns}`)
    },
    { everyMs: 10_000, firstMs: 1_000, onError: error => errors.push((error as Error).message) },
  )
  await settled()
  expect(turns).toBe(0)
  await vi.advanceTimersByTimeAsync(20_000)
  expect(errors).toEqual(['turn 1', 'turn 2', 'turn 3'])
  await repeating.stop()
})
