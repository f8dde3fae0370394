import { expect, test } from 'vitest'
import { parseHttpDate, parseRetryAfter } from '../../src/fetch/retry-after.ts'

const now = new Date('2026-03-01T12:00:00Z')
const DAY = 86_400_000

test.each([
  ['seconds', '120', 120_000],
  ['no wait at all', '0', 0],
  ['blanks around it', ' 8 ', 8000],
  ['more than a day is a day', '3155760000', DAY],
  ['a number beyond counting is a day', '9'.repeat(20), DAY],
  ['a date', 'Sun, 01 Mar 2026 12:00:30 GMT', 30_000],
  ['the obsolete date', 'Sunday, 01-Mar-26 12:01:00 GMT', 60_000],
  ['the date of C', 'Sun Mar  1 12:02:00 2026', 120_000],
  ['a date far ahead is a day', 'Fri, 01 Mar 2030 12:00:00 GMT', DAY],
  ['a date in the past says nothing', 'Sun, 01 Mar 2026 11:59:59 GMT', null],
  ['a sign', '-1', null],
  ['a fraction', '1.5', null],
  ['an exponent', '1e99', null],
  ['a word', 'soon', null],
  ['NaN', 'NaN', null],
  ['nothing', '', null],
  ['no header', undefined, null],
])('%s', (_, header, expected) => {
  expect(parseRetryAfter(header, now)).toBe(expected)
})

test.each([
  ['a day that is not in the month', 'Mon, 30 Feb 2026 12:00:00 GMT'],
  ['a month that is none', 'Sun, 01 Mrz 2026 12:00:00 GMT'],
  ['another zone', 'Sun, 01 Mar 2026 12:00:00 CST'],
  ['an ISO date', '2026-03-01T12:00:00Z'],
  ['an hour that is none', 'Sun, 01 Mar 2026 25:00:00 GMT'],
])('%s is no HTTP date', (_, text) => {
  expect(parseHttpDate(text)).toBeNull()
})
