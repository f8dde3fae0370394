import { readFileSync } from 'node:fs'
import { parse } from 'yaml'
import { localDateText } from '../../src/cli/read-lines.ts'
import { outletsSchema } from '../../src/model/outlet.ts'
import { parseArticle } from '../../src/parse/parse-article.ts'
import { buildOutletTable } from '../../src/text/outlet-table.ts'

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
    datePublished: published && localDateText(published),
    text: article.text,
  }
}
