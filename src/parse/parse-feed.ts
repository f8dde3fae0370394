import type { FeedLink, FeedReading } from '../model/feed-reading.ts'
import type { ReadContext } from './context.ts'
import { resolveAddress } from './document.ts'
import { buildFeedLink } from './feed/build-feed-link.ts'
import type { FeedSheet } from './feed/feed-sheet.ts'
import { readTitle } from './feed/plain-text.ts'
import { readBrokenFeed } from './feed/read-broken-feed.ts'
import { readJsonFeed } from './feed/read-json-feed.ts'
import { readXmlFeed } from './feed/read-xml-feed.ts'
import { tidyHead, tidyXml } from './feed/tidy-xml.ts'
import { readXmlBases } from './feed/xml-bases.ts'

/**
 * Reads a feed in any format that is met: RSS 0.9x to 2.0, RDF, Atom 0.3 and 1.0, JSON Feed. Of a damaged one it gives
 * what is whole. At most 5,000 entries; no document type or entity declaration is processed.
 */
export function parseFeed(text: string, ctx: ReadContext): FeedReading {
  const sheet = /^\s*[{[]/.test(text) ? readJsonFeed(text) : readMarkup(text, ctx.url)
  if (!sheet) return { kind: 'invalid-feed', detail: describeText(text) }

  const base = (sheet.base && resolveAddress(sheet.base, ctx.url)) || ctx.url
  const next = sheet.next ? resolveAddress(sheet.next, base) : null
  return {
    kind: 'feed',
    title: readTitle(sheet.title ?? '', sheet.titleIsHtml) || null,
    links: buildLinks(sheet, base, ctx),
    nextPage: next === ctx.url ? null : next,
    hubs: sheet.hubs.flatMap(hub => resolveAddress(hub, base) ?? []),
    whole: sheet.whole,
  }
}

/** The order of the feed is kept. Two entries of one address are one; the first stands. */
function buildLinks(sheet: FeedSheet, base: string, ctx: ReadContext): FeedLink[] {
  const links = new Map<string, FeedLink>()
  // Atom wants only `updated`. Where no entry says `published`, that is the publisher's one date.
  const datesByUpdate = !sheet.entries.some(entry => entry.published.length > 0)
  for (const entry of sheet.entries) {
    // A date that cannot be read is none: then the change says at least when the entry was there.
    const spare = datesByUpdate || entry.published.length > 0 ? entry.updated : []
    const published = [...entry.published, ...spare]
    const link = buildFeedLink({ ...entry, published }, base, ctx)
    if (link && !links.has(link.url)) links.set(link.url, link)
  }
  return [...links.values()]
}

function readMarkup(text: string, url: string): FeedSheet | null {
  const xml = tidyXml(text)
  if (isHtml(xml.text)) return null
  // The tree parser is quadratic or worse in what `excessive` stands for; the tolerant one is not.
  const sheet = xml.excessive ? null : readXmlFeed(xml.text)
  return sheet ? withBases(sheet, xml.text, url) : readBrokenFeed(xml.text)
}

/** The bases that the document's own elements name, where entries and elements can be told apart. */
function withBases(sheet: FeedSheet, xml: string, url: string): FeedSheet {
  const bases = readXmlBases(xml, url)
  if (!bases || bases.entries.length !== sheet.entries.length) return sheet
  const entries = sheet.entries.map((entry, at) => {
    const { link, content } = bases.entries[at]!
    return { ...entry, base: link, contentBase: content }
  })
  return { ...sheet, base: bases.feed, entries }
}

/** Feed, sitemap or page: told by the first element, whatever the media type says. */
export function isFeed(
  text: string,
  contentType: string | null,
  root: string | null = rootOf(text),
): boolean {
  if (root === 'rdf:rdf' || root === 'rss' || root === 'channel') return true
  // The format's own namespace may have a prefix: `<atom:feed xmlns:atom=…>`.
  if (root?.replace(/^.*:/, '') === 'feed') return true
  if (!/^\s*\{/.test(text)) return false
  const isJson = contentType === null || /json/i.test(contentType)
  return isJson && /"version"\s*:\s*"https:\/\/jsonfeed\.org\/version/.test(text.slice(0, 5000))
}

/** The name of the first element of a document as it came. */
export const rootOf = (text: string): string | null =>
  plainHtml.test(text.slice(0, 600)) ? 'html' : firstElement(tidyHead(text.slice(0, 20_000)))

/** How nearly all pages begin. */
const plainHtml =
  /^[^<]{0,50}(?:<!doctype (?:[^<>[\]"']|"[^"<>]{0,200}"|'[^'<>]{0,200}'){1,300}>[^<]{0,50})?<html[\s>]/i

/** The lower-case name of a document's first element, after declarations and comments. */
export function firstElement(xml: string): string | null {
  let at = 0
  for (;;) {
    at = xml.indexOf('<', at)
    if (at < 0) return null
    if (xml.startsWith('<!--', at)) at = xml.indexOf('-->', at)
    else if (xml[at + 1] === '?' || xml[at + 1] === '!') at = xml.indexOf('>', at)
    else return /^<([a-z][\w:.-]*)/i.exec(xml.slice(at, at + 60))?.[1]?.toLowerCase() ?? null
    if (at < 0) return null
    at++
  }
}

const isHtml = (xml: string) => ['html', 'head', 'body'].includes(firstElement(xml) ?? '')

/** What was found in place of a feed, for the operator. */
function describeText(text: string): string {
  if (text.trim() === '') return 'expected a feed, found an empty document'
  if (/^\s*[{[]/.test(text)) return 'expected a feed, found JSON that is no JSON Feed'
  const root = rootOf(text)
  if (root === 'html' || root === 'head' || root === 'body')
    return 'expected a feed, found an HTML page'
  return root ? `expected a feed, found <${root}>` : 'expected a feed, found plain text'
}
