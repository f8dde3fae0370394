import { expect, test } from 'vitest'
import { readFormattedDate } from '../../src/text/date-format.ts'

const options = { now: new Date('2021-08-01T04:00:00Z'), zone: 'Asia/Shanghai' }

test.each([
  ['发布于2021-07-30', 'YYYY-MM-DD', '2021-07-30'],
  ['第30期 2021/07', 'DD期 YYYY/MM', '2021-07-30'],
  ['02/05/2021', 'DD/MM/YYYY', '2021-05-02'],
  ['02/05/2021', 'MM/DD/YYYY', '2021-02-05'],
  ['30.7.21', 'D.M.YY', '2021-07-30'],
  ['31/02/2021', 'DD/MM/YYYY', null],
  ['2021-07-30', 'DD/MM/YYYY', null],
  ['07-30', 'MM-DD', null],
  ['2021', 'YYYY YYYY', null],
])('%s in the format %s is %s', (text, format, day) => {
  const moment = readFormattedDate(text, format, options)
  expect(moment && (moment.precision === 'day' ? moment.day : null)).toBe(day)
})

test('a format with hours gives the minute in the zone of the source', () => {
  expect(readFormattedDate('30 2021/07 08:20', 'DD YYYY/MM HH:mm', options)).toEqual({
    precision: 'minute',
    at: new Date('2021-07-30T00:20:00Z'),
    zone: 'Asia/Shanghai',
  })
})
