import type { FetchRequest, FetchResult } from '../model/fetch.ts'
import type { Outcome } from '../model/outcome.ts'
import type { Entry } from '../model/source.ts'
import { guessedPosts } from '../parse/lists/next-data.ts'
import type { EntryReading } from '../parse/read-page.ts'
import { readRequest, writeRequest } from '../text/written-request.ts'
import { homeHosts, isSameSite, isTakenOver, isTooOld, linksToAdd } from './choose-links.ts'
import {
  countEntryFailure,
  countEntryLinks,
  countEntryUnchanged,
  countFetch,
  entryCounts,
} from './count-round.ts'
import { sampleEntry } from './record-round.ts'
import { type Round, raiseAlarm } from './round.ts'
import type { CrawlWorld } from './world.ts'

/** Where the reading of an entry begins: its own address, or the page that an earlier round did not come to. */
type Start = { url: string; pages: number } | null

/** Sitemaps of a sitemap index that are read in one round. */
const MAX_SITEMAPS = 40
/** The same, and pages of a list, while a source is read back. */
const DEEP_SITEMAPS = 1_000
const DEEP_PAGES = 5_000

/** Reads one entry point page by page, until everything on a page is known or older than the source keeps. */
export async function crawlEntry(
  world: CrawlWorld,
  round: Round,
  entry: Entry,
  resume: Start,
  of = entry.url,
): Promise<void> {
  let pages = resume?.pages ?? 0
  let [url, ...others]: (string | null)[] = resume ? [resume.url] : firstRequests(entry)
  while (url && !round.signal.aborted) {
    const step = await crawlEntryPage(world, round, entry, url, pages, of)
    if (!step) return
    // An interface that says nothing to one way of asking may answer the next.
    if (!step.found && others.length > 0) {
      url = others.shift()!
      continue
    }
    others = []
    pages++
    round.entries.push(step.outcome)
    url = step.next
  }
}

/** How the first page of an entry is asked for; where the operator does not say, in the ways that are usual. */
function firstRequests(entry: Entry): string[] {
  if (entry.kind !== 'json') return [entry.url]
  const { url, method, body } = entry
  const post = typeof body === 'object' ? JSON.stringify(body) : body
  if (post !== undefined && method !== 'GET') return [writeRequest({ url, post })]
  const posts = guessedPosts().map(guess => writeRequest({ url, post: guess }))
  if (method === 'GET') return [url]
  return method === 'POST' ? posts : [url, ...posts]
}

type WholeEntry = Extract<EntryReading, { kind: 'entry' }>
/** How a page of an entry ended; `found` when it gave links, or where to find them. */
type Step = { outcome: Outcome; next: string | null; found: boolean }

/** Null when the round was over before the page came: it stays due. */
async function crawlEntryPage(
  world: CrawlWorld,
  round: Round,
  entry: Entry,
  url: string,
  pages: number,
  of: string,
): Promise<Step | null> {
  const { source } = round
  // Behind a later page that has not changed all is known, when everything was read to its end before.
  const asksForChanges = pages === 0 || (await world.store.hasPaged(source.id, entry.url))
  const { url: address, post } = readRequest(url)
  const validators =
    asksForChanges && post === undefined ? await world.store.findValidators(source.id, url) : null
  const result = await fetchEntryPage(world, round, {
    url: address,
    ...(post !== undefined && { post }),
    ...(entry.kind === 'json' && entry.headers && { headers: entry.headers }),
    accept: entry.kind === 'listing' ? 'page' : entry.kind,
    validators,
    politeness: source.politeness,
    rendered: source.rendered,
    ...(source.rendered && { allowHosts: homeHosts(source, address) }),
  })
  if (!result) return null
  const counted = entryCounts(round.counts, of)
  if (result.kind === 'refused') {
    if (pages > 0 && (await endsPaging(world, round, entry, result.outcome)))
      return { outcome: { kind: 'unchanged' }, next: null, found: true }
    raiseAlarm(round, alarmOf(url, result.outcome))
    if (pages === 0) countEntryFailure(counted, result, result.outcome)
    round.retryAfterMs = Math.max(round.retryAfterMs, result.retryAfterMs ?? 0)
    return { outcome: result.outcome, next: null, found: false }
  }
  if (result.kind === 'unchanged') {
    if (pages === 0) countEntryUnchanged(counted)
    await world.store.touchListing(source.id, url, world.now())
    if (pages > 0) await world.store.endPaging(source.id, entry.url)
    return { outcome: { kind: 'unchanged' }, next: null, found: true }
  }

  const reading = await world.reading.readEntry(
    {
      page: result.page,
      zone: source.zone,
      language: source.language,
      listed: null,
      listingRules: rulesOf(entry),
      ...(entry.kind === 'json' && entry.paths && { dataRules: entry.paths }),
      request: url,
    },
    entry.kind,
  )
  if (reading.kind === 'failed') {
    if (pages > 0) await endsPaging(world, round, entry, reading.outcome)
    raiseAlarm(round, alarmOf(url, reading.outcome))
    if (pages === 0 && !counted.rows) {
      countEntryFailure(counted, result, reading.outcome)
      counted.pageId = await world.store.keepPage(result.page)
    }
    return { outcome: reading.outcome, next: null, found: false }
  }
  return saveEntryPage(world, round, entry, url, pages, result, reading, of)
}

/** Outcomes of a further page that may pass: it is asked for again by the next round. */
const passing = ['retry', 'blocked', 'forbidden']

/**
 * A further page that will not come ends the list: what waits for it would wait for ever, and nothing that is new on the first page
 * would count as news. True when it is not there at all: behind the last page there often is a link to one more.
 */
async function endsPaging(
  { store }: CrawlWorld,
  { source }: Round,
  entry: Entry,
  { kind }: Outcome,
): Promise<boolean> {
  if (!passing.includes(kind)) await store.endPaging(source.id, entry.url)
  return kind === 'gone'
}

/** Null when the round was over first. */
async function fetchEntryPage(
  world: CrawlWorld,
  round: Round,
  request: FetchRequest,
): Promise<FetchResult | null> {
  let got: FetchResult | null = null
  const { errors } = await world.crawler.crawl(
    round.id,
    [{ ...request, data: null }],
    async (_, result) => {
      countFetch(round.counts, result)
      got = result
      return undefined
    },
    round.signal,
    round.finish,
  )
  if (errors[0]) throw errors[0].error
  return got
}

const rulesOf = (entry: Entry) => (entry.kind === 'listing' ? entry.rules : undefined)

async function saveEntryPage(
  world: CrawlWorld,
  round: Round,
  entry: Entry,
  url: string,
  pages: number,
  result: Extract<FetchResult, { kind: 'page' }>,
  reading: WholeEntry,
  of: string,
): Promise<Step> {
  const { source } = round
  const now = world.now()
  for (const rule of reading.ruleMisses)
    raiseAlarm(round, {
      kind: 'rule-miss',
      where: url,
      message: `the rule "${rule}" matches nothing there`,
    })
  const found = reading.links.length + reading.sitemaps.length + reading.data.length > 0
  if (!found && pages === 0)
    raiseAlarm(round, {
      kind: 'no-links',
      where: url,
      message: 'no links of news were found there',
    })

  const links = isTakenOver(reading.links)
    ? []
    : linksToAdd(source, reading.links, 0, now, world.config().twins)
  const morePages = pages + 1 < (round.isDeep ? DEEP_PAGES : maxPages(entry, reading))
  const allOld =
    reading.links.length > 0 && reading.links.every(link => isTooOld(link.published, source, now))
  const next = morePages && !allOld ? nextAddress(entry, url, reading) : null
  const { fresh, unseen, pagedBefore, pageId } = await world.store.saveListing({
    sourceId: source.id,
    entryUrl: entry.url,
    url,
    page: result.page,
    links,
    depth: 0,
    // A page that names its data stays as it is while the data changes.
    validators: reading.data.length ? { etag: null, lastModified: null } : result.validators,
    resume: next ? { url: next, pages: pages + 1 } : null,
  })
  const counted = entryCounts(round.counts, of)
  // What is read before the first reading has come to its end is the backlog, and no news.
  if (pages === 0)
    countEntryLinks(counted, source, reading.links, {
      ...{ result, pageId, now },
      fresh: pagedBefore ? unseen : 0,
    })
  else if (pagedBefore) counted.fresh += unseen
  if (pages === 0 && !reading.data.length) sampleEntry(round, entry, result.page, reading.links)
  await Promise.all(
    reading.sitemaps
      .slice(0, round.isDeep ? DEEP_SITEMAPS : MAX_SITEMAPS)
      .map(child => crawlEntryPage(world, round, { ...entry, url: child }, child, 0, of)),
  )
  if (pages === 0) await crawlData(world, round, entry, result.page.finalUrl, reading.data, of)
  if (next && fresh === 0 && pagedBefore) {
    // Everything here is known: what lies behind it is known too.
    await world.store.endPaging(source.id, entry.url)
    return { outcome: { kind: 'saved' }, next: null, found }
  }
  return { outcome: { kind: fresh ? 'saved' : 'unchanged' }, next, found }
}

/** Reads the data that a page names as its lists, each page by page, as the page's own script would. */
async function crawlData(
  world: CrawlWorld,
  round: Round,
  entry: Entry,
  pageUrl: string,
  data: string[],
  of: string,
): Promise<void> {
  const own = data.filter(address => isSameSite(round.source, address, entry.url))
  for (const url of own) {
    const maxPages = entry.kind === 'listing' ? entry.maxPages : 20
    // What a script in a file asks for is asked for by its page.
    const referer = (entry.kind === 'json' && entry.headers?.Referer) || new URL(pageUrl).href
    const headers = { Referer: referer }
    await crawlEntry(
      world,
      round,
      { kind: 'json', method: 'GET', url, headers, maxPages },
      null,
      of,
    )
  }
}

const maxPages = (entry: Entry, reading: WholeEntry) =>
  entry.kind === 'listing' || entry.kind === 'json' ? entry.maxPages : reading.nextPage ? 3 : 1

function nextAddress(entry: Entry, url: string, reading: WholeEntry): string | null {
  const next = reading.nextPage
  // A page that names itself as the next one would be read for ever.
  if (!next || next === url || next === entry.url) return null
  return new URL(next).host === new URL(entry.url).host ? next : null
}

const alarmOf = (where: string, { kind, reason, detail }: Outcome) => ({
  kind: 'entry-failed',
  where,
  message: [kind, reason, detail].filter(Boolean).join(': '),
})
