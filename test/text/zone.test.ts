import { expect, test } from 'vitest'
import {
  dayIn,
  instantOf,
  isCalendarDay,
  offsetAt,
  offsetName,
  wallTime,
} from '../../src/text/zone.ts'

const wall = (text: string) => {
  const [year, month, day, hour, minute] = text.split(/[- :]/).map(Number) as number[]
  return { year: year!, month: month!, day: day!, hour: hour!, minute: minute! }
}

test.each([
  ['Asia/Shanghai', '2021-07-30 08:20', '2021-07-30T00:20:00.000Z'],
  ['America/New_York', '2021-07-30 08:20', '2021-07-30T12:20:00.000Z'],
  ['America/New_York', '2021-01-30 08:20', '2021-01-30T13:20:00.000Z'],
  ['Asia/Kolkata', '2021-07-30 08:20', '2021-07-30T02:50:00.000Z'],
  ['+08:00', '2021-07-30 08:20', '2021-07-30T00:20:00.000Z'],
  ['-03:30', '2021-07-30 08:20', '2021-07-30T11:50:00.000Z'],
  // The hour that occurs twice is its first occurrence; the one that is left out counts with the offset before it.
  ['Europe/Berlin', '2021-10-31 02:30', '2021-10-31T00:30:00.000Z'],
  ['Europe/Berlin', '2021-03-28 02:30', '2021-03-28T01:30:00.000Z'],
  ['Europe/Berlin', '2021-03-28 03:30', '2021-03-28T01:30:00.000Z'],
  ['Europe/Berlin', '2021-10-31 03:30', '2021-10-31T02:30:00.000Z'],
  ['Asia/Shanghai', '1990-07-30 08:20', '1990-07-29T23:20:00.000Z'],
])('in %s clocks show %s at %s', (zone, clock, instant) => {
  expect(instantOf(wall(clock), zone).toISOString()).toBe(instant)
})

test('an instant and the clock of its zone turn into one another on every day of a year', () => {
  for (let day = 0; day < 366; day++) {
    const at = new Date(Date.UTC(2021, 0, 1, 12, 34) + day * 86_400_000)
    for (const zone of ['Europe/London', 'America/Sao_Paulo', 'Australia/Sydney']) {
      expect(instantOf(wallTime(at, zone), zone)).toEqual(at)
    }
  }
})

test('an unknown zone is an error', () => {
  expect(() => offsetAt('Mars/Olympus', 0)).toThrow(RangeError)
})

test('days are those of the zone', () => {
  const at = new Date('2021-07-30T20:00:00Z')
  expect([dayIn('Asia/Shanghai', at), dayIn('UTC', at), dayIn('-05:00', at)]).toEqual([
    '2021-07-31',
    '2021-07-30',
    '2021-07-30',
  ])
  expect([offsetName(480), offsetName(-210), offsetName(0)]).toEqual(['+08:00', '-03:30', '+00:00'])
})

test.each([
  [2021, 2, 29, false],
  [2024, 2, 29, true],
  [1900, 2, 29, false],
  [2000, 2, 29, true],
  [2021, 4, 31, false],
  [2021, 12, 31, true],
  [2021, 0, 1, false],
  [2021, 13, 1, false],
])('%d-%d-%d is a calendar day: %s', (year, month, day, expected) => {
  expect(isCalendarDay(year, month, day)).toBe(expected)
})
