import { isForeignTitle, isStrangeTitle } from '../health/strange-titles.ts'
import type { Article } from '../model/article.ts'
import type { FetchResult } from '../model/fetch.ts'
import { countedFields, type EntryCounts, type RoundCounts } from '../model/health.ts'
import type { Link } from '../model/link.ts'
import type { Outcome } from '../model/outcome.ts'
import type { Source } from '../model/source.ts'
import { isSameSite } from './choose-links.ts'

/** Lengths of bodies that are kept of one round. */
const MOST_LENGTHS = 30
/** A date further ahead than this is a slip, and not how new a list is. */
const AHEAD_MS = 2 * 86_400_000

/** Nothing counted yet. */
export const openCounts = (): RoundCounts => ({
  ...{ asked: false, entries: [], articles: 0, bodyChars: [], judged: 0, relevant: 0 },
  fields: Object.fromEntries(countedFields.map(field => [field, 0])) as RoundCounts['fields'],
  ...{ ends: {}, requests: 0, notModified: 0, bytes: 0, statuses: {}, examples: {} },
})

/** Counts an answer, or that none came. */
export function countFetch(counts: RoundCounts, result: FetchResult): void {
  // A turn that was not had is no request.
  if (result.kind === 'refused' && result.status === null && isUnsent(result.outcome)) return
  const status =
    result.kind === 'page' ? result.page.status : result.kind === 'unchanged' ? 304 : result.status
  const key = status === null ? 'none' : String(status)
  counts.requests += 1 + result.redirects.length
  counts.statuses[key] = (counts.statuses[key] ?? 0) + 1
  if (result.kind === 'unchanged') counts.notModified++
  if (result.kind === 'page') counts.bytes += result.page.bytes.length
}

const isUnsent = ({ kind, reason }: Outcome) =>
  kind === 'skipped' || kind === 'forbidden' || reason === 'host-busy' || reason === 'crawl-delay'

const nameOf = ({ kind, reason }: Outcome) => (reason ? `${kind}:${reason}` : kind)

const newEntry = (url: string): EntryCounts => ({
  ...{
    url,
    outcome: 'unchanged',
    status: null,
    rows: null,
    dated: 0,
    offHost: 0,
    strange: 0,
    fresh: 0,
  },
  ...{ newest: null, pageId: null },
})

/** The counts of an entry in this round. */
export function entryCounts(counts: RoundCounts, url: string): EntryCounts {
  const known = counts.entries.find(entry => entry.url === url)
  if (known) return known
  const entry = newEntry(url)
  counts.entries.push(entry)
  return entry
}

/** Writes down how an entry, or the data behind it, could not be had. What gave links all the same is no failure. */
export function countEntryFailure(entry: EntryCounts, result: FetchResult, outcome: Outcome): void {
  if (entry.rows) return
  entry.outcome = nameOf(outcome)
  if (outcome.detail) entry.detail = outcome.detail.slice(0, 300)
  if (result.kind === 'refused') entry.status = result.status
  const led = result.redirects.at(-1)
  if (led) entry.finalUrl = led
}

/** Writes down that an entry has not changed. */
export function countEntryUnchanged(entry: EntryCounts): void {
  if (entry.rows === null && entry.status === null) entry.status = 304
}

/** Writes down the links that were read in an entry's page. */
export function countEntryLinks(
  entry: EntryCounts,
  source: Source,
  links: Link[],
  {
    result,
    fresh,
    pageId,
    now,
  }: { result: Extract<FetchResult, { kind: 'page' }>; fresh: number; pageId: string; now: Date },
): void {
  entry.outcome = 'saved'
  delete entry.detail
  entry.rows = (entry.rows ?? 0) + links.length
  entry.fresh += fresh
  entry.dated += links.filter(({ published }) => published).length
  entry.offHost += links.filter(({ url }) => !isSameSite(source, url, entry.url)).length
  const isOdd = ({ title }: Link) => isStrangeTitle(title) || isForeignTitle(title, source.language)
  entry.strange += links.filter(isOdd).length
  entry.newest = newestOf(links, now, entry.newest)
  if (entry.pageId) return
  entry.pageId = pageId
  entry.status = result.page.status
  if (result.page.finalUrl !== entry.url) entry.finalUrl = result.page.finalUrl
}

function newestOf(links: Link[], now: Date, before: string | null): string | null {
  const limit = new Date(now.getTime() + AHEAD_MS).toISOString()
  const dates = links.flatMap(({ published }) => {
    if (!published) return []
    return published.precision === 'day' ? published.day : new Date(published.at).toISOString()
  })
  return [...dates.filter(date => date <= limit), ...(before ? [before] : [])].sort().at(-1) ?? null
}

/**
 * Counts how a link ended that had given no article before. One article counts once: visits of what is known would make a habit of a
 * few odd pages, and hide what has become of the new ones behind the old.
 */
export function countEnd(counts: RoundCounts, key: string, url: string, isRefused: boolean): void {
  counts.ends = { ...counts.ends, [key]: (counts.ends?.[key] ?? 0) + 1 }
  if (isRefused) counts.examples.refused ??= url
}

/** Counts what an article has, when it is read for the first time. */
export function countArticle(counts: RoundCounts, article: Article): void {
  const has: Record<(typeof countedFields)[number], boolean> = {
    published: article.published !== null,
    minute: article.published?.precision === 'minute',
    outlet: article.outlet !== null,
    byline: article.byline.length > 0,
    body: article.text.length > 0,
    picture: article.images.length > 0,
  }
  counts.articles++
  for (const field of countedFields) {
    if (has[field]) counts.fields[field]++
    else counts.examples[field] ??= article.url
  }
  if (counts.bodyChars.length < MOST_LENGTHS) counts.bodyChars.push(article.text.length)
  if (article.text.length < Math.max(...counts.bodyChars) / 4) counts.examples.short ??= article.url
}
