import {
  compareFields,
  type FieldDifference,
  fieldsOf,
  type ReadFields,
} from '../draft/compare-fields.ts'
import { findRowProblems } from '../draft/cross-rules.ts'
import { tellDraft } from '../draft/draft-words.ts'
import type { FieldExplanation } from '../model/article.ts'
import type { Link, ListExplanation } from '../model/link.ts'
import type { Page } from '../model/page.ts'
import type { Entry, Source } from '../model/source.ts'
import type { ReadContext } from '../parse/context.ts'
import { readArticlePage, readEntryPage } from '../parse/read-page.ts'
import type { Recording } from '../store/recordings.ts'
import type { RelevanceMode } from '../topics/judge-tier.ts'
import { matchTopics } from '../topics/match-topics.ts'
import type { TopicTable } from '../topics/topic-table.ts'
import { isOwnHost } from './choose-links.ts'
import { getPage, outcomeText, type SiteReader, walkPlace } from './site-reader.ts'

/** What the list printed of an article. */
export type Listed = Pick<Link, 'title' | 'truncated' | 'published'>

/** What was read from a recorded page: an article, or the rows of a list. */
export type RecordedRead =
  | { article: ReadFields; listed: Listed }
  | { rows: { url: string; title: string }[] }

/** What one entry gives now. */
export type CheckedEntry = {
  entry: Entry
  rows: Link[]
  dated: number
  cut: number
  bytes: number
  ms: number
  why: string | null
  ruleMisses: string[]
  /** Lists of links that were taken for navigation and the like. */
  left: ListExplanation[]
  /** Of its alternates, how many rows each gives; asked only where the entry itself gives none. */
  alternates: { url: string; rows: number; why: string | null }[]
  page: Page | null
  /** What that first page gives by itself. */
  pageRows: Link[]
}

export type CheckedArticle = {
  url: string
  bytes: number
  ms: number
  why: string | null
  fields: ReadFields | null
  explanations: FieldExplanation[]
  ruleMisses: string[]
  tier: string | null
  page: Page | null
  listed: Listed
}

/** What a source gives now, looked at as its next round would. */
export type SourceCheck = {
  id: string
  entries: CheckedEntry[]
  articles: CheckedArticle[]
  problems: string[]
}

const SAMPLES = 3
const LIST_PAGES = 2

/** Looks at a source on the live site: its lists, and three of its articles field by field. */
export async function checkSource(
  reader: SiteReader,
  source: Source,
  topics: TopicTable | null,
): Promise<SourceCheck> {
  const entries: CheckedEntry[] = []
  for (const entry of source.entries) entries.push(await checkEntry(reader, entry))
  const rows = entries.flatMap(each => each.rows)
  const articles: CheckedArticle[] = []
  for (const row of sampleRows(source, entries))
    articles.push(await checkArticle(reader, source, row, topics))
  return { id: source.id, entries, articles, problems: problemsOf(source, entries, rows, articles) }
}

async function checkEntry(reader: SiteReader, entry: Entry): Promise<CheckedEntry> {
  const startedAt = performance.now()
  const walk = await walkPlace(reader, entry.kind, entry.url, {
    mostPages: LIST_PAGES,
    explains: true,
    ...(entry.kind === 'listing' && entry.rules && { listingRules: entry.rules }),
    ...(entry.kind === 'json' && entry.paths && { dataRules: entry.paths }),
    ...(entry.kind === 'json' && entry.headers && { headers: entry.headers }),
    ...(entry.kind === 'json' && { method: entry.method, body: entry.body }),
  })
  const first = walk.readings[0]
  return {
    entry,
    rows: walk.rows,
    dated: walk.rows.filter(({ published }) => published !== null).length,
    cut: walk.rows.filter(({ truncated }) => truncated).length,
    bytes: walk.seen.reduce((sum, { bytes }) => sum + bytes.length, 0),
    ms: Math.round(performance.now() - startedAt),
    why: walk.why,
    ruleMisses: first?.kind === 'entry' ? first.ruleMisses : [],
    left: first?.kind === 'entry' ? (first.explanations ?? []).filter(({ taken }) => !taken) : [],
    alternates: walk.rows.length === 0 ? await tryAlternates(reader, entry) : [],
    page: walk.seen[0] ?? null,
    pageRows: first?.kind === 'entry' ? first.links : [],
  }
}

async function tryAlternates(
  reader: SiteReader,
  entry: Entry,
): Promise<CheckedEntry['alternates']> {
  const tried: CheckedEntry['alternates'] = []
  for (const url of entry.alternates ?? []) {
    const walk = await walkPlace(reader, entry.kind, url, { mostPages: 1 })
    tried.push({ url, rows: walk.rows.length, why: walk.why })
  }
  return tried
}

/** A new article of each of three entries, or three of one. */
function sampleRows(source: Source, entries: CheckedEntry[]): Link[] {
  const own = entries.map(({ rows }) =>
    rows.filter(row => isOwnHost(source, new URL(row.url).host)),
  )
  const spread = [0, 1, 2, 3, 4].flatMap(at => own.flatMap(rows => rows[at * 3] ?? []))
  return [...new Map(spread.map(row => [row.url, row])).values()].slice(0, SAMPLES)
}

const contextOf = (
  reader: Pick<SiteReader, 'outlets'>,
  source: Source,
  page: Page,
): ReadContext => ({
  url: page.finalUrl,
  now: page.fetchedAt,
  zone: source.zone,
  language: source.language,
  outlets: reader.outlets,
  articleRules: source.article,
})

async function checkArticle(
  reader: SiteReader,
  source: Source,
  row: Link,
  topics: TopicTable | null,
): Promise<CheckedArticle> {
  const startedAt = performance.now()
  const page = await getPage(reader, row.url, 'page')
  const { title, truncated, published } = row
  const listed = { title, truncated, published }
  const none = { url: row.url, listed, fields: null, explanations: [], ruleMisses: [], tier: null }
  if (typeof page === 'string') return { ...none, bytes: 0, ms: 0, why: page, page: null }
  const reading = readArticlePage(page, { ...contextOf(reader, source, page), listed: row })
  const ms = Math.round(performance.now() - startedAt)
  const seen = { bytes: page.bytes.length, ms, page }
  if (reading.kind !== 'article') return { ...none, ...seen, why: outcomeText(reading.outcome) }
  const mode: RelevanceMode = source.relevance
  return {
    ...seen,
    url: row.url,
    listed,
    why: null,
    fields: fieldsOf(reading.article),
    explanations: reading.explanations,
    ruleMisses: reading.ruleMisses,
    tier: topics && matchTopics(reading.article, topics, mode).tier,
  }
}

function problemsOf(
  source: Source,
  entries: CheckedEntry[],
  rows: Link[],
  articles: CheckedArticle[],
): string[] {
  const elsewhere = rows.filter(({ url }) => !isOwnHost(source, new URL(url).host))
  const hosts = [...new Set(elsewhere.map(({ url }) => new URL(url).host))]
  return [
    ...entries
      .filter(each => each.rows.length === 0)
      .map(({ entry, why }) =>
        why
          ? tellDraft('{} gives no rows ({})', entry.url, why)
          : tellDraft('{} gives no rows', entry.url),
      ),
    ...entries.flatMap(({ entry, ruleMisses }) =>
      ruleMisses.map(rule => tellDraft('{}: the rule "{}" matches nothing there', entry.url, rule)),
    ),
    ...findRowProblems(source, rows).map(({ message }) => message),
    ...(elsewhere.length > rows.length * 0.3
      ? [
          tellDraft(
            '{} of {} rows lead to hosts that are not named: {}',
            ...[elsewhere.length, rows.length, hosts.slice(0, 4).join(', ')],
          ),
        ]
      : []),
    ...articles.filter(({ why }) => why !== null).map(({ url, why }) => `${url}: ${why}`),
    ...articles.flatMap(({ url, fields, ruleMisses }) => [
      ...ruleMisses
        .filter(rule => rule !== 'remove')
        .map(rule => tellDraft('{}: the rule "{}" matches nothing there', url, rule)),
      ...(fields && fields.published === null ? [tellDraft('{}: no date was found', url)] : []),
      ...(fields && fields.text.length < 50
        ? [tellDraft('{}: next to no text was found', url)]
        : []),
    ]),
  ]
}

/** The pages of a check that went well, to be kept. */
export function recordingsOf({ entries, articles }: SourceCheck): Recording<RecordedRead>[] {
  const lists = entries.flatMap(({ page, pageRows, entry }) =>
    page && pageRows.length > 0
      ? [
          {
            page,
            kind: entry.kind,
            read: { rows: pageRows.map(({ url, title }) => ({ url, title })) },
          },
        ]
      : [],
  )
  const read = articles.flatMap(({ page, fields, listed }) =>
    page && fields ? [{ page, kind: 'article', read: { article: fields, listed } }] : [],
  )
  return [...lists, ...read]
}

/** What the reading of one kept page would be by today's rules, beside what it was. */
export type Replayed = {
  url: string
  before: ReadFields
  after: ReadFields | null
  differences: FieldDifference[]
  why: string | null
}
export type ReplayedList = { url: string; before: number; after: number; lost: string[] }

/** What the list printed, as it comes back from JSON. */
export const reviveListed = (listed: Listed | null): Listed | null =>
  listed && {
    ...listed,
    published:
      listed.published?.precision === 'minute'
        ? { ...listed.published, at: new Date(listed.published.at) }
        : listed.published,
  }

/** Reads a kept article's page by these rules. */
export function replayArticle(
  outlets: SiteReader['outlets'],
  source: Source,
  page: Page,
  before: ReadFields,
  listed: Listed | null,
): Replayed {
  const reading = readArticlePage(page, { ...contextOf({ outlets }, source, page), listed })
  if (reading.kind !== 'article')
    return {
      url: page.url,
      before,
      after: null,
      differences: [],
      why: outcomeText(reading.outcome),
    }
  const after = fieldsOf(reading.article)
  return { url: page.url, before, after, differences: compareFields(before, after), why: null }
}

/** Reads the kept first page of an entry by these rules: rows that it does not give any more. */
export function replayList(
  outlets: SiteReader['outlets'],
  source: Source,
  kind: Entry['kind'],
  page: Page,
  before: { url: string; title: string }[],
): ReplayedList {
  const entry = source.entries.find(each => each.url === page.url)
  const reading = readEntryPage(page, kind, {
    ...contextOf({ outlets }, source, page),
    ...(entry?.kind === 'listing' && { listingRules: entry.rules }),
    ...(entry?.kind === 'json' && { dataRules: entry.paths }),
    request: page.url,
  })
  const links = reading.kind === 'entry' ? reading.links : []
  const now = new Set(links.map(({ url }) => url))
  // Rows of later pages and of data behind the page are not in the page itself.
  const lost = before.filter(({ url }) => !now.has(url))
  return {
    url: page.url,
    before: before.length,
    after: links.length,
    lost: lost.map(({ title, url }) => title || url),
  }
}
