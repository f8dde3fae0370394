import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { seriesSchema } from '../../src/model/series.ts'
import { buildLexicon } from '../../src/series/lexicon.ts'
import { mayHoldFigures } from '../../src/series/may-hold-figures.ts'
import type { Bulletin } from './bulletins.ts'
import { makeBulletins } from './make-bulletins.ts'

const config = readFileSync(new URL('../../config/series.yaml', import.meta.url), 'utf8')
const lexicon = buildLexicon(seriesSchema.parse(parse(config)))

const desk = readFileSync(new URL('../fixtures/series/desk.jsonl', import.meta.url), 'utf8')
  .trim()
  .split('\n')
  .map(line => JSON.parse(line) as Bulletin)

test('no bulletin that tells a figure is passed over', () => {
  const telling = [...makeBulletins(20), ...desk].filter(({ points }) => points.length > 0)
  expect(telling.length).toBeGreaterThan(200)
  expect(telling.filter(bulletin => !mayHoldFigures(bulletin, lexicon))).toEqual([])
})

describe('a text is read when it may hold a figure', () => {
  test.each([
    ['a title alone', 'CEA收90.2', ''],
    ['traditional characters of full width', '全國碳市場', '<p>收盤價９０．２元／噸</p>'],
    ['a word that a tag stands in', '', '<p>全国碳<b>市场</b>收<i>盘</i>价</p>'],
    ['a word over two lines', '', '<p>California carbon<br>allowances settled at 30.1</p>'],
    ['a sign by its name', 'EUAs', '<p>&euro;80.1</p>'],
    ['a sign by its number', 'UKAs', '<p>&#163;50</p>'],
    ['no trade', '', '<p>湖北无成交</p>'],
    ['no change', '', '<p>UKA benchmark was unchanged.</p>'],
    ['a table of cells', 'KAU25', '<table><tr><td>종가</td><td>9,000원</td></tr></table>'],
    ['a vintage behind a code', 'CEA24 涨2.1到90', ''],
    ['plurals and hyphens', '', '<p>RGAs: day-on-day changes in pct</p>'],
    ['a volume by its single character', '', '<p>CCER 量：1200</p>'],
  ])('%s', (_, title, html) => {
    expect(mayHoldFigures({ title, html }, lexicon)).toBe(true)
  })
})

describe('a text is passed over', () => {
  test.each([
    ['that names no market', '某地光伏电站并网', '<p>投资3.2亿元，同比增长12%。</p>'],
    [
      'that tells of emissions',
      '碳排放核算办法印发',
      '<p>去年碳排放12亿吨，核算覆盖80个行业。</p>',
    ],
    ['whose letters are parts of words', 'Oceans and ocean life', '<p>Europeans rose at 9.</p>'],
    ['that is empty', '', ''],
  ])('%s', (_, title, html) => {
    expect(mayHoldFigures({ title, html }, lexicon)).toBe(false)
  })
})
