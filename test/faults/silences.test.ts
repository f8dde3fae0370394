import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { DAY_MS, HOUR_MS, openWatchedLine, type WatchedLine } from './watched-line.ts'

// A rhythm shows in weeks of rounds.
vi.setConfig({ testTimeout: 900_000 })

let line: WatchedLine
beforeAll(async () => {
  line = await openWatchedLine(['monthly', 'column', 'office'], ['column'])
})
afterAll(() => line[Symbol.asyncDispose]())

/** Ten in the morning in Shanghai, from one day to another. */
const mornings = (from: string, to: string) =>
  Array.from(
    { length: (Date.parse(to) - Date.parse(from)) / DAY_MS + 1 },
    (_, index) => Date.parse(`${from}T02:00:00Z`) + index * DAY_MS,
  )
const dayOf = (at: number) => new Date(at).toISOString().slice(0, 10)
const workdays = (from: string, to: string) =>
  mornings(from, to).filter(at => ![0, 6].includes(new Date(at).getUTCDay()))

// The clock goes on from test to test.
test('the weeks between two issues of a monthly are no silence', async () => {
  const { round, toldOf, stateOf } = line
  for (const [index, at] of mornings('2025-09-05', '2026-01-04').entries()) {
    const isIssue = dayOf(at).endsWith('-05')
    if (isIssue || index % 10 === 0) await round('monthly', at, isIssue ? 3 : 0)
  }
  expect(toldOf('monthly')).toEqual([])
  expect(await stateOf('monthly')).toMatchObject({ state: 'healthy' })
})

test('a column that stopped is told, and the other one is read on', async () => {
  const { web, round, rounds, toldOf, eventsOf } = line
  for (const at of workdays('2026-01-05', '2026-01-16')) await round('column', at, 1, 3)
  expect(toldOf('column')).toEqual([])
  for (const at of workdays('2026-01-19', '2026-02-06')) await round('column', at, 1, 0)
  expect(toldOf('column')).toMatchObject([
    { event: 'opened', incident: { kind: 'stopped', where: web.at('column', '/other/') } },
  ])
  await round('column', Date.now() + HOUR_MS, 1, 3)
  await rounds('column', 1, 1)
  expect(eventsOf('column')).toEqual(['opened', 'ended'])
})

test('the week of the new year is no silence; one that lasts long after it is', async () => {
  const { round, toldOf } = line
  for (const at of workdays('2027-01-04', '2027-02-04')) await round('office', at, 3)
  // Off from 5 to 12 February, and nobody is back yet.
  for (const at of mornings('2027-02-05', '2027-02-16')) await round('office', at, 0)
  expect(toldOf('office')).toEqual([])
  for (const at of workdays('2027-02-17', '2027-03-12')) await round('office', at, 0)
  expect(toldOf('office')).toMatchObject([{ event: 'opened', incident: { kind: 'stopped' } }])
})
