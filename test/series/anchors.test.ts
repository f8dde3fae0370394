import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { seriesSchema } from '../../src/model/series.ts'
import { buildLexicon } from '../../src/series/lexicon.ts'
import { readPoints } from '../../src/series/read-points.ts'

const config = readFileSync(new URL('../../config/series.yaml', import.meta.url), 'utf8')
const lexicon = buildLexicon(seriesSchema.parse(parse(config)))

const told = (title: string, html: string, published: string, language = 'zh') =>
  readPoints({ title, html, published, language }, lexicon).map(
    ({ instrument, day, measure, value }) => `${instrument} ${day} ${measure} ${value}`,
  )

describe('the day of a text is that of', () => {
  const body = '<p>收盘价41.2元/吨。</p>'
  test.each([
    ['its title', '湖北碳市场日报（2026年4月28日）', body],
    ['its title without a year', '湖北碳市场4月28日行情', body],
    ['its title in digits', '湖北碳市场行情20260428', body],
    ['its title with dots', '湖北碳市场日报 2026.04.28', body],
    ['its title by month and day', '湖北碳市场日报（0428）', body],
    ['its title by month and day with a dot', '湖北碳市场4.28日报', body],
    ['its title with a dash', '湖北碳市场日报 04-28', body],
    ['its title by the day alone', '湖北碳市场28日收盘', body],
    ['its title in Chinese figures', '湖北碳市场四月二十八日行情', body],
    ['its title by weekday', '湖北碳市场周二行情', body],
    ['its date line', '湖北碳市场日报', `<p>日期：2026-04-28</p>${body}`],
    [
      'where it is sent from',
      '湖北碳价',
      '<p>本报武汉4月28日电 湖北碳市场今日收盘价41.2元/吨。</p>',
    ],
    ['a line of a date alone', '湖北碳市场日报', `<p>2026年4月28日 星期二</p>${body}`],
    ['its sentence', '湖北碳价', '<p>4月28日，湖北碳市场收盘价41.2元/吨。</p>'],
    ['its sentence in digits', '湖北碳价', '<p>2026/4/28 湖北碳市场收盘价41.2元/吨。</p>'],
    ['the day before it came out', '湖北碳价', '<p>昨日，湖北碳市场收盘价41.2元/吨。</p>'],
    ['a day in brackets', '湖北碳价', '<p>湖北碳市场昨日（4月28日）收盘价41.2元/吨。</p>'],
    [
      'a row of a table',
      '湖北碳价',
      '<table><tr><th>日期</th><th>收盘价</th></tr><tr><td>2026-04-28</td><td>41.2</td></tr></table>',
    ],
    [
      'a caption',
      '湖北碳价',
      '<table><caption>4月28日</caption><tr><th>品种</th><th>收盘价</th></tr><tr><td>HBEA</td><td>41.2</td></tr></table>',
    ],
    [
      'a note below',
      '湖北碳价',
      '<table><tr><th>品种</th><th>收盘价</th></tr><tr><td>HBEA</td><td>41.2</td></tr></table><p>数据截至4月28日。</p>',
    ],
  ])('%s', (_, title, html) => {
    expect(told(title, html, '2026-04-29')).toEqual(['HBEA 2026-04-28 close 41.2'])
  })

  test.each([
    ['a title by month and day', 'EUA close, April 28'],
    ['a title by day and month', 'EUA close 28 Apr 2026'],
    ['a title in digits', 'EUA close 2026-04-28'],
    ['a title by day and month in digits', 'EUA close 28/04'],
    ['a title by month and day in digits', 'EUA close 4/28'],
    ['a title by weekday', "EUA: Tuesday's close"],
  ])('%s in English', (_, title) => {
    const html = '<p>Settlement: €71.20.</p>'
    expect(told(title, html, '2026-04-29', 'en')).toEqual(['EUA 2026-04-28 close 71.2'])
  })
})

describe('a contract is told by', () => {
  test.each([
    ['The Dec-26 EUA contract settled at €71.20.'],
    ['EUA Dec26 settled at €71.20.'],
    ["EUA Dec'26 futures settled at €71.20."],
    ['EUAs for December 2026 settled at €71.20.'],
    ['EUAs for December delivery settled at €71.20.'],
    ['December EUAs settled at €71.20.'],
    ['Front-December EUAs settled at €71.20.'],
    ['The December 2026 EUA settled at €71.20.'],
    ['The EUA December 2026 contract settled at €71.20.'],
    ['EU Allowances (Dec 2026) settled at €71.20.'],
    ['Dec 26 EUA futures settled at €71.20.'],
    ['The benchmark December contract for EUAs settled at €71.20.'],
    ['EUA 12/26 settled at €71.20.'],
    ['EUA Dez-26 settled at €71.20.'],
    ['EUA Z26 settled at €71.20.'],
    ['EUA2026年12月合约收于71.20欧元。'],
    ['EUA 12月期货结算价71.20欧元/吨。'],
    ['欧盟碳配额（EUA）2612合约收盘价71.20欧元/吨。'],
    ['EUA期货2026年12月到期合约收报71.20欧元。'],
  ])('%s', sentence => {
    const language = /[\u4e00-\u9fff]/.test(sentence) ? 'zh' : 'en'
    expect(told('EUA', `<p>${sentence}</p>`, '2026-04-29', language)).toEqual([
      'EUA-Dec26 2026-04-29 close 71.2',
    ])
  })
})
