import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { HOUR_MS, openWatchedLine, type WatchedLine } from './watched-line.ts'

const many = Array.from({ length: 4 }, (_, index) => `site${index}`)

// What fails is asked for three times in a round.
vi.setConfig({ testTimeout: 900_000 })

let line: WatchedLine
beforeAll(async () => {
  line = await openWatchedLine([...many, 'server', 'textless'])
})
afterAll(() => line[Symbol.asyncDispose]())

test('a server that is out of order is told when it has been so for hours', async () => {
  const { web, rounds, toldOf } = line
  await rounds('server', 2, 1)
  web.site('server').mood = 'down'
  await rounds('server', 2, 0, HOUR_MS)
  expect(toldOf('server')).toEqual([])
  await rounds('server', 1, 0, 3 * HOUR_MS)
  expect(toldOf('server')).toMatchObject([{ event: 'opened', incident: { kind: 'broken' } }])
  web.site('server').mood = 'well'
  await rounds('server', 1, 1)
  expect(line.eventsOf('server')).toEqual(['opened', 'ended'])
})

test('articles without a text are told within a day', async () => {
  const { web, rounds, toldOf } = line
  // So many that a few odd ones are known to be few.
  await rounds('textless', 3, 6)
  web.site('textless').mood = 'no-text'
  await rounds('textless', 3, 2, 4 * HOUR_MS)
  expect(toldOf('textless')).toMatchObject([
    {
      event: 'opened',
      incident: { reason: expect.stringMatching(/a text|texts|gave no article/) },
    },
  ])
})

test('no network at all is one line, and no alarm of any source', async () => {
  const { web, rounds, told, stateOf, eventsOf } = line
  for (const id of many) await rounds(id, 1, 0, 60_000)
  const before = told.length
  await web.off()
  for (const _ of [1, 2, 3]) for (const id of many) await rounds(id, 1, 0, 30 * 60_000)
  expect(told.slice(before)).toMatchObject([
    { event: 'opened', incident: { sourceId: null, kind: 'network' } },
  ])
  for (const id of many) expect(await stateOf(id)).toMatchObject({ state: 'healthy' })
  await web.on()
  for (const id of many) await rounds(id, 1, 0, 60_000)
  expect(eventsOf(null)).toEqual(['opened', 'ended'])
  expect(told).toHaveLength(before + 2)
})
