/**
 * Reads the market figures of bulletins, for an evaluator: lines `{id,url,title,html,lang,fetchedAt}` on standard input,
 * `{id,points:[{market,instrument,day,measure,value,unit}]}` out, a line each. `--evidence` adds where each was read.
 */
import { readFileSync } from 'node:fs'
import { parse } from 'yaml'
import type { Article } from '../../src/model/article.ts'
import type { Published } from '../../src/model/published.ts'
import { seriesSchema } from '../../src/model/series.ts'
import { parseArticle } from '../../src/parse/parse-article.ts'
import { buildLexicon } from '../../src/series/lexicon.ts'
import { readPoints } from '../../src/series/read-points.ts'
import { buildOutletTable } from '../../src/text/outlet-table.ts'
import { wallTime } from '../../src/text/zone.ts'

type Line = {
  id: string
  url: string | null
  title: string | null
  html: string
  lang: string | null
  fetchedAt: string | null
}

const config = readFileSync(new URL('../../config/series.yaml', import.meta.url), 'utf8')
const lexicon = buildLexicon(seriesSchema.parse(parse(config)))
const outlets = buildOutletTable([])
const two = (number: number) => String(number).padStart(2, '0')
const withEvidence = process.argv.includes('--evidence')

const dayOf = (at: Date, zone: string) => {
  const wall = wallTime(at, zone)
  return `${wall.year}-${two(wall.month)}-${two(wall.day)}`
}
const printedDay = (published: Published) =>
  published.precision === 'day' ? published.day : dayOf(published.at, published.zone)

function readArticle(line: Line, now: Date, zone: string): Article | null {
  const reading = parseArticle(line.html, {
    url: line.url || 'https://page.invalid/',
    now,
    zone,
    language: null,
    outlets,
  })
  return reading.kind === 'article' ? reading.article : null
}

function readLine(line: Line) {
  const now = new Date(line.fetchedAt ?? '2026-11-28T00:00:00Z')
  const isChinese = line.lang?.startsWith('zh') ?? /[\u4e00-\u9fff]/.test(line.html)
  const zone = isChinese ? 'Asia/Shanghai' : 'Etc/UTC'
  // A part of a page is all body, without a date line of its own.
  const isPage = /<(?:html|body|head|article|main|h1)\b/i.test(line.html)
  const article = isPage ? readArticle(line, now, zone) : null
  return readPoints(
    {
      title: line.title || article?.title || '',
      html: article?.html ?? line.html,
      published: article?.published ? printedDay(article.published) : dayOf(now, zone),
      language: line.lang ?? article?.language ?? null,
    },
    lexicon,
  )
}

for (const text of readFileSync(0, 'utf8').split('\n')) {
  if (text.trim() === '') continue
  const line = JSON.parse(text) as Line
  const points = readLine(line).map(
    ({ market, instrument, day, measure, value, unit, ...evidence }) => ({
      market,
      instrument,
      day,
      measure,
      value,
      unit,
      ...(withEvidence ? evidence : {}),
    }),
  )
  process.stdout.write(`${JSON.stringify({ id: line.id, points })}\n`)
}
