import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { type Point, seriesSchema } from '../../src/model/series.ts'
import { parseArticle } from '../../src/parse/parse-article.ts'
import { buildLexicon } from '../../src/series/lexicon.ts'
import { joinRaised } from '../../src/series/raised.ts'
import { readPoints } from '../../src/series/read-points.ts'
import { buildOutletTable } from '../../src/text/outlet-table.ts'
import type { Bulletin } from './bulletins.ts'
import { makeBulletins } from './make-bulletins.ts'
import { readRound } from './rounds.ts'

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

/** Rounds of bulletins, each written before the reader knew its kinds. */
const folder = new URL('../fixtures/series/', import.meta.url)
const rounds = readdirSync(folder)
  .filter(name => name.startsWith('round-'))
  .flatMap(name => readRound(name.replace('.txt', ''), readFileSync(new URL(name, folder), 'utf8')))

const told = [...desk, ...rounds]
test.each(told.map(bulletin => [`${bulletin.id} ${bulletin.title}`, bulletin] as const))(
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

/** What stands raised: findings/raised-figures.sh shows how others glue it to the figure. */
describe('notes, powers and tonnes', () => {
  const points = (html: string) =>
    readPoints(
      { title: '全国碳市场3月17日行情', html, published: '2026-03-18', language: null },
      lexicon,
    ).map(({ measure, value }) => `${measure} ${value}`)
  const chinese = (text: string) => points(`<p>3月17日，全国碳市场${text}。</p>`)
  const english = (text: string) =>
    points(`<p>On 17 March 2026 Dec-26 EUAs closed at €71.35, ${text}.</p>`).slice(1)

  test.each([
    ['收盘价91.42<sup>1</sup>元/吨', 'close 91.42'],
    ['收盘价91.42<sup>[12]</sup>元/吨', 'close 91.42'],
    ['收盘价91.42<a href="#n"><sup>①</sup></a>元/吨', 'close 91.42'],
    ['收盘价<b>91.42</b><sup><a href="#n">2,3</a></sup>元/吨', 'close 91.42'],
    ['成交36<sup>注1</sup>万吨', 'volume_total 360000'],
    ['成交4.3×10<sup>5</sup>吨', 'volume_total 430000'],
    ['成交4.3 × 10<sup>4</sup> 吨', 'volume_total 43000'],
    ['成交额3.2x10<sup>7</sup>元', 'value_total 32000000'],
  ])('%s is %s', (text, point) => expect(chinese(text)[0]).toBe(point))

  test.each([
    ['volume 2.1 Mt CO2e', 'volume_total 2100000'],
    ['volume 2.1mt', 'volume_total 2100000'],
    ['volume 2.1Mt', 'volume_total 2100000'],
    ['with 400kt traded', 'volume_total 400000'],
    ['with 2,100 mt CO2e traded', 'volume_total 2100'],
    ['with 12,340 MT CO2e traded', 'volume_total 12340'],
    ['volume of 3 MtCO2e', 'volume_total 3000000'],
  ])('%s is %s', (text, point) => expect(english(text)[0]).toBe(point))

  test.each([
    ['占地36km', '2', '占地36km2'],
    ['the 17', 'th', 'the 17th'],
    ['约10', '6', '约百万'],
    ['约10', '5', '约100000'],
    ['（10', '4', '（万'],
    ['共110', '4', '共110'],
    ['低至4.2×10', '-2', '低至0.042'],
  ])('%s with %s raised is %s', (before, raised, text) =>
    expect(joinRaised(before, raised)).toBe(text),
  )

  test('a table may have notes at its figures and a power in its heading', () => {
    expect(
      points(
        '<table><tr><th>日期</th><th>收盘价（元/吨）</th><th>成交量（10<sup>4</sup>吨）</th></tr><tr><td>3月17日</td><td>91.42<sup>2</sup></td><td>36.5</td></tr></table>',
      ),
    ).toEqual(['close 91.42', 'volume_total 365000'])
  })
})
