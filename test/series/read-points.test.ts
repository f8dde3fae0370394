import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { type Point, seriesSchema } from '../../src/model/series.ts'
import { parseArticle } from '../../src/parse/parse-article.ts'
import { buildLexicon } from '../../src/series/lexicon.ts'
import { readPoints } from '../../src/series/read-points.ts'
import { buildOutletTable } from '../../src/text/outlet-table.ts'
import type { Bulletin } from './bulletins.ts'
import { makeBulletins } from './make-bulletins.ts'

const lexicon = buildLexicon(
  seriesSchema.parse(
    parse(readFileSync(new URL('../../config/series.yaml', import.meta.url), 'utf8')),
  ),
)
const outlets = buildOutletTable([])

/** Pages are read as the crawl reads them, parts of pages as they are. */
function read({ title, html, url, lang, fetchedAt }: Bulletin): Point[] {
  const reading = parseArticle(html, {
    url,
    now: new Date(fetchedAt),
    zone: 'Asia/Shanghai',
    language: null,
    outlets,
  })
  const article = reading.kind === 'article' && html.includes('<html') ? reading.article : null
  return readPoints(
    {
      title: title || (article?.title ?? ''),
      html: article?.html ?? html,
      published: fetchedAt.slice(0, 10),
      language: lang,
    },
    lexicon,
  )
}

const keyOf = ({ market, instrument, day, measure, value, unit }: Point) =>
  [market, instrument, day, measure, value, unit].join(' ')

describe('the invented set', () => {
  const bulletins = makeBulletins(20)
  const results = bulletins.map(bulletin => {
    const [got, due] = [read(bulletin), bulletin.points].map(points => new Set(points.map(keyOf)))
    return {
      id: bulletin.id,
      right: [...got!].filter(key => due!.has(key)).length,
      wrong: [...got!].filter(key => !due!.has(key)),
      missed: [...due!].filter(key => !got!.has(key)),
    }
  })
  const sum = (count: (result: (typeof results)[number]) => number) =>
    results.reduce((all, result) => all + count(result), 0)

  test('has enough bulletins and templates', () => {
    expect(bulletins.length).toBeGreaterThanOrEqual(300)
    expect(new Set(bulletins.map(({ template }) => template)).size).toBeGreaterThanOrEqual(12)
  })

  test('next to no figure is wrong, and few are missed', () => {
    const right = sum(({ right }) => right)
    const worst = results
      .filter(({ wrong, missed }) => wrong.length + missed.length > 0)
      .slice(0, 5)
    expect(
      right / (right + sum(({ wrong }) => wrong.length)),
      JSON.stringify(worst),
    ).toBeGreaterThanOrEqual(0.99)
    expect(
      right / (right + sum(({ missed }) => missed.length)),
      JSON.stringify(worst),
    ).toBeGreaterThanOrEqual(0.95)
  })
})

/** Invented bulletins of single desks, each in a form of its own; written after the reader was. */
const desk = readFileSync(new URL('../fixtures/series/desk.jsonl', import.meta.url), 'utf8')
  .trim()
  .split('\n')
  .map(line => JSON.parse(line) as Bulletin)

test.each(desk.map(bulletin => [`${bulletin.id} ${bulletin.title}`, bulletin] as const))(
  'every figure of %s is read, and no other',
  (_, bulletin) => {
    const found = read(bulletin)
    expect(found.map(keyOf).sort()).toEqual(bulletin.points.map(keyOf).sort())
  },
)

test('a point says where it was read', () => {
  const [point] = readPoints(
    {
      title: '碳市收盘',
      html: '<p>今日全国碳市场收盘价８０．５元/吨。</p>',
      published: '2026-03-02',
      language: 'zh',
    },
    lexicon,
  )
  expect(point).toMatchObject({
    where: 'sentence',
    quote: '今日全国碳市场收盘价８０．５元/吨',
    printed: '８０．５元/吨',
    value: 80.5,
  })
})
