import { expect, test } from 'vitest'
import { type DateOptions, type FoundDate, readDate, readDates } from '../../src/text/read-dates.ts'
import { dayIn } from '../../src/text/zone.ts'
import { cpuMs } from '../cpu-time.ts'

const now = new Date('2021-08-01T04:00:00Z') // noon in Shanghai
const shanghai: DateOptions = { now, zone: 'Asia/Shanghai' }

function spell(date: FoundDate | undefined): string | null {
  if (!date) return null
  const { moment } = date
  if (moment.precision === 'day') return moment.day
  return moment.at.toISOString().slice(0, 16).replace('T', ' ')
}
const first = (text: string, options: Partial<DateOptions> = {}) =>
  spell(readDates(text, { ...shanghai, ...options })[0])

test.each([
  ['2021-07-30', '2021-07-30'],
  ['生态环境部开展建设项目碳排放评价试点2021-07-30', '2021-07-30'],
  ['迈向碳中和目标20602021-07-30', '2021-07-30'],
  ['发布时间：2021-07-30来源：南昌日报', '2021-07-30'],
  ['[2021-07-30]', '2021-07-30'],
  ['（2021/7/30）', '2021-07-30'],
  ['【2021.07.30】', '2021-07-30'],
  ['2021年7月30日', '2021-07-30'],
  ['2021 年 7 月 30 日', '2021-07-30'],
  ['2021年07月30号', '2021-07-30'],
  ['2021年7月30日星期五', '2021-07-30'],
  ['二〇二一年七月三十日', '2021-07-30'],
  ['二○二一年十月二十一日', null],
  ['二〇二〇年十二月二十一日', '2020-12-21'],
  ['２０２１年７月３０日', '2021-07-30'],
  ['2021‑07‑30', '2021-07-30'],
  ['2021-07/30', '2021-07-30'],
  ['26 | 07 | 2021', '2021-07-26'],
  ['発布 2021.7.30', '2021-07-30'],
  ['2021/07-30', '2021-07-30'],
  ['202107-30', '2021-07-30'],
  ['302021-07', '2021-07-30'],
  ['30 2021-07', '2021-07-30'],
  ['30\n2021.07', '2021-07-30'],
  ['20210730', '2021-07-30'],
  ['2021. 7. 30.', '2021-07-30'],
  ['2021년 7월 30일', '2021-07-30'],
  ['令和3年7月30日', '2021-07-30'],
  ['平成31年4月30日', '2019-04-30'],
  ['令和元年5月2日', '2019-05-02'],
  ['民國110年7月30日', '2021-07-30'],
  ['110年7月30日', '2021-07-30'],
  ['民國110.07.30', '2021-07-30'],
  ['21-07-30', '2021-07-30'],
  ['21年7月30日', '2021-07-30'],
  ['98-07-30', '1998-07-30'],
])('a day is read from %s', (text, day) => {
  expect(first(text)).toBe(day)
})

test.each([
  ['2021年07月30日08:20', '2021-07-30 00:20'],
  ['08:15 July 3, 2021', '2021-07-03 00:15'],
  ['23:12 May 5, 2021', '2021-05-05 15:12'],
  ['2021-07-3008:20', '2021-07-30 00:20'],
  ['2021-07-30 08:20:15', '2021-07-30 00:20'],
  ['2021/7/30 8:20', '2021-07-30 00:20'],
  ['2021年7月30日 8时20分', '2021-07-30 00:20'],
  ['2021年7月30日上午9:30', '2021-07-30 01:30'],
  ['2021年7月30日 下午 3:05', '2021-07-30 07:05'],
  ['2021年7月30日 晚上8点30分', '2021-07-30 12:30'],
  ['2021年7月30日 中午12:05', '2021-07-30 04:05'],
  ['2021年7月30日 凌晨12:05', '2021-07-29 16:05'],
  ['2021-07-30（星期五）08:20', '2021-07-30 00:20'],
  ['2021-07-30 14:32PM', '2021-07-30 06:32'],
  ['发布时间：18-03-0823:16', '2018-03-08 15:16'],
  ['2021-01-20 04:29:4439健康网', '2021-01-19 20:29'],
  ['2021-07-30-08:20:00', '2021-07-30 00:20'],
  ['2021 年 7 月 30 日 8 时 20 分', '2021-07-30 00:20'],
  ['Fri 30 Jul 2021 06.00 EDT', '2021-07-30 10:00'],
  ['8:20 GMT (1620 HKT) July 30, 2021', '2021-07-30 08:20'],
  ['2021-07-30 | 08:20', '2021-07-30 00:20'],
  ['2021 07/30 22:27:02', '2021-07-30 14:27'],
  ['20210730082015', '2021-07-30 00:20'],
  ['2021年7月30日 오후 3:05', '2021-07-30 07:05'],
  ['08:20 2021-07-30', '2021-07-30 00:20'],
  ['2021-07-30T08:20:00+08:00', '2021-07-30 00:20'],
  ['2021-07-30T08:20:00.123Z', '2021-07-30 08:20'],
  ['2021-07-30T08:20:00-0400', '2021-07-30 12:20'],
  ['2021-07-30 08:20:00 +0200', '2021-07-30 06:20'],
  ['2021-07-30 08:20（北京时间）', '2021-07-30 00:20'],
  ['Fri, 30 Jul 2021 08:20:00 GMT', '2021-07-30 08:20'],
  ['Fri, 30 Jul 2021 08:20:00 +0800', '2021-07-30 00:20'],
  ['Fri Jul 30 08:20:00 CST 2021', '2021-07-30 00:20'],
  ['Fri Jul 30 2021 08:20:00 GMT+0800 (China Standard Time)', '2021-07-30 00:20'],
  ['Jul 30, 2021 8:20 a.m.', '2021-07-30 00:20'],
  ['Jul 30, 2021 8:20 PM EDT', '2021-07-31 00:20'],
  ['30 July 2021 at 12.05am BST', '2021-07-29 23:05'],
  ['2021-07-30 24:00', '2021-07-30 16:00'],
])('a minute is read from %s', (text, minute) => {
  expect(first(text)).toBe(minute)
})

test.each([
  ['July 30, 2021', undefined, '2021-07-30'],
  ['Jul 30th, 2021', undefined, '2021-07-30'],
  ['30 July 2021', undefined, '2021-07-30'],
  ['30-Jul-2021', undefined, '2021-07-30'],
  ["30 Jul '21", undefined, '2021-07-30'],
  ['30th of July 2021', undefined, '2021-07-30'],
  ['30. Juli 2021', undefined, '2021-07-30'],
  ['Freitag, 30.07.2021', undefined, '2021-07-30'],
  ['30.7.2021', undefined, '2021-07-30'],
  ['30.07.21', undefined, '2021-07-30'],
  ['30. 07. 2021', undefined, '2021-07-30'],
  ['1er juillet 2021', undefined, '2021-07-01'],
  ['30 de julio de 2021', undefined, '2021-07-30'],
  ['30 luglio 2021', undefined, '2021-07-30'],
  ['30 de julho de 2021', undefined, '2021-07-30'],
  ['30 juli 2021', undefined, '2021-07-30'],
  ['30 июля 2021 г.', undefined, '2021-07-30'],
  ['30/07/2021', undefined, '2021-07-30'],
  ['07/30/2021', undefined, '2021-07-30'],
  ['02/05/2021', undefined, null],
  ['02/05/2021', 'dmy', '2021-05-02'],
  ['02/05/2021', 'mdy', '2021-02-05'],
  ['13/05/2021', 'mdy', '2021-05-13'],
  ['24.05.02', 'ymd', null],
  ['20.05.02', 'ymd', '2020-05-02'],
] as const)('%s with order %s is %s', (text, order, day) => {
  expect(first(text, { order })).toBe(day)
})

test.each([
  ['07-30', '2021-07-30'],
  ['7月30日', '2021-07-30'],
  ['七月三十日', '2021-07-30'],
  ['[07-30]', '2021-07-30'],
  ['(7/30)', '2021-07-30'],
  ['08-11 16:58', '2020-08-11 08:58'],
  ['12月31日', '2020-12-31'],
  ['08-02', '2021-08-02'],
  ['08-03', '2020-08-03'],
  ['碳市场开市 07-30', '2021-07-30'],
  ['10-0812:00', '2020-10-08 04:00'],
  ['Jul 30', '2021-07-30'],
  ['02-29', '2020-02-29'],
])('%s, without a year, is the latest that is not in the future', (text, expected) => {
  expect(first(text)).toBe(expected)
})

test.each([
  ['刚刚', '2021-08-01 04:00'],
  ['5分钟前', '2021-08-01 03:55'],
  ['5 分钟前', '2021-08-01 03:55'],
  ['5分钟以前', '2021-08-01 03:55'],
  ['1个小时前', '2021-08-01'],
  ['半小时前', '2021-08-01 03:30'],
  ['15 minutes ago', '2021-08-01 03:45'],
  ['2小时前', '2021-08-01'],
  ['13小时前', '2021-07-31'],
  ['昨天 22:17', '2021-07-31 14:17'],
  ['昨天', '2021-07-31'],
  ['前天', '2021-07-30'],
  ['今天08:23', '2021-08-01 00:23'],
  ['今天 23:28', null],
  ['3 天前', '2021-07-29'],
  ['三天前', '2021-07-29'],
  ['3 days ago', '2021-07-29'],
  ['a week ago', '2021-07-25'],
  ['yesterday', '2021-07-31'],
  ['vor 3 Tagen', '2021-07-29'],
  ['gestern um 22:17 Uhr', '2021-07-31 14:17'],
  ['2 months ago', null],
  ['3일 전', '2021-07-29'],
  ['昨日', '2021-07-31'],
])('%s is resolved against now in the zone: %s', (text, expected) => {
  expect(first(text)).toBe(expected)
})

test.each([
  '2021-02-30',
  '2021-13-01',
  '2021-00-10',
  '2023-02-29',
  '0001-01-01',
  '9999-12-31',
  '1970-01-01',
  '2021-08-03',
  '2025-2030',
  '3060目标',
  '“十四五”（2021—2025年）',
  '国发〔2021〕20号',
  '电话：010-51668250',
  '0791-83986127',
  '00:05:42',
  '13,500元',
  '版本 2.07.30.1',
  'ISBN 978-7-5086-2021-5',
  '1714608000',
  'Mon, 32 May 2021 10:00:00 GMT',
  '2021-05-02T25:61:61Z',
  '2021-05-02T10:00:00+99:99',
  '-0001-01-01',
  '2021年上半年',
  '2021年7月',
  '3-2',
  '192.168.10.21',
  'n/a',
  '',
  '2:1',
  '同比增长7.30%',
  '12-24小时',
  'You may 5',
  '今日碳市场成交量上升',
  '昨日收盘价',
  '20211330',
  '14.2.3',
])('%j is no date', text => {
  expect(readDates(text, shanghai)).toEqual([])
})

test('a date says which characters it covers, with its time and without its brackets', () => {
  const cut = (text: string) => {
    const [date] = readDates(text, shanghai)
    return date && text.slice(date.index, date.index + date.length)
  }
  expect(cut('碳市场开市2021-07-30')).toBe('2021-07-30')
  expect(cut('碳市场开市（2021年7月30日 08:20）')).toBe('2021年7月30日 08:20')
  expect(cut('昨天 22:17 碳市场')).toBe('昨天 22:17')
  expect(cut('08:20 2021-07-30 碳市场')).toBe('08:20 2021-07-30')
})

test('several dates of a text come in order, none inside another', () => {
  const days = readDates('2021-07-30 08:20 更新 2021年7月31日 3天前', shanghai).map(spell)
  expect(days).toEqual(['2021-07-30 00:20', '2021-07-31', '2021-07-29'])
})

test('a zone that the text names is kept, and a summer time is counted', () => {
  const berlin = { now, zone: 'Europe/Berlin' }
  expect(readDate('30.07.2021 08:20', berlin)).toEqual({
    precision: 'minute',
    at: new Date('2021-07-30T06:20:00Z'),
    zone: 'Europe/Berlin',
  })
  expect(first('30.01.2021 08:20', berlin)).toBe('2021-01-30 07:20')
  expect(readDate('2021-07-30T23:30:00-12:00', berlin)?.zone).toBe('-12:00')
})

test('the machine may stand in any zone', () => {
  expect(dayIn('Asia/Shanghai', new Date('2021-07-30T16:30:00Z'))).toBe('2021-07-31')
})

test('a long text of near dates costs little', () => {
  const took = cpuMs(() => {
    readDates('2024年5月'.repeat(40_000), shanghai)
    readDates('2021-07-30 '.repeat(20_000), shanghai)
    readDates('1 '.repeat(50_000), shanghai)
    readDates(' '.repeat(100_000), shanghai)
  })
  expect(took).toBeLessThan(18_000)
})

/** Which findings/era-dates.sh shows two readers of dates to take for other days. */
test.each(
  ['zh-TW-u-ca-roc', 'ja-JP-u-ca-japanese', 'zh-CN', 'zh-TW', 'zh-HK', 'ja-JP', 'ko-KR'].flatMap(
    tag => (['full', 'long', 'medium', 'short'] as const).map(style => [tag, style] as const),
  ),
)('dates of other calendars are read as %s prints them (%s)', (tag, dateStyle) => {
  const printed = new Intl.DateTimeFormat(tag, { dateStyle, timeZone: 'UTC' }).format(
    new Date('2021-03-17T00:00:00Z'),
  )
  // 21. 3. 17. and 17/3/2021 need the order that pages of the place write in.
  const order = tag === 'zh-HK' ? 'dmy' : 'ymd'
  expect([printed, first(printed, { order })]).toEqual([printed, '2021-03-17'])
})
