import { expect, test } from 'vitest'
import { openPlaces } from '../../src/fetch/places.ts'

const never = new AbortController().signal

test('who finds no place waits until one is left', async () => {
  const places = openPlaces(1)
  const first = await places.enter(never)
  first.arrived()
  const order: string[] = []
  const second = places.enter(never).then(place => {
    order.push('entered')
    return place
  })
  order.push('left')
  first.leave()
  ;(await second).leave()
  expect(order).toEqual(['left', 'entered'])
})

test('a document that is long in coming holds no place', async () => {
  const places = openPlaces(1)
  const slow = await places.enter(never)
  const next = await places.enter(never)
  // It counts again when it has come.
  slow.arrived()
  next.leave()
  slow.leave()
  ;(await places.enter(never)).leave()
})

test('who is to stop does not wait', async () => {
  const places = openPlaces(1)
  const first = await places.enter(never)
  first.arrived()
  const stopping = new AbortController()
  const second = places.enter(stopping.signal)
  stopping.abort()
  ;(await second).leave()
  first.leave()
})
