import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { seriesSchema } from '../../src/model/series.ts'
import { buildLexicon } from '../../src/series/lexicon.ts'
import { readPoints } from '../../src/series/read-points.ts'

const config = readFileSync(new URL('../../config/series.yaml', import.meta.url), 'utf8')
const lexicon = buildLexicon(seriesSchema.parse(parse(config)))

test.each([
  ['该省碳排放强度下降4.2%，森林覆盖率上升0.5%。'],
  ['全国碳市场覆盖企业数量增长12%，行业排放下降3%。'],
  ['公司净利润上涨12%，碳交易业务收入增长30%。'],
  ['全国碳市场配额总量下降2%。'],
  ['The EU ETS cap falls every year. Emissions of the power plants fell 3%.'],
])('news of carbon that tells no price gives no figure: %s', sentence => {
  const language = /[\u4e00-\u9fff]/.test(sentence) ? 'zh' : 'en'
  const bulletin = { title: '碳市场新闻', html: `<p>${sentence}</p>`, published: '2026-03-02' }
  expect(readPoints({ ...bulletin, language }, lexicon)).toEqual([])
})

test.each([
  ['碳价上涨1.2%。', 1.2],
  ['全国碳市场小幅上涨0.5%。', 0.5],
  ['全国碳市场碳排放配额昨日下跌0.8%。', -0.8],
])('what a price did needs no other word: %s', (sentence, value) => {
  const found = readPoints(
    { title: '碳市场', html: `<p>${sentence}</p>`, published: '2026-03-03', language: 'zh' },
    lexicon,
  )
  expect(found).toMatchObject([{ measure: 'change_pct', value }])
})
