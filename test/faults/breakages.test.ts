import { afterAll, beforeAll, expect, test } from 'vitest'
import { DAY_MS, HOUR_MS, openWatchedLine, type WatchedLine } from './watched-line.ts'

const many = Array.from({ length: 8 }, (_, index) => `site${index}`)

let line: WatchedLine
beforeAll(async () => {
  const named = ['half', 'textless', 'server', 'column', 'office', 'monthly']
  line = await openWatchedLine([...many, ...named], ['column'])
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

test.each([
  ['half', 'half-dates', /have not a date/, 6],
  ['textless', 'no-text', /a text|gave no article/, 3],
] as const)('%s of the articles: %s', async (id, mood, reason, count) => {
  const { web, rounds, toldOf } = line
  await rounds(id, 2, 1)
  web.site(id).mood = mood
  await rounds(id, count, 2)
  expect(toldOf(id)).toMatchObject([
    { event: 'opened', incident: { reason: expect.stringMatching(reason) } },
  ])
  const { where } = toldOf(id)[0]!.incident
  expect(where).toMatch(/\/2026\/t\d+\.html$/)
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

test('a column that stopped is told; a new year and the weeks between two issues are not', async () => {
  const { web, round, toldOf } = line
  const dayOf = (at: number) => new Date(at).toISOString().slice(0, 10)
  const days = (from: string, to: string) =>
    Array.from(
      { length: (Date.parse(to) - Date.parse(from)) / DAY_MS + 1 },
      (_, index) => Date.parse(`${from}T06:00:00Z`) + index * DAY_MS,
    )
  const isWorked = (at: number) => ![0, 6].includes(new Date(at).getUTCDay())
  // Issues of a monthly, looked at every fourth day.
  for (const [index, at] of days('2025-09-01', '2026-01-05').entries()) {
    const isIssue = dayOf(at).endsWith('-05')
    if (isIssue || index % 4 === 0) await round('monthly', at, isIssue ? 3 : 0)
  }
  for (const at of days('2026-01-06', '2026-02-13')) {
    const isStopped = dayOf(at) > '2026-01-30'
    const isSilent = !isWorked(at)
    await round('office', at, isSilent ? 0 : 3)
    await round('column', at, isSilent ? 0 : 1, isSilent || isStopped ? 0 : 3)
  }
  expect(toldOf('column')).toMatchObject([
    { event: 'opened', incident: { kind: 'stopped', where: web.at('column', '/other/') } },
  ])
  await round('monthly', Date.parse('2026-02-14T06:00:00Z'), 0)
  expect(toldOf('monthly')).toEqual([])
  // The week of the new year, from 15 to 23 February, and nobody is back yet.
  for (const at of days('2026-02-14', '2026-02-25')) await round('office', at, 0)
  expect(toldOf('office')).toEqual([])
  for (const at of days('2026-02-26', '2026-03-11')) await round('office', at, 0)
  expect(toldOf('office')).toMatchObject([{ event: 'opened', incident: { kind: 'stopped' } }])
})
