import { describe, expect, test } from 'vitest'
import { addDays, buildCalendar } from '../../src/health/calendar.ts'
import { readHabit } from '../../src/health/habit.ts'
import { judgeSilence } from '../../src/health/judge-silence.ts'
import { emptyDay } from '../../src/health/tally-day.ts'
import type { DayCounts } from '../../src/model/health.ts'

const calendar = buildCalendar(null)
const url = 'https://news.example/list/'
/** A Monday. */
const first = '2026-03-02'
const HOUR_MS = 3_600_000

/** A day on which so many pieces came evenly from 8 to 18 o'clock. */
function dayOf(index: number, count: number): DayCounts {
  const day = emptyDay(addDays(first, index))
  const at = (part: number) =>
    new Date(Date.parse(`${day.day}T08:00:00Z`) + part * 10 * HOUR_MS).toISOString()
  return {
    ...day,
    ...{ answered: 20, fresh: count },
    hours: day.hours.map((_, hour) => (hour >= 8 && hour < 18 ? count / 10 : 0)),
    entries: {
      [url]: {
        ...{ fresh: count, firstNewAt: count ? at(1 / (count + 1)) : null },
        lastNewAt: count ? at(count / (count + 1)) : null,
        ...{ readings: 20, empty: 0, leastRows: 20, mostRows: 20 },
      },
    },
  }
}

/** Whether a silence is told after days with so many pieces, from an hour of the last of them to an hour of a later day. */
function silence(
  counts: number[],
  fromHour: number,
  daysLater: number,
  untilHour: number,
  { holidays = calendar, beside = [] as number[] } = {},
) {
  const days = counts.map((count, index) => dayOf(index, count))
  const hourOf = (index: number, hour: number) =>
    new Date(Date.parse(`${addDays(first, index)}T00:00:00Z`) + hour * HOUR_MS)
  const last = counts.length - 1
  const now = hourOf(last + daysLater, untilHour)
  const habit = readHabit('UTC', days, holidays, now)
  const pace = { ...habit.entries[url]!, lastNewAt: hourOf(last, fromHour) }
  return judgeSilence(pace, habit, 'UTC', now, beside).kind === 'stopped'
}

/** Weeks of five days with news, the days a little unlike each other. */
const weeks = (count: number, perDay: number) =>
  Array.from({ length: count }, () =>
    [1, 1.3, 0.7, 1.1, 0.9, 0, 0].map(part => Math.round(perDay * part)),
  ).flat()
/** Ends on a Wednesday. */
const until = (days: number[]) => days.slice(0, -4)

describe('a list that brings much', () => {
  test.each<[string, number[], number, number, number, boolean]>([
    ['a night is nothing', until(weeks(6, 20)), 17, 1, 8, false],
    ['half of two days is told within a day', until(weeks(6, 20)), 12, 1, 13, true],
    ['an hour of the afternoon and the next morning is not', until(weeks(6, 20)), 17, 1, 11, false],
    ['a weekend that is always silent is nothing', weeks(6, 20).slice(0, -2), 17, 3, 9, false],
    [
      'of one that is known for two weeks more must be missed',
      until(weeks(2, 20)),
      12,
      1,
      11,
      false,
    ],
    ['and it is told then', until(weeks(2, 20)), 12, 2, 17, true],
    [
      'what it has brought for weeks counts, and not what it once brought',
      [...weeks(9, 20), ...until(weeks(5, 5))],
      12,
      1,
      13,
      false,
    ],
  ])('%s', (_, counts, from, later, hour, isTold) => {
    expect(silence(counts, from, later, hour)).toBe(isTold)
  })
})

test.each([
  ['a Sunday behind a holiday on Friday', 'off', false],
  ['a Sunday of a common weekend', 'work', true],
] as const)('a silence since Wednesday is told on %s: %s', (_, friday, isTold) => {
  const holiday = (zone: string, day: string) =>
    // The last week ends on this Friday.
    day === '2026-04-10' ? friday : calendar(zone, day)
  const busyWeekends = Array.from({ length: 6 }, () => [20, 26, 14, 22, 18, 15, 15]).flat()
  expect(silence(until(busyWeekends), 12, 4, 17, { holidays: holiday })).toBe(isTold)
})

describe('a list that brings little', () => {
  const weekly = Array.from({ length: 20 }, () => [0, 3, 0, 0, 0, 0, 0]).flat()
  test.each<[string, number, boolean]>([
    ['the days between two issues are nothing', 6, false],
    ['an issue that is a day late is nothing', 8, false],
    ['two months without any are told', 60, true],
  ])('%s', (_, days, isTold) => {
    expect(silence(weekly.slice(0, -5), 12, days, 12)).toBe(isTold)
  })

  // One person writes it.
  const daily = Array.from({ length: 12 }, () => [1, 2, 1, 2, 1, 1, 1]).flat()
  test.each<[string, number, boolean]>([
    ['two weeks of holidays and the weekend beside them are nothing', 16, false],
    ['three weeks are told', 21, true],
  ])('%s', (_, days, isTold) => {
    expect(silence(daily, 12, days, 12)).toBe(isTold)
  })
})

test.each<[string, number, boolean, number[]]>([
  ['three weeks say nothing', 21, false, []],
  ['a month is told', 31, true, []],
  ['three weeks are told while another list goes on', 21, true, new Array(22).fill(1)],
])(
  'of a source that brings two or three a day and was known for three weeks, %s',
  (_, days, isTold, beside) => {
    const bursts = Array.from({ length: 3 }, () => [3, 4, 2, 3, 3, 0, 0]).flat()
    expect(silence(bursts.slice(0, -4), 12, days, 12, { beside })).toBe(isTold)
  },
)

describe('a list beside others of its source', () => {
  // Slow days of the newsroom are slow for both.
  const rate = [3, 30, 14, 24, 5]
  const days = Array.from({ length: 44 }, (_, index) => dayOf(index, rate[index % 5]!))
  const both = days.map(day => ({ ...day, fresh: day.fresh * 2, hours: day.hours.map(n => n * 2) }))
  /** From noon to the afternoon of the next day, while the other list brought so many. */
  const isTold = (beside: number[]) => {
    const now = new Date(Date.parse(`${addDays(first, 44)}T15:00:00Z`))
    const habit = readHabit('UTC', both, calendar, now)
    const lastNewAt = new Date(Date.parse(`${addDays(first, 43)}T12:00:00Z`))
    const pace = { ...habit.entries[url]!, lastNewAt }
    return judgeSilence(pace, habit, 'UTC', now, beside).kind === 'stopped'
  }
  test('is missed within a day while the others are as ever', () => {
    expect(isTold([])).toBe(false)
    expect(isTold([9, 8])).toBe(true)
  })
  test('is not missed so soon while the others bring little too', () => {
    expect(isTold([1, 1])).toBe(false)
  })
  test('a flood in another list says no more than a usual day', () => {
    expect(isTold([900, 0])).toBe(false)
  })
})
