import { describe, expect, test } from 'vitest'
import { addDays, buildCalendar } from '../../src/health/calendar.ts'
import { readHabit } from '../../src/health/habit.ts'
import { boundsOf, planRound } from '../../src/health/plan-round.ts'
import { reasonIn } from '../../src/health/reason-words.ts'
import { emptyDay } from '../../src/health/tally-day.ts'
import {
  countedFields,
  type DayCounts,
  type Plan,
  type RoundRecord,
} from '../../src/model/health.ts'

const zone = 'Asia/Shanghai'
const url = 'https://news.example/list/'
const calendar = buildCalendar(null)
/** A Monday. */
const first = '2026-03-02'
const WEEKS = 5
const OFFICE_HOURS = { from: 9, until: 18 }

/** A day of a newsroom that works from nine to six, from Monday to Friday. */
function dayOf(index: number, perDay: number): DayCounts {
  const count = index % 7 < 5 ? perDay : 0
  const hours = OFFICE_HOURS.until - OFFICE_HOURS.from
  const day = emptyDay(addDays(first, index))
  const at = (hour: number) => `${day.day}T${String(hour).padStart(2, '0')}:00:00+08:00`
  return {
    ...day,
    ...{ answered: 20, fresh: count },
    hours: day.hours.map((_, hour) =>
      hour >= OFFICE_HOURS.from && hour < OFFICE_HOURS.until ? count / hours : 0,
    ),
    entries: {
      [url]: {
        ...{ fresh: count, firstNewAt: count ? at(9) : null, lastNewAt: count ? at(17) : null },
        ...{ readings: 20, empty: 0, leastRows: 20, mostRows: 20 },
      },
    },
  }
}

const roundOf = (outcome: string): RoundRecord => ({
  startedAt: new Date(0),
  outcomes: {},
  counts: {
    asked: true,
    entries: [
      {
        ...{ url, outcome, status: 200, rows: 20, dated: 20, offHost: 0, strange: 0 },
        ...{ fresh: 0, newest: null, pageId: null },
      },
    ],
    ...{ articles: 0, bodyChars: [], judged: 0, relevant: 0, requests: 1, notModified: 0 },
    fields: Object.fromEntries(countedFields.map(field => [field, 0])) as never,
    ...{ bytes: 0, statuses: {}, examples: {} },
  },
})

type Asked = {
  /** Pieces a working day, for five weeks; null for a source nobody knows yet. */
  perDay: number | null
  /** The moment, by the clock of the source in the sixth week. */
  day: number
  hour: number
  rounds?: string[]
  rhythm?: { least?: number; most?: number } | false
  retryAfterMs?: number
}

function plan({ perDay, day, hour, rounds = ['saved'], rhythm, retryAfterMs }: Asked): Plan {
  const now = new Date(
    Date.parse(`${addDays(first, WEEKS * 7 + day)}T00:00:00+08:00`) + hour * 3_600_000,
  )
  const days =
    perDay === null ? [] : Array.from({ length: WEEKS * 7 }, (_, at) => dayOf(at, perDay))
  const habit = readHabit(zone, days, calendar, now)
  const bounds = boundsOf({ intervalMinutes: 30, rhythm })
  return planRound(zone, bounds, rounds.map(roundOf), habit, now, retryAfterMs)
}
const TUESDAY = 1
const SATURDAY = 5
const failed = 'blocked:http-403'

describe('when a source is asked next is said with its reason', () => {
  test.each<[string, Asked, number | [number, number], RegExp]>([
    [
      'at its usual interval while its rhythm is not known',
      { perDay: null, day: TUESDAY, hour: 10 },
      30,
      /its rhythm is not known yet \(0 days, 0 pieces\): the interval of its file/,
    ],
    [
      'twice as often in the hours of a source that brings much',
      { perDay: 60, day: TUESDAY, hour: 10 },
      [15, 16],
      /usually about (?:59|60) a working day; at 10 h on a working day about [67] an hour: every 1[56] minutes \(its file says 30, bounds 15 to 240 minutes\)/,
    ],
    [
      'seldom in its night',
      { perDay: 12, day: TUESDAY, hour: 22 },
      [150, 240],
      /at 22 h on a working day about 0\S* an hour: every [234](?:\.\d)? hours/,
    ],
    ['in time for its morning', { perDay: 60, day: TUESDAY, hour: 8 }, [16, 60], /at 08 h/],
    [
      'seldom on its days off',
      { perDay: 12, day: SATURDAY, hour: 10 },
      [120, 240],
      /at 10 h on a day off about 0\S* an hour/,
    ],
    [
      'within the bounds of its file',
      { perDay: 60, day: TUESDAY, hour: 22, rhythm: { least: 20, most: 60 } },
      60,
      /bounds 20 to 60 minutes/,
    ],
    [
      'as its file says, where it wants no rhythm',
      { perDay: 60, day: TUESDAY, hour: 10, rhythm: false },
      30,
      /its file names this interval and no rhythm/,
    ],
    [
      'soon after the first failure',
      { perDay: 12, day: TUESDAY, hour: 22, rounds: ['saved', failed] },
      15,
      /its last round failed: asked again in 15 minutes, at most every 4 hours/,
    ],
    [
      'less and less after more of them',
      { perDay: 12, day: TUESDAY, hour: 10, rounds: ['saved', failed, failed, failed, failed] },
      120,
      /its last 4 rounds failed: asked again in 2 hours, at most every 4 hours/,
    ],
    [
      'after the pause that the host asks for',
      { perDay: 60, day: TUESDAY, hour: 10, retryAfterMs: 2 * 3_600_000 },
      120,
      /the host asks for a pause of 2 hours/,
    ],
    [
      'and not before its own time where that is later',
      { perDay: 12, day: SATURDAY, hour: 10, retryAfterMs: 60_000 },
      [120, 240],
      /on a day off/,
    ],
  ])('%s', (_, asked, minutes, reason) => {
    const told = plan(asked)
    const [least, most] = typeof minutes === 'number' ? [minutes, minutes] : minutes
    expect(told.minutes).toBeGreaterThanOrEqual(least)
    expect(told.minutes).toBeLessThanOrEqual(most)
    expect(told.reason).toMatch(reason)
    // The same in Chinese, with no English left in it.
    expect(reasonIn('zh', told.reason)).not.toMatch(/\b[a-z]{2,} [a-z]{2,}\b/)
  })
})
