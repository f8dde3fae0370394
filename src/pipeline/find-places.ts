import { chooseColumns, isSameSite } from '../draft/choose-columns.ts'
import type { Origin, Place } from '../draft/site-look.ts'
import type { Page } from '../model/page.ts'
import type { Preset } from '../model/preset.ts'
import type { Entry } from '../model/source.ts'
import type { SiteSigns } from '../parse/site-signs.ts'
import type { TopicTable } from '../topics/topic-table.ts'
import { kindOf, signsOf, textOfPage } from './seen-page.ts'
import { getPage, type SiteReader, type Walk, walkPlace } from './site-reader.ts'

/** Pages of a list that are gone through; the rest is reckoned from them. */
export const MOST_PAGES = 15
const MOST_COLUMN_PAGES = 6
/** Columns of one page, and those of them under which others are looked for. */
const MOST_COLUMNS = 14
const MOST_DEEP = 4

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
  'arc/outboundfeeds/rss/?outputType=xml',
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
  '/arc/outboundfeeds/sitemap-index/?outputType=xml',
]

/** What a look at a site goes by. */
export type LookOptions = {
  agent: string
  isLocal: boolean
  topics: TopicTable | null
  presets: Preset[]
  now: Date
}

/** A look at a site: the places found so far, and the pages that came. */
export type Look = { reader: SiteReader; options: LookOptions; places: Place[]; seen: Page[] }

/** Goes through a place, page by page, and keeps what it listed. */
export async function addPlace(
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

/** The home page of a site of which a single article was given; what it says of itself, or null where it did not come. */
export async function addHome(look: Look, url: string): Promise<SiteSigns | null> {
  const home = await getPage(look.reader, url, 'page')
  if (typeof home === 'string') return null
  await addPlace(look, 'listing', url, 'given', null, MOST_PAGES)
  return signsOf(home)
}

/** Columns of a home page; of a column that shows a little of each, those under it. */
export async function addColumns(
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

/** Feeds that the page declares, else those that lie where feeds usually do. */
export async function addFeeds(
  look: Look,
  signs: SiteSigns,
  url: string,
  isHome: boolean,
): Promise<void> {
  const own = signs.feeds.slice(0, 3)
  for (const feed of own) await addPlace(look, 'feed', feed, 'declared', null, 3)
  if (!hasFeed(look)) await addLinkedFeeds(look, signs)
  if (hasFeed(look)) return
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

const hasFeed = ({ places }: Look) =>
  places.some(({ kind, rows }) => kind === 'feed' && rows.length > 0)

/** What the page links to as a feed; a page of feeds is gone through for the first of its own. */
async function addLinkedFeeds(look: Look, { linkedFeeds }: SiteSigns): Promise<void> {
  for (const url of linkedFeeds.slice(0, 3)) {
    const page = await getPage(look.reader, url, 'feed')
    if (typeof page === 'string' || kindOf(page) !== 'feed') continue
    const place = await addPlace(look, 'feed', url, 'declared', null, 3)
    if (place.rows.length > 0) return
  }
}

/** WordPress gives its posts by an interface too, of one category where the list is that of one. */
export async function addInterface(look: Look, signs: SiteSigns, url: string): Promise<void> {
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

/** Sitemaps that robots.txt names, else those that lie where sitemaps usually do. */
export async function addSitemaps(look: Look, url: string, named: string[]): Promise<void> {
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
