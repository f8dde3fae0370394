import { expect, test } from 'vitest'
import { loadConfig } from '../../src/config/load-config.ts'
import { openKnownFigures } from '../../src/pipeline/known-figures.ts'
import { openReadingPool } from '../../src/pipeline/reading-pool.ts'
import { bulletinOf } from '../../src/series/bulletin-of.ts'
import { buildLexicon } from '../../src/series/lexicon.ts'
import { type Bulletin, readPoints } from '../../src/series/read-points.ts'

const { seriesConfig } = await loadConfig('config')
const words = seriesConfig!
const lexicon = buildLexicon(words)

const bulletin: Bulletin = {
  title: '全国碳市场每日收盘',
  html: '<p>11月20日，全国碳市场收盘价为91.42元/吨，较前一日上涨0.8%，当日成交量120,000吨。</p>',
  published: '2026-11-20',
  language: 'zh-Hans',
}

test('figures that were noted are taken once, those of other texts are read', () => {
  const figures = openKnownFigures()
  const [point] = readPoints(bulletin, lexicon)
  figures.note(bulletin, words, [{ ...point!, value: 1 }])
  const other = { ...bulletin, published: '2026-11-21' }
  expect(figures.pointsOf(other, lexicon)).toEqual(readPoints(other, lexicon))
  expect(figures.pointsOf(bulletin, lexicon)).toMatchObject([{ value: 1 }])
  expect(figures.pointsOf(bulletin, lexicon)).toEqual(readPoints(bulletin, lexicon))
})

test('figures of a text that two sources carry are taken twice', () => {
  const figures = openKnownFigures()
  const [point] = readPoints(bulletin, lexicon)
  for (let times = 0; times < 2; times++) figures.note(bulletin, words, [{ ...point!, value: 1 }])
  for (let times = 0; times < 2; times++)
    expect(figures.pointsOf(bulletin, lexicon)).toMatchObject([{ value: 1 }])
  expect(figures.pointsOf(bulletin, lexicon)).toEqual(readPoints(bulletin, lexicon))
})

test('what other words have found is read anew', () => {
  const figures = openKnownFigures()
  figures.note(bulletin, { ...words }, [])
  expect(figures.pointsOf(bulletin, lexicon)).not.toHaveLength(0)
})

test('a reading thread tells the figures of the article that it has read', async () => {
  const told: { bulletin: Bulletin; points: unknown[] }[] = []
  const log = { error: () => undefined }
  await using pool = {
    ...openReadingPool({ outlets: [], series: words }, log, {
      threads: 1,
      onFigures: (bulletin, _, points) => told.push({ bulletin, points }),
    }),
    [Symbol.asyncDispose]: () => pool.close(),
  }
  const fetchedAt = new Date('2026-11-20T09:00:00Z')
  const url = 'https://news.example/2026/11/20/t1.html'
  const html = `<html lang="zh"><head><title>${bulletin.title}</title></head><body><h1>${bulletin.title}</h1>
    <div class="content">${bulletin.html}<p>青澜碳交易所说，当日有六家企业参加交易，市场运行平稳，换手的多为今年到期的配额。</p></div></body></html>`
  const reading = await pool.readArticle({
    page: {
      ...{ url, finalUrl: url, status: 200, fetchedAt },
      headers: { 'content-type': 'text/html; charset=utf-8' },
      bytes: new TextEncoder().encode(html),
    },
    ...{ zone: 'Asia/Shanghai', language: 'zh-Hans', listed: null },
  })
  if (reading.kind !== 'article') throw new Error(reading.kind)
  const own = bulletinOf(reading.article, fetchedAt)
  expect(readPoints(own, lexicon)).not.toHaveLength(0)
  expect(told).toEqual([{ bulletin: own, points: readPoints(own, lexicon) }])
})
