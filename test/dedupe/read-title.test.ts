import { expect, test } from 'vitest'
import { bareTitle, readTitle } from '../../src/dedupe/read-title.ts'
import { readDates } from '../../src/dedupe/title-dates.ts'
import { readOrdinals } from '../../src/dedupe/title-ordinals.ts'
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
  ['甲北县光伏获备案_云岭号·政务_云岭新闻-The Yunling Daily', '甲北县光伏获备案'],
  ['碳价上涨_云岭号·政务_云岭新闻-The Yunling Daily', '碳价上涨'],
  ['碳价上涨-云岭新闻-The Yunling Daily', '碳价上涨'],
  ['碳价上涨|财经频道|云岭新闻客户端', '碳价上涨'],
  ['碳市场丨青屿港零碳码头投运', '青屿港零碳码头投运'],
  ['The Yunling Daily | 青屿港投运', '青屿港投运'],
  ['Carbon price hits record | The Northern Herald', 'carbon price hits record'],
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
  ['26年规划', '2026年度规划'],
  ['三十周年', '30周年'],
  ['一季度用电量', '第一季度用电量'],
  ['首季用电量', '1季度用电量'],
  ['一季度用电量', 'Q1用电量'],
  ['第一季用电量', '1-3月用电量'],
  ['2026Q1业绩', '一季度业绩'],
  ['一季度用电量', '1—3月份用电量'],
  ['前三季度发电量', '1至9月发电量'],
  ['前三个季度发电量', '前9个月发电量'],
  ['四季度碳价', '第四季度碳价'],
  ['上半年装机', '1-6月装机'],
  ['上半年装机', '前六个月装机'],
  ['first quarter sales', 'q1 sales'],
  ['first quarter sales', 'sales in january-march'],
  ['third-quarter sales', 'sales in 3q'],
  ['first-half sales', 'h1 sales'],
  ['first half sales', 'sales in the first six months'],
  ['sales of the first nine months', 'sales of the first three quarters'],
  ['碳市场周一收涨', '碳市场星期一收涨'],
  ['碳市场礼拜天休市', '碳市场周日休市'],
  ['carbon up on monday', '碳价周一上涨'],
  ['carbon up on thurs', 'carbon up on thursday'],
  ['碳市场观察之二', '碳市场观察（二）'],
  ['碳市场观察(2)', '碳市场观察（二）'],
  ['碳市场观察（下）', '碳市场观察(下篇)'],
  ['carbon explained, part two', 'carbon explained, part 2'],
])('%s counts the issue of %s', (one, other) => {
  expect(readOrdinals(foldText(one))).toEqual(readOrdinals(foldText(other)))
  expect(readOrdinals(foldText(one))).not.toEqual([])
})

test.each([
  ['市场周边设施', []],
  ['may the market open', []],
  ['四季如春', []],
  ['1号机组', []],
])('%s counts nothing', (title, ordinals) => {
  expect(readOrdinals(foldText(title))).toEqual(ordinals)
})

test('script, width and case make no other title', () => {
  expect(readTitle('青嶼港零碳碼頭投運').hash).toBe(readTitle('青屿港零碳码头投运').hash)
  expect(readTitle('ＣＣＵＳ project').hash).toBe(readTitle('CCUS Project').hash)
  expect(readTitle('！！').hash).toBe(0)
})

test.each([
  ['周五', '礼拜五', '星期五'],
  ['三季度', '第3季度', 'Q3'],
])('%s, %s and %s are one time in a title', (...times) => {
  const hashes = times.map(time => readTitle(`${time}碳市场扩围 首批名单公布`).hash)
  expect(new Set(hashes).size).toBe(1)
})
