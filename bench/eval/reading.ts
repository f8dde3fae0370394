import { readdirSync, readFileSync } from 'node:fs'
import type { Article } from '../../src/model/article.ts'
import type { Published } from '../../src/model/published.ts'
import { parseArticle } from '../../src/parse/parse-article.ts'
import { buildOutletTable } from '../../src/text/outlet-table.ts'
import { type Figure, figureOf } from './figures.ts'
import { makePages } from './made-pages.ts'

const folder = new URL('../../test/fixtures/articles/', import.meta.url)

type Expected = {
  url?: string
  zone?: string
  language?: string | null
  now?: string
  article: Record<string, unknown>
  begins?: string
  ends?: string
}

function printDate(published: Published | null): string | null {
  if (!published) return null
  if (published.precision === 'day') return published.day
  const options = { timeZone: published.zone, dateStyle: 'short', timeStyle: 'short' } as const
  return new Intl.DateTimeFormat('sv-SE', options).format(published.at)
}

const fields: Record<string, (article: Article) => unknown> = {
  title: article => article.title,
  published: article => printDate(article.published),
  outlet: article => article.outlet?.printed ?? null,
  byline: article => article.byline,
}

/** Reads the invented pages of `test/fixtures` and counts each field that a page says what to expect of. */
export function evaluateReading(): Figure[] {
  const pages = readdirSync(folder)
    .filter(name => name.endsWith('.html'))
    .map(name => {
      const file = new URL(name.replace('.html', '.json'), folder)
      const expected = JSON.parse(readFileSync(file, 'utf8')) as Expected
      return { name, expected, article: readPage(name, expected) }
    })
  const byField = Object.entries(fields).map(([field, read]) =>
    figureOf(
      `pages, ${field}`,
      pages
        .filter(({ expected }) => field in expected.article)
        .map(({ name, expected, article }) => ({
          name,
          right: isSame(article && read(article), expected.article[field]),
        })),
    ),
  )
  const bodies = pages.filter(({ expected }) => expected.begins)
  const body = figureOf(
    'pages, body',
    bodies.map(({ name, expected, article }) => ({
      name,
      right: hasBody(article, expected),
    })),
  )
  return [...byField, body, ...evaluateMade()]
}

/** Each field of each made page is a row of its language. */
function evaluateMade(): Figure[] {
  const rows = makePages().flatMap(({ name, language, zone, html, wanted }) => {
    const article = readHtml(html, { zone, language: null })
    const told: Record<string, unknown> = {
      title: article?.title,
      published: article && printDate(article.published),
      outlet: article?.outlet?.printed ?? null,
      byline: article?.byline,
      text: article?.text,
    }
    return Object.entries(told).map(([field, value]) => ({
      language,
      name: `${field}: ${name}`,
      right: isSame(value, wanted[field as keyof typeof wanted]),
    }))
  })
  return [...Map.groupBy(rows, ({ language }) => language)].map(([language, own]) =>
    figureOf(`fields of made pages, ${language}`, own),
  )
}

function hasBody(article: Article | null, { begins = '', ends = '' }: Expected): boolean {
  const text = article?.text ?? ''
  return text.startsWith(begins) && text.endsWith(ends)
}

const isSame = (got: unknown, wanted: unknown) => JSON.stringify(got) === JSON.stringify(wanted)

function readPage(name: string, expected: Expected): Article | null {
  return readHtml(readFileSync(new URL(name, folder), 'utf8'), { language: null, ...expected })
}

type Given = Omit<Expected, 'article'> & { language: string | null }

function readHtml(html: string, given: Given): Article | null {
  const { url = 'https://www.portal.example/news/9101.html', zone = 'Asia/Shanghai' } = given
  const reading = parseArticle(html, {
    ...given,
    url,
    zone,
    now: new Date(given.now ?? '2026-03-12T12:00:00Z'),
    outlets: buildOutletTable([]),
  })
  return reading.kind === 'article' ? reading.article : null
}
