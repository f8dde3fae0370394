import { expect, test } from 'vitest'
import { bareTitle, readTitle } from '../../src/dedupe/read-title.ts'
import { readDates, readOrdinals } from '../../src/dedupe/title-dates.ts'
import { foldText } from '../../src/text/fold-unit.ts'

test.each([
  ['【行业动态】青屿港零碳码头投运', '青屿港零碳码头投运'],
  ['快讯丨青屿港零碳码头投运', '青屿港零碳码头投运'],
  ['重磅！青屿港零碳码头投运（图）', '青屿港零碳码头投运'],
  ['青屿港零碳码头投运_港航频道_海湾网', '青屿港零碳码头投运'],
  ['青屿港零碳码头投运|海湾晚报', '青屿港零碳码头投运'],
  ['青屿港零碳码头投运-海湾网', '青屿港零碳码头投运'],
  ['青屿港零碳码头投运--财经--海湾网', '青屿港零碳码头投运'],
  ['青屿港零碳码头投运 - 海湾新闻网', '青屿港零碳码头投运'],
  [
    'UPDATE 2-Flow battery opens at Calder Bay - Northern Herald',
    'flow battery opens at calder bay',
  ],
  ['青屿：零碳码头投运', '青屿:零碳码头投运'],
  ['碧湾碳市场行情（20260518）', '碧湾碳市场行情(20260518)'],
  ['【碳价】', '【碳价】'],
])('%s is compared as %s', (title, bare) => {
  expect(bareTitle(foldText(title))).toBe(bare)
})

test.each([
  ['碳市场行情20260518', [{ year: 2026, month: 5, day: 18 }]],
  ['碳市场行情 2026-05-18', [{ year: 2026, month: 5, day: 18 }]],
  ['2026年5月18日碳市场行情', [{ year: 2026, month: 5, day: 18 }]],
  ['5月18日碳市场行情', [{ year: null, month: 5, day: 18 }]],
  ['五月十八日碳市场行情', [{ year: null, month: 5, day: 18 }]],
  ['4月份用电量公布', [{ year: null, month: 4, day: null }]],
  ['18日起停航', [{ year: null, month: null, day: 18 }]],
  [
    '碳市场一周行情（5.11-5.15）',
    [
      { year: null, month: 5, day: 11 },
      { year: null, month: 5, day: 15 },
    ],
  ],
  ['carbon price watch: may 18', [{ year: null, month: 5, day: 18 }]],
  ['2号机组并网', []],
  ['碳价涨5.17%', []],
])('the days of %s', (title, dates) => {
  expect(readDates(foldText(title))).toEqual(dates)
})

test.each([
  ['第十二次会议', '第12次会议'],
  ['二〇二六年规划', '2026年规划'],
  ['三十周年', '30周年'],
])('%s counts the issue of %s', (one, other) => {
  expect(readOrdinals(one)).toEqual(readOrdinals(other))
  expect(readOrdinals(one)).not.toEqual([])
})

test('script, width and case make no other title', () => {
  expect(readTitle('青嶼港零碳碼頭投運').hash).toBe(readTitle('青屿港零碳码头投运').hash)
  expect(readTitle('ＣＣＵＳ project').hash).toBe(readTitle('CCUS Project').hash)
  expect(readTitle('！！').hash).toBe(0)
})
