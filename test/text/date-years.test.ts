import { expect, test } from 'vitest'
import { dayOf, resolveYears } from '../../src/text/date-years.ts'
import { readDates } from '../../src/text/read-dates.ts'

const read = (rows: string[], now: string) =>
  resolveYears(
    rows.map(row => readDates(row, { now: new Date(now), zone: 'Asia/Shanghai' })[0] ?? null),
  ).map(moment => moment && dayOf(moment))

test('after the second of January comes the thirty-first of December of the year before', () => {
  expect(read(['01-03', '01-02', '12-31', '12-30'], '2022-01-04T04:00:00Z')).toEqual([
    '2022-01-03',
    '2022-01-02',
    '2021-12-31',
    '2021-12-30',
  ])
})

test('an old page of a list takes the year of its neighbours that print one', () => {
  expect(read(['2019-03-02', '03-01', '02-28', '01-15', '12-30'], '2022-06-01T04:00:00Z')).toEqual([
    '2019-03-02',
    '2019-03-01',
    '2019-02-28',
    '2019-01-15',
    '2018-12-30',
  ])
})

test('rows without a date stay without one, and rows with a year keep theirs', () => {
  expect(read(['07-30', '碳市场开市', '2020-07-29'], '2021-08-01T04:00:00Z')).toEqual([
    '2021-07-30',
    null,
    '2020-07-29',
  ])
})

test('a list in no order keeps what each row said', () => {
  expect(read(['03-01', '07-01', '02-01', '06-01'], '2021-08-01T04:00:00Z')).toEqual([
    '2021-03-01',
    '2021-07-01',
    '2021-02-01',
    '2021-06-01',
  ])
})
