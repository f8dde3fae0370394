import { expect, test } from 'vitest'
import { openSlots } from '../../src/fetch/slots.ts'

test('no more are in than there are places, and the first come is the first served', async () => {
  const slots = openSlots(2)
  const order: number[] = []
  let inside = 0
  let most = 0
  await Promise.all(
    [1, 2, 3, 4, 5].map(async i => {
      const leave = await slots.enter()
      order.push(i)
      most = Math.max(most, ++inside)
      await Promise.resolve()
      inside--
      leave()
      leave()
    }),
  )
  expect(most).toBe(2)
  expect(order).toEqual([1, 2, 3, 4, 5])
})
