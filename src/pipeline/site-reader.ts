import type { Fetcher } from '../fetch/fetcher.ts'
import type { AcceptKind } from '../model/fetch.ts'
import type { Link } from '../model/link.ts'
import type { Outcome } from '../model/outcome.ts'
import type { Page } from '../model/page.ts'
import type { DataRules, Entry, ListingRules } from '../model/source.ts'
import type { ReadContext } from '../parse/context.ts'
import { guessedPosts } from '../parse/lists/next-data.ts'
import { type EntryReading, readEntryPage } from '../parse/read-page.ts'
import type { OutletTable } from '../text/outlet-table.ts'
import { urlKey } from '../text/url-key.ts'
import { readRequest, writeRequest } from '../text/written-request.ts'

/** What pages of one site are read with. */
export type SiteReader = {
  fetcher: Fetcher
  outlets: OutletTable
  zone: string
  language: string | null
  gapMs: number
  /** Requests that may still be made. */
  left: number
  /** Called before each request, for those who wait. */
  onRequest?: (url: string) => void
  /** Pages that came already, by their request. */
  pages: Map<string, Promise<Page | string>>
}

/** What one place listed, gone through page by page. */
export type Walk = {
  rows: Link[]
  pages: number
  ended: boolean
  unread: number
  isPosted: boolean
  /** The pages themselves, the first one first. */
  seen: Page[]
  readings: EntryReading[]
  /** Why nothing came, when nothing did. */
  why: string | null
}

export type WalkOptions = {
  mostPages: number
  headers?: Record<string, string>
  listingRules?: ListingRules
  dataRules?: DataRules
  /** Lists of links that are left are told too. */
  explains?: boolean
  /** How an interface is asked, where the operator says so. */
  method?: 'GET' | 'POST' | undefined
  body?: string | Record<string, unknown> | undefined
}

/** More sitemaps of one index than are looked into. */
const MOST_SITEMAPS = 16

/** Fetches one page, or tells in words why it did not come. What came once is not asked for again. */
export function getPage(
  reader: SiteReader,
  request: string,
  accept: AcceptKind,
  headers?: Record<string, string>,
): Promise<Page | string> {
  const known = reader.pages.get(request)
  if (known) return known
  const asked = askForPage(reader, request, accept, headers)
  reader.pages.set(request, asked)
  return asked
}

async function askForPage(
  reader: SiteReader,
  request: string,
  accept: AcceptKind,
  headers?: Record<string, string>,
): Promise<Page | string> {
  if (reader.left <= 0) return 'enough was asked for'
  reader.left--
  const { url, post } = readRequest(request)
  reader.onRequest?.(url)
  const result = await reader.fetcher.fetch({
    url,
    accept,
    ...(post !== undefined && { post }),
    ...(headers && { headers }),
    politeness: { gapMs: reader.gapMs, concurrency: 1 },
  })
  if (result.kind === 'page') return result.page
  if (result.kind === 'unchanged') return 'unchanged'
  return outcomeText(result.outcome)
}

/** An outcome in words. */
export const outcomeText = ({ kind, reason, detail }: Outcome) =>
  [kind, reason, detail].filter(Boolean).join(': ')

/** What a page of this site is read against. */
export const contextFor = (reader: SiteReader, page: Page, request: string): ReadContext => ({
  url: page.finalUrl,
  now: page.fetchedAt,
  zone: reader.zone,
  language: reader.language,
  outlets: reader.outlets,
  request,
})

/** Goes through a place as the crawl does: page by page, into the data of a shell and the sitemaps of an index. */
export async function walkPlace(
  reader: SiteReader,
  kind: Entry['kind'],
  url: string,
  options: WalkOptions,
): Promise<Walk> {
  const walk: Walk = {
    rows: [],
    pages: 0,
    ended: false,
    unread: 0,
    isPosted: false,
    seen: [],
    readings: [],
    why: null,
  }
  const keys = new Set<string>()
  for (const way of waysToAsk(kind, url, options)) {
    await walkPages(reader, kind, way, options, walk, keys)
    walk.isPosted = way !== url
    if (walk.rows.length > 0) return walk
  }
  return walk
}

/** How the first page is asked for: of an interface, as the operator says, or in the ways that are usual. */
function waysToAsk(kind: Entry['kind'], url: string, { method, body }: WalkOptions): string[] {
  if (kind !== 'json' || readRequest(url).post !== undefined) return [url]
  const post = typeof body === 'object' ? JSON.stringify(body) : body
  if (post !== undefined && method !== 'GET') return [writeRequest({ url, post })]
  const posts = guessedPosts().map(guess => writeRequest({ url, post: guess }))
  if (method === 'GET') return [url]
  return method === 'POST' ? posts : [url, ...posts]
}

async function walkPages(
  reader: SiteReader,
  kind: Entry['kind'],
  first: string,
  options: WalkOptions,
  walk: Walk,
  keys: Set<string>,
): Promise<void> {
  let stale = 0
  for (let request: string | null = first; request; ) {
    if (walk.pages >= options.mostPages) return
    const page = await getPage(reader, request, kind === 'listing' ? 'page' : kind, options.headers)
    if (typeof page === 'string') {
      walk.why ??= page
      // Behind the last page of a list there often is a link to one more.
      walk.ended = request !== first && page.startsWith('gone')
      return
    }
    const reading = readEntryPage(page, kind, {
      ...contextFor(reader, page, request),
      ...(options.listingRules && { listingRules: options.listingRules }),
      ...(options.dataRules && { dataRules: options.dataRules }),
      ...(options.explains && { explainLists: true }),
    })
    walk.seen.push(page)
    walk.readings.push(reading)
    if (reading.kind === 'failed') {
      walk.why ??= outcomeText(reading.outcome)
      walk.ended = request !== first
      return
    }
    walk.pages++
    const before = keys.size
    addRows(walk, keys, reading.links)
    await walkChildren(reader, reading.sitemaps, options, walk, keys)
    if (request === first) await walkData(reader, reading.data, page, options, walk, keys)
    stale = keys.size === before ? stale + 1 : 0
    const next = reading.nextPage
    // One page may say again what the one before said, as the index of today does; two are the end.
    if (!next || next === request || stale > 1) {
      walk.ended = true
      return
    }
    request = next
  }
}

async function walkChildren(
  reader: SiteReader,
  sitemaps: string[],
  options: WalkOptions,
  walk: Walk,
  keys: Set<string>,
): Promise<void> {
  for (const child of sitemaps.slice(0, MOST_SITEMAPS))
    await walkPages(reader, 'sitemap', child, { ...options, mostPages: walk.pages + 1 }, walk, keys)
  walk.unread += Math.max(0, sitemaps.length - MOST_SITEMAPS)
}

async function walkData(
  reader: SiteReader,
  data: string[],
  page: Page,
  options: WalkOptions,
  walk: Walk,
  keys: Set<string>,
): Promise<void> {
  for (const request of data) {
    const headers = { Referer: options.headers?.Referer ?? page.finalUrl }
    await walkPages(
      reader,
      'json',
      request,
      { mostPages: walk.pages + options.mostPages, headers },
      walk,
      keys,
    )
  }
}

function addRows(walk: Walk, keys: Set<string>, links: Link[]): void {
  for (const link of links) {
    const key = urlKey(link.url)
    if (!key || keys.has(key)) continue
    keys.add(key)
    walk.rows.push(link)
  }
}
