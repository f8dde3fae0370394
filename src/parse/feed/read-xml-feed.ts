import { parseFeed as parseWithFeedsmith } from 'feedsmith'
import {
  emptyEntry,
  emptySheet,
  type FeedEntry,
  type FeedSheet,
  MAX_ENTRIES,
} from './feed-sheet.ts'

type AnyFeed = ReturnType<typeof parseWithFeedsmith<string>>
type RssFeed = Extract<AnyFeed, { format: 'rss' }>['feed']
type RdfFeed = Extract<AnyFeed, { format: 'rdf' }>['feed']
type AtomFeed = Extract<AnyFeed, { format: 'atom' }>['feed']
type RssItem = NonNullable<RssFeed['items']>[number]
type RdfItem = NonNullable<RdfFeed['items']>[number]
type AtomEntry = NonNullable<AtomFeed['entries']>[number]
type AtomLink = { href?: string; rel?: string; type?: string; hreflang?: string }

/** Reads RSS, RDF or Atom with feedsmith; null when it refuses the document. */
export function readXmlFeed(text: string): FeedSheet | null {
  const read = tryFeedsmith(text)
  if (!read) return null
  if (read.format === 'atom') return atomSheet(read.feed)
  if (read.format === 'rdf') return channelSheet(read.feed, (read.feed.items ?? []).map(rdfEntry))
  if (read.format === 'rss') return channelSheet(read.feed, (read.feed.items ?? []).map(rssEntry))
  return null
}

function tryFeedsmith(text: string): AnyFeed | null {
  try {
    return parseWithFeedsmith<string>(text, { maxItems: MAX_ENTRIES })
  } catch {
    // Any refusal is answered by the tolerant reader; the message names no place in the document.
    return null
  }
}

function channelSheet(feed: RssFeed | RdfFeed, entries: FeedEntry[]): FeedSheet {
  const links = feed.atom?.links ?? []
  return {
    ...emptySheet(),
    title: feed.title ?? null,
    base: feed.xml?.base ?? null,
    next: findRel(links, 'next') ?? findRel(links, 'prev-archive'),
    hubs: findHubs(links),
    entries,
  }
}

function rssEntry(item: RssItem): FeedEntry {
  const names = (item.authors ?? []).map(author => author.name ?? '')
  return {
    ...emptyEntry(),
    title: item.title ?? item.dc?.titles?.[0] ?? null,
    link: item.link ?? findAlternate(item.atom?.links ?? []),
    guid: item.guid?.value ?? null,
    guidIsAddress: item.guid?.isPermaLink !== false,
    published: given(
      item.pubDate,
      item.dc?.dates,
      item.dcterms?.issued,
      item.dcterms?.dates,
      item.dcterms?.created,
      item.atom?.published,
      item.prism?.publicationDates,
    ),
    updated: given(item.atom?.updated, item.dcterms?.modified),
    byline: names.some(Boolean) ? names : (item.dc?.creators ?? []),
    outlet: item.source?.title ?? null,
    summary: item.description ?? item.dc?.descriptions?.[0] ?? null,
    content: item.content?.encoded ?? null,
    base: item.xml?.base ?? null,
  }
}

function rdfEntry(item: RdfItem): FeedEntry {
  return {
    ...emptyEntry(),
    title: item.title ?? item.dc?.titles?.[0] ?? null,
    link: item.link ?? item.rdf?.about ?? null,
    guid: item.rdf?.about ?? null,
    published: given(
      item.dc?.dates,
      item.dcterms?.issued,
      item.dcterms?.dates,
      item.dcterms?.created,
    ),
    updated: given(item.dcterms?.modified),
    byline: item.dc?.creators ?? [],
    outlet: item.dc?.sources?.[0] ?? null,
    summary: item.description ?? item.dc?.descriptions?.[0] ?? null,
    content: item.content?.encoded ?? null,
    base: item.xml?.base ?? null,
  }
}

function atomSheet(feed: AtomFeed): FeedSheet {
  const links = feed.links ?? []
  return {
    ...emptySheet(),
    title: feed.title?.value ?? null,
    titleIsHtml: isMarkup(feed.title?.type),
    base: feed.xml?.base ?? null,
    next: findRel(links, 'next') ?? findRel(links, 'prev-archive'),
    hubs: findHubs(links),
    entries: (feed.entries ?? []).map(entry => atomEntry(entry, feed.xml?.lang)),
  }
}

function atomEntry(entry: AtomEntry, feedLanguage: string | undefined): FeedEntry {
  const content = entry.content?.src ? null : entry.content
  return {
    ...emptyEntry(),
    title: entry.title?.value ?? null,
    titleIsHtml: isMarkup(entry.title?.type),
    link:
      findAlternate(entry.links ?? [], entry.xml?.lang ?? feedLanguage) ??
      entry.content?.src ??
      null,
    guid: entry.id ?? null,
    guidIsAddress: true,
    published: given(
      entry.published,
      entry.dc?.dates,
      entry.dcterms?.issued,
      entry.dcterms?.created,
    ),
    updated: given(entry.updated, entry.dcterms?.modified),
    byline: (entry.authors ?? entry.source?.authors ?? []).map(author => author.name ?? ''),
    outlet: entry.source?.title?.value ?? null,
    summary: asHtml(entry.summary),
    content: asHtml(content),
    base: entry.xml?.base ?? null,
    contentBase: content?.xml?.base ?? null,
  }
}

/** The values that are there, in this order. */
const given = (...fields: (string | string[] | undefined)[]): string[] =>
  fields.flatMap(field => field ?? []).filter(value => value.trim() !== '')

const isMarkup = (type: string | undefined) => type === 'html' || type === 'xhtml'

/** Atom text without a type is plain: its angle brackets are characters, not tags. */
function asHtml(text: { value?: string; type?: string } | null | undefined): string | null {
  if (!text?.value) return null
  if (isMarkup(text.type) || text.type === 'text/html') return text.value
  return text.value.replace(/&/g, '&amp;').replace(/</g, '&lt;')
}

/**
 * RFC 4287, 4.2.7.2: a link without `rel` is the alternate, and a registered name may be written as its address. An entry may
 * have one for each type and language (4.1.2): HTML is preferred, then the language that the entry itself is in.
 */
function findAlternate(links: AtomLink[], language?: string): string | null {
  const alternates = links.filter(link => relationOf(link) === 'alternate')
  const pages = alternates.filter(link => !link.type || link.type.includes('html'))
  const primary = primaryTag(language)
  const ours = pages.filter(link => primary !== '' && primaryTag(link.hreflang) === primary)
  const exact = ours.find(link => link.hreflang!.toLowerCase() === language!.toLowerCase())
  return (exact ?? ours[0] ?? pages[0] ?? alternates[0])?.href ?? null
}

const REGISTERED = 'http://www.iana.org/assignments/relation/'

/** The relation of a link by its short name. */
export const relationOf = ({ rel }: { rel?: string }): string =>
  rel?.startsWith(REGISTERED) ? rel.slice(REGISTERED.length) : rel?.trim() || 'alternate'

const primaryTag = (tag = '') => tag.split('-')[0]!.toLowerCase()

function findRel(links: AtomLink[], rel: string): string | null {
  return links.find(link => relationOf(link) === rel)?.href ?? null
}

function findHubs(links: AtomLink[]): string[] {
  return links.filter(link => relationOf(link) === 'hub').map(link => link.href ?? '')
}
