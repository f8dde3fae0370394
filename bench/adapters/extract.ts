import { readFileSync } from 'node:fs'
import { parse } from 'yaml'
import { outletsSchema } from '../../src/model/outlet.ts'
import type { Published } from '../../src/model/published.ts'
import { parseArticle } from '../../src/parse/parse-article.ts'
import { buildOutletTable } from '../../src/text/outlet-table.ts'
import { offsetAt, offsetName } from '../../src/text/zone.ts'

const table = readFileSync(new URL('../../config/outlets.yaml', import.meta.url), 'utf8')
const outlets = buildOutletTable(outletsSchema.parse(parse(table)))
/** The zone of pages whose own is not known: times without a zone come out as printed. */
const UNKNOWN_ZONE = 'Etc/UTC'

/** The reader of article pages, in the form that the extraction scorer calls. */
export function extract({ html, url, lang }: { html: string; url: string; lang: string | null }) {
  const reading = parseArticle(html, {
    url: url || 'https://page.invalid/',
    now: new Date('2026-11-23T00:00:00Z'),
    zone: lang === 'zh' ? 'Asia/Shanghai' : UNKNOWN_ZONE,
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

/** A date as the scorer reads it: a day as it is, a moment on the clocks of its zone, with the offset where it is known. */
function inZone(published: Published): string {
  if (published.precision === 'day') return published.day
  const offset = offsetAt(published.zone, published.at.getTime())
  const local = new Date(published.at.getTime() + offset * 60_000).toISOString().slice(0, 19)
  return published.zone === UNKNOWN_ZONE ? local : local + offsetName(offset)
}
