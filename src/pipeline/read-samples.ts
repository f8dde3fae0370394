import { isSameSite } from '../draft/choose-columns.ts'
import type { Miss, Place, Sample, SiteLook } from '../draft/site-look.ts'
import type { Article } from '../model/article.ts'
import { compilePattern } from '../model/linear-pattern.ts'
import type { Link } from '../model/link.ts'
import type { Page } from '../model/page.ts'
import type { Preset } from '../model/preset.ts'
import { readArticlePage } from '../parse/read-page.ts'
import { matchTopics } from '../topics/match-topics.ts'
import type { TopicTable } from '../topics/topic-table.ts'
import type { Look } from './find-places.ts'
import { textOfPage } from './seen-page.ts'
import { contextFor, getPage, outcomeText, type SiteReader } from './site-reader.ts'

/** Articles that are read to see how the site writes them, and pages that may be tried for them. */
const SAMPLES = 3
const TRIES = 6
/** Rows that are judged for the subject. */
const MOST_JUDGED = 200

/** Reads three articles: a new one, one of the middle and an old one of what is listed. */
export async function readSamples(
  { reader }: Look,
  places: Place[],
): Promise<{ samples: Sample[]; misses: Miss[] }> {
  const rows = places.flatMap(place =>
    place.rows.filter(row => isSameSite(row.url, place.url) || place.kind === 'feed'),
  )
  const all = byLastChange(rows.length > 0 ? rows : places.flatMap(place => place.rows))
  const at = [0, 0.5, 0.95, 0.25, 0.75, 0.1].map(share => Math.floor(share * (all.length - 1)))
  const samples: Sample[] = []
  const misses: Miss[] = []
  reader.left = Math.max(reader.left, TRIES)
  for (const row of [...new Set(at)].flatMap(index => all[index] ?? [])) {
    if (samples.length >= SAMPLES) break
    const read = await readSample(reader, row)
    if ('article' in read) samples.push(read)
    else misses.push(read)
  }
  return { samples, misses }
}

/** A sitemap is in no order: its newest come first by when they changed. */
function byLastChange(rows: (Link & { lastModified?: Link['published'] })[]): Link[] {
  const time = ({ lastModified }: (typeof rows)[number]) =>
    lastModified
      ? lastModified.precision === 'minute'
        ? lastModified.at.toISOString()
        : lastModified.day
      : ''
  return rows.some(row => row.published)
    ? rows
    : rows.toSorted((a, b) => time(b).localeCompare(time(a)))
}

async function readSample(reader: SiteReader, row: Link): Promise<Sample | Miss> {
  const page = await getPage(reader, row.url, 'page')
  if (typeof page === 'string') return { url: row.url, why: page }
  const reading = readArticlePage(page, { ...contextFor(reader, page, row.url), listed: row })
  if (reading.kind === 'article')
    return { url: row.url, article: reading.article, html: textOfPage(page) }
  return { url: row.url, why: outcomeText(reading.outcome) }
}

/** How many of the titles and of the articles that were read are of the subject. */
export function judgeSubject(table: TopicTable | null, places: Place[], samples: Sample[]) {
  if (!table) return { relevant: 0, judged: 0 }
  const rows = places.flatMap(({ rows }) => rows).filter(({ title }) => title.length > 4)
  const read = new Map(samples.map(({ url, article }) => [url, article]))
  const titled: Pick<Article, 'title' | 'text' | 'keywords' | 'language'>[] = rows
    .slice(0, MOST_JUDGED)
    .filter(({ url }) => !read.has(url))
    .map(({ title, summary }) => ({ title, text: summary ?? '', keywords: [], language: null }))
  const judged = [...read.values(), ...titled]
  const relevant = judged.filter(
    each => matchTopics(each, table, 'general').tier === 'relevant',
  ).length
  return { relevant, judged: judged.length }
}

/** The families of publishing systems whose marks its pages or addresses bear, and whether their rules lose nothing here. */
export function findFamilies(look: Look, samples: Sample[]): SiteLook['families'] {
  const pages = [...look.seen.map(textOfPage), ...samples.map(({ html }) => html)].map(text =>
    text.slice(0, 400_000),
  )
  const addresses = look.places.flatMap(({ rows }) => rows.slice(0, 40).map(({ url }) => url))
  return look.options.presets.flatMap(preset => {
    const byHtml = preset.signs.html.some(sign =>
      pages.some(text => compilePattern(sign).test(text)),
    )
    const matching = addresses.filter(url =>
      preset.signs.address.some(sign =>
        compilePattern(sign).test(new URL(url).pathname + new URL(url).search),
      ),
    ).length
    if (!byHtml && matching < Math.max(3, addresses.length * 0.6)) return []
    return [{ id: preset.id, name: preset.name, helps: helps(look, preset, samples) }]
  })
}

/** Rules help where they take hold and no field of the articles that were read is lost or shortened. */
function helps({ reader }: Look, { source }: Preset, samples: Sample[]): boolean {
  if (!source.article || samples.length === 0) return false
  const changes = samples.map(({ url, article, html }) => {
    const page: Page = {
      url,
      finalUrl: url,
      status: 200,
      headers: { 'content-type': 'text/html; charset=utf-8' },
      bytes: new TextEncoder().encode(html),
      fetchedAt: new Date(0),
    }
    const ruled = readArticlePage(page, {
      ...contextFor(reader, page, url),
      articleRules: source.article,
    })
    if (ruled.kind !== 'article') return 'loses'
    const isShorter = ruled.article.text.length < article.text.length * 0.8
    return isShorter || ruled.article.title !== article.title
      ? 'loses'
      : ruled.article.text === article.text
        ? 'same'
        : 'changes'
  })
  const taken = changes.filter(each => each === 'changes').length
  return !changes.includes('loses') && taken * 2 > changes.length
}
