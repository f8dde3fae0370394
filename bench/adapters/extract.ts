import type { Published } from '../../src/model/published.ts'
import { parseArticle } from '../../src/parse/parse-article.ts'
import { buildOutletTable } from '../../src/text/outlet-table.ts'

const outlets = buildOutletTable([])

/** The reader of article pages, in the form that the extraction scorer calls. */
export function extract({ html, url, lang }: { html: string; url: string; lang: string | null }) {
  const reading = parseArticle(html, {
    url: url || 'https://page.invalid/',
    now: new Date('2026-11-23T00:00:00Z'),
    zone: lang === 'zh' ? 'Asia/Shanghai' : 'UTC',
    language: null,
    outlets,
  })
  if (reading.kind === 'notArticle') return { reason: reading.reason }
  const { article } = reading
  const { published } = article
  return {
    title: article.title,
    authors: article.byline,
    source: article.outlet?.printed,
    datePublished: published && inZone(published),
    text: article.text,
  }
}

/** A date as the scorer reads it: a day as it is, a moment as UTC. */
const inZone = (published: Published): string =>
  published.precision === 'day' ? published.day : published.at.toISOString()
