import { describe, expect, test } from 'vitest'
import { loadConfig } from '../../src/config/load-config.ts'
import { addDays, buildCalendar } from '../../src/health/calendar.ts'

const { holidays } = await loadConfig('config')
const calendar = buildCalendar(holidays)

test.each([
  ['Asia/Shanghai', '2026-02-17', 'feast'],
  ['Asia/Shanghai', '2026-02-28', 'work'],
  ['Asia/Shanghai', '2026-05-09', 'eve'],
  ['Asia/Shanghai', '2026-09-20', 'work'],
  ['Asia/Shanghai', '2026-06-19', 'off'],
  ['Asia/Shanghai', '2026-03-11', 'work'],
  ['Asia/Shanghai', '2027-03-10', 'unknown'],
  ['Asia/Shanghai', '2027-10-01', 'feast'],
  ['Asia/Shanghai', '2027-03-13', 'off'],
  ['Asia/Taipei', '2026-09-28', 'off'],
  ['Asia/Hong_Kong', '2026-05-25', 'off'],
  ['Asia/Tokyo', '2026-09-22', 'off'],
  ['Asia/Seoul', '2026-05-01', 'off'],
  ['America/New_York', '2026-07-03', 'off'],
  ['Europe/Berlin', '2026-04-06', 'off'],
  ['Europe/London', '2026-08-31', 'off'],
  ['Africa/Nairobi', '2026-12-25', 'work'],
])('in %s %s is %s', (zone, day, kind) => {
  expect(calendar(zone, day)).toBe(kind)
})

/**
 * China's days off by law as of 2025 (全国年节及纪念日放假办法, article 2), but for 清明: with month and day of the lunar calendar, as ICU
 * counts them. Shipped tables of others miss some (findings/china-days-off.sh).
 */
describe('the days of the law are off in China', () => {
  const lunarDay = new Intl.DateTimeFormat('en-u-ca-chinese', {
    ...{ month: 'numeric', day: 'numeric', timeZone: 'UTC' },
  })
  const lunar = (day: string) => lunarDay.format(new Date(`${day}T12:00:00Z`))
  const byLaw = new Set(['01-01', '05-01', '05-02', '10-01', '10-02', '10-03'])
  const byMoon = new Set(['1/1', '1/2', '1/3', '5/5', '8/15'])
  const isOfLaw = (day: string) =>
    byLaw.has(day.slice(5)) || byMoon.has(lunar(day)) || lunar(addDays(day, 1)) === '1/1'

  test.each([2025, 2026, 2027])('in %d', year => {
    const days = Array.from({ length: 365 }, (_, at) => addDays(`${year}-01-01`, at))
    const ofLaw = days.filter(isOfLaw)
    expect(ofLaw).toHaveLength(12)
    const worked = ofLaw.filter(day => !['off', 'feast'].includes(calendar('Asia/Shanghai', day)))
    expect(worked).toEqual([])
  })
})

test('China has 19 weekdays off in 2026 and works on six days of weekends', () => {
  const days = Array.from({ length: 365 }, (_, index) =>
    new Date(Date.UTC(2026, 0, 1 + index)).toISOString().slice(0, 10),
  )
  const isWeekend = (day: string) => [0, 6].includes(new Date(day).getUTCDay())
  const kindOf = (day: string) => calendar('Asia/Shanghai', day)
  const isOff = (day: string) => ['off', 'feast'].includes(kindOf(day))
  expect(days.filter(day => !isWeekend(day) && isOff(day))).toHaveLength(19)
  expect(days.filter(day => isWeekend(day) && !isOff(day))).toHaveLength(6)
})
