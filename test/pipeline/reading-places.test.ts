import { expect, test } from 'vitest'
import { openReadingPlaces, type ReadingPlace } from '../../src/pipeline/reading-places.ts'

const running = (): ReadingPlace => ({ begun: () => true })

test('pages are read one after the other while none waits for long', async () => {
  const places = openReadingPlaces(4, 60_000)
  const order: string[] = []
  const [first, second] = [running(), running()]
  await places.take(first)
  const next = places.take(second).then(() => order.push('second'))
  order.push('first is done')
  places.giveBack(first)
  await next
  expect(order).toEqual(['first is done', 'second'])
})

test('a page that keeps its thread does not keep the others', async () => {
  const places = openReadingPlaces(2, 1)
  await places.take(running())
  const second = running()
  await places.take(second)
  const third = running()
  let isIn = false
  const entered = places.take(third).then(() => {
    isIn = true
  })
  await new Promise(resolve => setTimeout(resolve, 30))
  expect(isIn).toBe(false)
  places.giveBack(second)
  await entered
})

test('a thread that is only being started is waited for', async () => {
  const places = openReadingPlaces(2, 1)
  let isUp = false
  await places.take({ begun: () => isUp })
  let isIn = false
  const entered = places.take(running()).then(() => {
    isIn = true
  })
  await new Promise(resolve => setTimeout(resolve, 30))
  expect(isIn).toBe(false)
  isUp = true
  await entered
})
