import { expect, test } from 'vitest'
import { readAddressDay } from '../../src/text/address-date.ts'
import { readEpoch } from '../../src/text/epoch.ts'

test.each([
  ['https://example.org/202107/t20210730_1407042.html', '2021-07-30'],
  ['./t20210730_1.html', '2021-07-30'],
  ['https://example.org/c/2021-07-30/498006.shtml', '2021-07-30'],
  ['https://example.org/html/20210730/1491512.shtml', '2021-07-30'],
  ['https://example.org/n1/2021/0730/c1010-32516651.html', '2021-07-30'],
  ['https://example.org/2021_07_30_516824.shtml', '2021-07-30'],
  ['https://example.org/web/2021-07/30/content_362651.html', '2021-07-30'],
  ['https://example.org/2021/07/30/a-slug-of-words', '2021-07-30'],
  ['https://example.org/2021/7/3/a-slug', '2021-07-03'],
  ['https://example.org/a/202107/30/WS60483d82.html', '2021-07-30'],
  ['https://example.org/2018/030561551.html', '2018-03-05'],
  ['https://example.org/201802/0761494.html', '2018-02-07'],
  ['https://example.org/content_20210730', '2021-07-30'],
  ['https://example.org/news/20210730.html?from=20200101', '2021-07-30'],
  ['https://example.org/2021/02/30/no-such-day', null],
  ['https://example.org/post/202211170005', null],
  ['https://example.org/news/2021.html', null],
  ['https://example.org/a/100045', null],
  ['https://2021-07-30.example.org/a', null],
  ['https://example.org/a?date=2021-07-30', null],
])('%s carries %s', (url, day) => {
  expect(readAddressDay(url)).toBe(day)
})

test.each([
  ['1627604400', '2021-07-30T00:20:00.000Z'],
  ['1627604400000', '2021-07-30T00:20:00.000Z'],
  ['1627604400.123', '2021-07-30T00:20:00.000Z'],
  ['1893456000', null],
  ['162760440', null],
  ['20210730', null],
  ['a1627604400', null],
  ['', null],
])('the epoch %s is %s', (text, instant) => {
  expect(readEpoch(text, new Date('2021-08-01'))?.toISOString() ?? null).toBe(instant)
})
