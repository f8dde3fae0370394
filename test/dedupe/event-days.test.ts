import { expect, test } from 'vitest'
import { readEventDays } from '../../src/dedupe/event-days.ts'

const dayOf = (date: string) => Date.parse(`${date}T00:00:00Z`) / 86_400_000

/** The days of a report that came out on Thursday, 2026-10-15. */
const read = (told: string, out = '2026-10-15') =>
  readEventDays(told, dayOf(out)).map(day => new Date(day * 86_400_000).toISOString().slice(5, 10))

test.each<[told: string, days: string[]]>([
  ['10月13日，青禾直连专线送电', ['10-13']],
  ['十月十三日，青禾直连专线送电', ['10-13']],
  ['青禾省生态环境厅13日发布细则', ['10-13']],
  ['昨天送电的专线', ['10-14']],
  ['主任昨說簽約不延期', ['10-14']],
  ['前天出台的细则', ['10-13']],
  ['论坛明日开幕', ['10-16']],
  ['论坛下周一开幕', ['10-19']],
  ['上周一签署', []],
  ['週三公布', ['10-14']],
  ['水曜日に発表した', ['10-14']],
  ['13日に採決した', ['10-13']],
  ['지난 13일 발표했다', ['10-13']],
  ['어제 발표했다', ['10-14']],
  ['The court ruled on Wednesday', ['10-14']],
  ["Tuesday's ruling", ['10-13']],
  ['The fair opens next Monday', ['10-19']],
  ['signed on October 13', ['10-13']],
  ['signed on 13 Oct.', ['10-13']],
  ['signed yesterday', ['10-14']],
  ['The mayor may 12 times a year decide', []],
  ['履约截止日定在12月31日，试运行30日内完成', []],
  ['每日处理500吨，为期10日间', []],
])('%s', (told, days) => {
  expect(read(told)).toEqual(days)
})

test('a day is of the year and the month that bring it nearest', () => {
  expect(read('12月31日送电', '2027-01-02')).toEqual(['12-31'])
  expect(read('公司31日公告', '2027-01-02')).toEqual(['12-31'])
  expect(read('论坛1日开幕', '2026-12-29')).toEqual(['01-01'])
})
