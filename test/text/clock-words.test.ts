import { expect, test } from 'vitest'
import { dateOrder } from '../../src/text/date-order.ts'
import { readEpoch } from '../../src/text/epoch.ts'
import { type DateOptions, readDate } from '../../src/text/read-dates.ts'

const now = new Date('2026-11-28T04:00:00Z')
const read = (text: string, options: Partial<DateOptions> = {}) => {
  const moment = readDate(text, { now, zone: 'Asia/Shanghai', ...options })
  if (!moment) return null
  return moment.precision === 'day'
    ? moment.day
    : moment.at.toISOString().slice(0, 16).replace('T', ' ')
}

test.each([
  ['2026-03-18 02:26 下午', '2026-03-18 06:26'],
  ['2026/03/18 11:05 上午', '2026-03-18 03:05'],
  ['2026/03/18 12:26:00 上午', '2026-03-17 16:26'],
  ['2026/3/18 上午 12:26', '2026-03-17 16:26'],
  ['2026年3月18日上午12点', '2026-03-18 04:00'],
  ['今年3月18日', '2026-03-18'],
  ['2026年3月18日 下午 2:26', '2026-03-18 06:26'],
  ['2026年3月14日晚8点', '2026-03-14 12:00'],
  ['2026年3月14日晚間8點半', '2026-03-14 12:30'],
  ['2026年3月14日下午3点半', '2026-03-14 07:30'],
  ['2026年3月14日上午10点一刻', '2026-03-14 02:15'],
  ['2026年3月14日下午三時四十五分', '2026-03-14 07:45'],
  ['2026年3月14日早上7点整', '2026-03-13 23:00'],
  ['2026年3月14日晚上12点', '2026-03-14 16:00'],
  ['2026年3月14日中午12点', '2026-03-14 04:00'],
  ['2026年3月14日凌晨12点', '2026-03-13 16:00'],
  ['2026年3月14日14时5分', '2026-03-14 06:05'],
  ['2026年3月14日夜10時', '2026-03-14 14:00'],
  ['March 18, 2026 2:26 p. m.', '2026-03-18 06:26'],
])('half a day named before or behind a time counts: %s', (text, expected) => {
  expect(read(text)).toBe(expected)
})

test.each([
  ['one at night belongs to either day', '2026年3月14日晚上1点', '2026-03-14'],
  [
    'a zone that nobody knows may move the time by half a day',
    '2026-03-14 09:30 QXT',
    '2026-03-14',
  ],
])('the day alone is told where %s', (_, text, expected) => {
  expect(read(text)).toBe(expected)
})

test.each([
  ['2026-03-14 09:30 UT', '2026-03-14 09:30'],
  ['Sat, 14 Mar 2026 09:30:00 MEST', '2026-03-14 07:30'],
  ['14.03.2026, 09:30 Uhr (MESZ)', '2026-03-14 07:30'],
  ['2026-03-14 09:30 SAST', '2026-03-14 07:30'],
  ['14 Mar 2026 9:30 PHT', '2026-03-14 01:30'],
  ['2026-03-14 09:30 (WITA)', '2026-03-14 01:30'],
  ['March 14, 2026, 9:30 AM Eastern Time', '2026-03-14 13:30'],
  ['March 14, 2026, 9:30 a.m. Eastern', '2026-03-14 13:30'],
  ['Jan. 14, 2026, 9:30 AM U.S. Pacific Time', '2026-01-14 17:30'],
  ['14 July 2026 09:30 Central European Summer Time', '2026-07-14 07:30'],
  ['14 July 2026 09:30 British Summer Time', '2026-07-14 08:30'],
  ['2026-03-14 09:30 Asia/Tokyo', '2026-03-14 00:30'],
  ['2026-03-14 09:30 (America/New_York)', '2026-03-14 13:30'],
  ['2026-03-14 09:30 GMT+8', '2026-03-14 01:30'],
  ['2026年3月14日 香港時間14時30分', '2026-03-14 06:30'],
  ['2026年3月14日（星期六） 北京时间14:30', '2026-03-14 06:30'],
  ['2026年3月14日 14:30 (臺北時間)', '2026-03-14 06:30'],
  ['2026年3月14日 日本時間14時30分', '2026-03-14 05:30'],
  ['Saturday, March 14, 2026 Issued at HKT 14:30', '2026-03-14 06:30'],
  ['2026年3月14日 14:30 美东时间', '2026-03-14 18:30'],
])('a zone in a code, in words or by its name is that zone: %s', (text, expected) => {
  expect(read(text, { zone: 'Etc/UTC' })).toBe(expected)
})

test('a code of two countries is the one of the source', () => {
  expect(read('2026-03-14 09:30 IST', { zone: 'Asia/Kolkata' })).toBe('2026-03-14 04:00')
  expect(read('2026-03-14 09:30 IST', { zone: 'Asia/Jerusalem' })).toBe('2026-03-14 07:30')
  expect(read('2026-03-14 09:30 CST', { zone: 'America/Chicago' })).toBe('2026-03-14 15:30')
  expect(read('2026-03-14 09:30 CST', { zone: 'Asia/Taipei' })).toBe('2026-03-14 01:30')
})

test.each(['2026-03-14 09:30 PRINT', '2026-03-14 09:30 EDIT', '2026-03-14 09:30 GET THE LETTER'])(
  'a word of a toolbar is no zone: %s',
  text => {
    expect(read(text)).toBe('2026-03-14 01:30')
  },
)

test.each([
  ['2026年七月二十九日', '2026-07-29'],
  ['二〇二六年7月29日', '2026-07-29'],
  ['二零二六年七月二十九日', '2026-07-29'],
  ['中華民國一百一十五年三月十八日', '2026-03-18'],
  ['民國一一五年三月十八日', '2026-03-18'],
  ['一百零九年十一月二日', '2020-11-02'],
  ['令和八年三月十八日', '2026-03-18'],
  ['令和元年五月一日', '2019-05-01'],
  ['西元2026年三月18日', '2026-03-18'],
  ['202611/2020:52:09', '2026-11-20 12:52'],
  ['2026 11/20 20:52', '2026-11-20 12:52'],
  ['20260317T200000Z', '2026-03-17 20:00'],
  ['20260317T200000+0800', '2026-03-17 12:00'],
  ['20260317T2000', '2026-03-17 12:00'],
  ['Di, 17 Mrz 2026 09:00:00 +0100', '2026-03-17 08:00'],
  ['17 Agustus 2026', '2026-08-17'],
  ['17 tháng 3 năm 2026', '2026-03-17'],
])('%s is a date', (text, expected) => {
  expect(read(text)).toBe(expected)
})

test.each([['请于2026年12月31日前完成清缴'], ['各企业应在31日前报送'], ['第3天前往现场']])(
  'a deadline is no distance from now: %s',
  text => {
    expect(read(text)).toBeNull()
  },
)

test('a distance that stands alone is one', () => {
  expect(read('3日前')).toBe('2026-11-25')
  expect(read('（5天前）')).toBe('2026-11-23')
})

test('昨晚8点 and 今早7:30 are times of their days', () => {
  expect(read('昨晚8点')).toBe('2026-11-27 12:00')
  expect(read('今早7:30')).toBe('2026-11-27 23:30')
  expect(read('今晚的风很大')).toBeNull()
})

test('years are counted from the Republic where the page does so', () => {
  expect(read('115-11-26', { minguo: true, zone: 'Etc/UTC' })).toBe('2026-11-26')
  expect(read('115/3/8', { minguo: true })).toBe('2026-03-08')
  expect(read('115-11-26')).toBeNull()
})

test.each([
  ['en', 'Europe/London', 'news.example', 'dmy'],
  ['', 'Asia/Kolkata', 'news.example', 'dmy'],
  ['en', 'America/New_York', 'news.example', 'mdy'],
  ['en', 'Asia/Manila', 'news.example', 'mdy'],
  ['en', 'Etc/UTC', 'news.example.uk', 'dmy'],
  ['en', 'Etc/UTC', 'news.example', undefined],
  ['en', 'Asia/Shanghai', 'news.example', undefined],
  ['en-us', 'Europe/London', 'news.example', 'mdy'],
  ['de', 'Etc/UTC', 'news.example', 'dmy'],
  ['zh-cn', 'Asia/Shanghai', 'news.example', 'ymd'],
])('02/05/2026 on a page in "%s" of %s is read by its place', (language, zone, host, expected) => {
  expect(dateOrder(language, zone, host)).toBe(expected)
})

test('/Date(…)/ of ASP.NET is an instant, with or without an offset behind', () => {
  const at = new Date(1_773_797_400_000)
  for (const text of ['/Date(1773797400000)/', '\\/Date(1773797400000+0800)\\/']) {
    expect(readEpoch(text, now)).toEqual(at)
  }
})
