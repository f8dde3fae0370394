import { addressShape } from '../draft/address-shape.ts'
import { chooseColumns, isSameSite } from '../draft/choose-columns.ts'
import { chooseEntries } from '../draft/choose-entries.ts'
import type { Miss, Origin, Place, Sample, SiteLook } from '../draft/site-look.ts'
import { parseRobots, productToken } from '../fetch/robots-rules.ts'
import type { Article } from '../model/article.ts'
import { compilePattern } from '../model/linear-pattern.ts'
import type { Link } from '../model/link.ts'
import type { Page } from '../model/page.ts'
import type { Preset } from '../model/preset.ts'
import type { Entry } from '../model/source.ts'
import { decodeBytes } from '../parse/decode-bytes.ts'
import { parseDocument, TooComplexError } from '../parse/document.ts'
import { isFeed } from '../parse/parse-feed.ts'
import { isSitemap } from '../parse/parse-sitemap.ts'
import { readArticlePage } from '../parse/read-page.ts'
import { readSiteSigns, type SiteSigns } from '../parse/site-signs.ts'
import { matchTopics } from '../topics/match-topics.ts'
import type { TopicTable } from '../topics/topic-table.ts'
import {
  contextFor,
  getPage,
  outcomeText,
  type SiteReader,
  type Walk,
  walkPlace,
} from './site-reader.ts'

/** Pages of a list that are gone through; the rest is reckoned from them. */
const MOST_PAGES = 15
const MOST_COLUMN_PAGES = 6
/** Columns of one page, and those of them under which others are looked for. */
const MOST_COLUMNS = 14
const MOST_DEEP = 4
/** Articles that are read to see how the site writes them, and pages that may be tried for them. */
const SAMPLES = 3
const TRIES = 6
/** Rows that are judged for the subject. */
const MOST_JUDGED = 200

/** Where feeds lie that no page declares, the likeliest first. */
const usualFeeds = [
  'feed/',
  'rss.xml',
  'feed.xml',
  'atom.xml',
  'rss',
  'index.xml',
  'feed.json',
  'rss/',
  '?feed=rss2',
]
const usualColumns = [
  '/news',
  '/news/',
  '/articles',
  '/blog',
  '/insights',
  '/press',
  '/latest',
  '/newsroom',
]
const usualSitemaps = [
  '/sitemap_index.xml',
  '/sitemap.xml',
  '/news-sitemap.xml',
  '/sitemap-news.xml',
]

export type LookOptions = {
  agent: string
  isLocal: boolean
  topics: TopicTable | null
  presets: Preset[]
  now: Date
}

type Look = { reader: SiteReader; options: LookOptions; places: Place[]; seen: Page[] }

/** Looks at a site from its home page, a column, a feed, a sitemap or an interface, and reads three of its articles. */
export async function lookAtSite(
  reader: SiteReader,
  asked: string,
  options: LookOptions,
): Promise<SiteLook> {
  const look: Look = { reader, options, places: [], seen: [] }
  const start = await openStart(look, asked)
  const isPage = start.kind === 'listing'
  const signs = isPage && start.page ? signsOf(start.page) : null
  const robots = await readRobots(look, start.url)
  const given = await addPlace(look, start.kind, start.url, 'given', null, MOST_PAGES)
  const isArticle =
    signs !== null && start.page !== null && isArticlePage(reader, start.page, given)
  const isHome = isPage && (isArticle || isHomeAddress(start.url) || given.rows.length === 0)
  const ofArticle = isArticle ? look.places.splice(0) : []

  let siteSigns = signs
  if (isArticle) siteSigns = (await addHome(look, new URL('/', start.url).href)) ?? signs
  if (siteSigns && (isHome || (given.pages <= 1 && !given.next)))
    await addColumns(look, siteSigns, start.url, isHome)
  if (siteSigns) await addFeeds(look, siteSigns, start.url, isHome)
  if (siteSigns) await addInterface(look, siteSigns, start.url)
  if (isPage && (isHome || look.places.every(({ rows }) => rows.length === 0)))
    await addSitemaps(look, start.url, robots.sitemaps)

  if (look.places.every(({ rows }) => rows.length === 0)) look.places.push(...ofArticle)
  const chosen = chooseEntries(look.places, isHome).map(({ place }) => place)
  const { samples, misses } = await readSamples(look, chosen)
  return {
    asked,
    isHome,
    isLocal: options.isLocal,
    now: options.now,
    declaredLanguage: declaredIn(look, siteSigns),
    siteName: siteSigns?.siteName ?? null,
    titles: titlesOf(look, siteSigns, samples),
    text: textOf(look, samples),
    raw: [...look.seen.map(textOfPage), ...samples.map(({ html }) => html)]
      .join('\n')
      .slice(0, 3_000_000),
    places: look.places,
    samples,
    misses: [
      ...(start.why && given.rows.length === 0 ? [{ url: asked, why: start.why }] : []),
      ...misses,
    ],
    crawlDelaySeconds: robots.crawlDelaySeconds,
    onSubject: judgeSubject(options.topics, chosen, samples),
    families: findFamilies(look, samples),
  }
}

type Start = { kind: Entry['kind']; url: string; page: Page | null; why: string | null }

/** What was given: a page, a feed, a sitemap or an interface; a page that sends its readers on is followed. */
async function openStart(look: Look, asked: string): Promise<Start> {
  let page = await getPage(look.reader, asked, /\.gz(?:$|\?)/i.test(asked) ? 'sitemap' : 'page')
  if (typeof page === 'string') {
    look.reader.pages.delete(asked)
    // Interfaces may take a POST only, or say of themselves that they are scripts.
    const kind = /http-405|http-4xx|wrong-type|http-404/.test(page) ? 'json' : 'listing'
    return { kind, url: asked, page: null, why: page }
  }
  const kind = kindOf(page)
  if (kind !== 'listing') return { kind, url: asked, page, why: null }
  const sentTo = signsOf(page)?.sendsTo
  if (sentTo && isSameSite(sentTo, page.finalUrl) && sentTo !== page.finalUrl) {
    const next = await getPage(look.reader, sentTo, 'page')
    if (typeof next !== 'string') page = next
  }
  return { kind, url: settledAddress(asked, page.finalUrl), page, why: null }
}

/** Where the page lives; a redirect to another page of the same host may be of that moment only. */
function settledAddress(asked: string, final: string): string {
  const [from, to] = [new URL(asked), new URL(final)]
  return from.origin === to.origin && from.pathname !== '/' ? asked : final
}

function kindOf(page: Page): Entry['kind'] {
  const text = textOfPage(page)
  if (isFeed(text, page.headers['content-type'] ?? null)) return 'feed'
  if (isSitemap(text)) return 'sitemap'
  return /^\s*[[{]/.test(text) || /^\s*[\w.$]{1,60}\(\s*[[{]/.test(text) ? 'json' : 'listing'
}

const textOfPage = (page: Page): string =>
  decodeBytes(page.bytes, { contentType: page.headers['content-type'] ?? null, kind: 'html' }).text

function signsOf(page: Page): SiteSigns | null {
  try {
    return readSiteSigns(parseDocument(textOfPage(page), page.finalUrl))
  } catch (error) {
    if (error instanceof TooComplexError) return null
    throw error
  }
}

const isHomeAddress = (url: string) => {
  const { pathname, search } = new URL(url)
  return (
    (/^\/(?:(?:index|default|main|home)\.\w{2,5})?$/i.test(pathname) && !search) ||
    /^\/(?:en|zh|cn|tw|hk|ja|jp|ko|kr|cht|chs|zh-\w+)\/?$/i.test(pathname)
  )
}

/** A single article was given: its site's home page is looked at instead. A list with long summaries reads like one, and is told by its rows. */
function isArticlePage(reader: SiteReader, page: Page, given: Place & { next: boolean }): boolean {
  if (given.next || isHomeAddress(page.finalUrl) || given.rows.length > 30) return false
  const own = addressShape(page.finalUrl)
  const alike = given.rows.filter(({ url }) => addressShape(url) === own).length
  if (given.rows.length >= 5 && alike * 2 < given.rows.length) return false
  const reading = readArticlePage(page, contextFor(reader, page, page.url))
  return (
    reading.kind === 'article' &&
    reading.article.text.length > 300 &&
    reading.article.published !== null
  )
}

async function addPlace(
  look: Look,
  kind: Entry['kind'],
  url: string,
  origin: Origin,
  label: string | null,
  mostPages: number,
): Promise<Place & { next: boolean }> {
  const walk: Walk = await walkPlace(look.reader, kind, url, { mostPages })
  const place = {
    kind,
    url,
    label,
    origin,
    rows: walk.rows,
    pages: walk.pages,
    ended: walk.ended,
    unread: walk.unread,
    isPosted: walk.isPosted,
  }
  look.places.push(place)
  look.seen.push(...walk.seen.slice(0, 2))
  return { ...place, next: walk.pages > 1 || !walk.ended }
}

async function addHome(look: Look, url: string): Promise<SiteSigns | null> {
  const home = await getPage(look.reader, url, 'page')
  if (typeof home === 'string') return null
  await addPlace(look, 'listing', url, 'given', null, MOST_PAGES)
  return signsOf(home)
}

/** Columns of a home page; of a column that shows a little of each, those under it. */
async function addColumns(
  look: Look,
  signs: SiteSigns,
  url: string,
  isHome: boolean,
): Promise<void> {
  const anchors = isHome ? signs.anchors : under(url, signs.anchors)
  const columns = await addColumnsOf(look, anchors, url, MOST_COLUMNS)
  for (const column of columns.filter(({ next }) => !next).slice(0, MOST_DEEP)) {
    const page = await getPage(look.reader, column.url, 'page')
    const inner = typeof page === 'string' ? null : signsOf(page)
    if (inner) await addColumnsOf(look, under(column.url, inner.anchors), column.url, 4)
  }
  const isFound = look.places.some(({ origin, rows }) => origin === 'column' && rows.length > 0)
  if (!isHome || isFound) return
  // A home page that a script fills names no columns.
  const usual = usualColumns.map(path => ({ url: new URL(path, url).href, text: 'news' }))
  await addColumnsOf(look, usual, url, usual.length)
}

const under = (url: string, anchors: SiteSigns['anchors']) => {
  const folder = new URL('.', url).href
  return anchors.filter(anchor => anchor.url.startsWith(folder))
}

async function addColumnsOf(
  look: Look,
  anchors: SiteSigns['anchors'],
  url: string,
  most: number,
): Promise<(Place & { next: boolean })[]> {
  const rows = look.places.flatMap(place => place.rows.map(row => row.url))
  const known = new Set(look.places.map(place => place.url))
  const added: (Place & { next: boolean })[] = []
  for (const column of chooseColumns(anchors, url, rows).slice(0, most)) {
    if (known.has(column.url)) continue
    const page = await getPage(look.reader, column.url, 'page')
    if (typeof page === 'string' || kindOf(page) === 'sitemap') continue
    const kind = kindOf(page)
    const origin = kind === 'feed' ? 'declared' : 'column'
    added.push(
      await addPlace(look, kind, column.url, origin, column.label || null, MOST_COLUMN_PAGES),
    )
  }
  return added
}

async function addFeeds(look: Look, signs: SiteSigns, url: string, isHome: boolean): Promise<void> {
  const own = signs.feeds.slice(0, 3)
  for (const feed of own) await addPlace(look, 'feed', feed, 'declared', null, 3)
  if (look.places.some(({ kind, rows }) => kind === 'feed' && rows.length > 0)) return
  const beside = isHome
    ? []
    : [`${new URL(url).href.replace(/[?#].*$/s, '').replace(/\/?$/, '/')}feed/`]
  const usual = usualFeeds.map(path => new URL(path, new URL('/', url)).href)
  for (const feed of [...beside, ...usual]) {
    if (own.includes(feed)) continue
    const page = await getPage(look.reader, feed, 'feed')
    if (typeof page === 'string' || kindOf(page) !== 'feed') continue
    const place = await addPlace(look, 'feed', feed, 'usual', null, 3)
    if (place.rows.length > 0) return
  }
}

/** WordPress gives its posts by an interface too, of one category where the list is that of one. */
async function addInterface(look: Look, signs: SiteSigns, url: string): Promise<void> {
  const isWordPress =
    signs.restRoot !== null ||
    /wordpress/i.test(signs.generator ?? '') ||
    look.seen.some(page => /\/wp-(?:content|includes)\//.test(textOfPage(page)))
  if (!isWordPress) return
  const root = (signs.restRoot ?? new URL('/wp-json/', url).href).replace(/\/?$/, '/')
  const slug = /\/(?:category|topics?|tag|section)\/(?:[^/]+\/)*([^/]+)\/?$/.exec(
    new URL(url).pathname,
  )?.[1]
  const category = slug ? await categoryOf(look, root, slug) : null
  const within = category === null ? '' : `&categories=${category}`
  await addPlace(
    look,
    'json',
    `${root}wp/v2/posts?per_page=20&page=1${within}`,
    'interface',
    null,
    MOST_PAGES,
  )
}

async function categoryOf(look: Look, root: string, slug: string): Promise<number | null> {
  const page = await getPage(
    look.reader,
    `${root}wp/v2/categories?slug=${encodeURIComponent(decodeURIComponent(slug))}`,
    'json',
  )
  if (typeof page === 'string') return null
  const id = /"id"\s*:\s*(\d+)/.exec(textOfPage(page))?.[1]
  return id ? Number(id) : null
}

async function addSitemaps(look: Look, url: string, named: string[]): Promise<void> {
  const usual = usualSitemaps.map(path => new URL(path, url).href)
  for (const sitemap of [...new Set([...named, ...usual])].slice(0, 6)) {
    if (!URL.canParse(sitemap) || !isSameSite(sitemap, url)) continue
    const place = await addPlace(
      look,
      'sitemap',
      sitemap,
      named.includes(sitemap) ? 'robots' : 'usual',
      null,
      1,
    )
    if (place.rows.length > 0 && !/news/i.test(sitemap)) return
  }
}

async function readRobots({ reader, options }: Look, url: string) {
  const page = await getPage(reader, new URL('/robots.txt', url).href, 'robots')
  const text = typeof page === 'string' ? '' : new TextDecoder().decode(page.bytes)
  const { sitemaps, crawlDelaySeconds } = parseRobots(text, productToken(options.agent))
  return { sitemaps, crawlDelaySeconds }
}

/** Reads three articles: a new one, one of the middle and an old one of what is listed. */
async function readSamples(
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

function judgeSubject(table: TopicTable | null, places: Place[], samples: Sample[]) {
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
function findFamilies(look: Look, samples: Sample[]): SiteLook['families'] {
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

const declaredIn = (look: Look, signs: SiteSigns | null) =>
  signs?.declaredLanguage ??
  look.seen
    .map(page => (kindOf(page) === 'listing' ? (signsOf(page)?.declaredLanguage ?? null) : null))
    .find(Boolean) ??
  null

const titlesOf = (look: Look, signs: SiteSigns | null, samples: Sample[]): string[] => {
  const shown = [...look.seen.slice(0, 6).map(textOfPage), ...samples.map(({ html }) => html)]
  const titles = shown.flatMap(
    html => /<title[^>]{0,100}>([^<]{1,300})/i.exec(html)?.[1]?.trim() ?? [],
  )
  return [...(signs?.titleTag ? [signs.titleTag] : []), ...titles]
}

const textOf = (look: Look, samples: Sample[]): string =>
  [
    ...look.places.flatMap(({ rows }) => rows.map(({ title }) => title)).slice(0, 300),
    ...samples.map(({ article }) => article.text),
    ...look.seen
      .slice(0, 4)
      .flatMap(page => (kindOf(page) === 'listing' ? (signsOf(page)?.text ?? []) : [])),
  ].join('\n')
