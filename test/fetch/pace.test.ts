import { expect, test } from 'vitest'
import { openPace } from '../../src/fetch/pace.ts'
import type { Turn } from '../../src/model/pace.ts'

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
