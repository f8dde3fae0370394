import { Parser } from 'htmlparser2'
import type { SitemapLink, SitemapReading, SitemapRef } from '../model/feed-reading.ts'
import type { ReadContext } from './context.ts'
import { readTitle } from './feed/plain-text.ts'
import { readStamp } from './feed/read-stamp.ts'
import { tidyXml } from './feed/tidy-xml.ts'
import { isCutTitle } from './lists/clean-title.ts'
import { linkAddress } from './lists/link-address.ts'
import { firstElement, rootOf } from './parse-feed.ts'
import { isStandingPage } from './sitemaps-of-articles.ts'

/** sitemaps.org: at most this many addresses in one file. */
const MAX_ENTRIES = 50_000
/** Sitemaps nest four levels deep; what goes deeper is no sitemap. */
const MAX_DEPTH = 20

type Fields = Record<string, string>

/**
 * Reads a sitemap, a news sitemap or a sitemap index (sitemaps.org 0.9), and the plain-text form with
 * an address a line. Addresses stay in the order of the file; of a file that breaks off, what is whole.
 */
export function parseSitemap(text: string, ctx: ReadContext): SitemapReading {
  const xml = tidyXml(text).text
  const root = localName(firstElement(xml))
  if (root === null && isAddressList(text)) return readAddressList(text, ctx)
  if (root !== 'urlset' && root !== 'sitemapindex') {
    return {
      kind: 'invalid-sitemap',
      detail: `expected a sitemap, found ${root ? `<${root}>` : 'plain text'}`,
    }
  }

  const { entries, whole } = readEntries(xml)
  const links = new Map<string, SitemapLink>()
  const sitemaps = new Map<string, SitemapRef>()
  for (const { name, fields } of entries) {
    // Resolved all the same: relative addresses are against the standard and are met.
    const url = linkAddress(fields.loc ?? '', ctx.url, ctx.url)
    if (!url) continue
    if (name === 'sitemap') {
      const lastModified = readStamp(fields.lastmod, ctx)
      if (!sitemaps.has(url)) sitemaps.set(url, { url, lastModified })
    } else if (!links.has(url) && (fields['news:title'] || !isStandingPage(url)))
      links.set(url, buildSitemapLink(url, fields, ctx))
  }
  return { kind: 'sitemap', links: [...links.values()], sitemaps: [...sitemaps.values()], whole }
}

/** True for documents that are a sitemap or a sitemap index, whatever their media type. */
export function isSitemap(text: string, root: string | null = rootOf(text)): boolean {
  const name = localName(root)
  return name === 'urlset' || name === 'sitemapindex'
}

function buildSitemapLink(url: string, fields: Fields, ctx: ReadContext): SitemapLink {
  const title = readTitle(fields['news:title'] ?? '', false)
  return {
    url,
    title,
    truncated: title === '' || isCutTitle(title),
    published: readStamp(fields['news:publication_date'], ctx),
    outlet: readTitle(fields['news:name'] ?? '', false) || null,
    summary: null,
    lastModified: readStamp(fields.lastmod, ctx),
  }
}

const localName = (name: string | null) => name?.replace(/^.*:/, '') ?? null

/** The prefixes that stand for the protocols' namespaces, whatever a document calls them. */
const vocabularies: [namespace: RegExp, prefix: string][] = [
  [/sitemap-news/i, 'news:'],
  [/sitemap-image/i, 'image:'],
  [/sitemap-video/i, 'video:'],
  [/sitemap/i, ''],
]

/** Names of elements by their namespace (Namespaces in XML, section 6), with the usual prefix of each. */
class NameReader {
  readonly #scopes: Map<string, string>[] = []

  open(tag: string, attributes: Record<string, string>): string {
    let scope = this.#scopes.at(-1) ?? noPrefixes
    for (const name in attributes) {
      if (!name.startsWith('xmlns')) continue
      if (scope === this.#scopes.at(-1) || scope === noPrefixes) scope = new Map(scope)
      scope.set(name.slice(6), attributes[name]!)
    }
    this.#scopes.push(scope)
    return nameOf(tag, scope)
  }

  close(tag: string): string {
    return nameOf(tag, this.#scopes.pop() ?? noPrefixes)
  }
}

const noPrefixes = new Map<string, string>()

function nameOf(tag: string, scope: Map<string, string>): string {
  const colon = tag.indexOf(':')
  const namespace = scope.get(colon < 0 ? '' : tag.slice(0, colon))
  // A prefix that nobody declared is met, and means what it usually does.
  if (namespace === undefined) return tag
  const known = vocabularies.find(([pattern]) => pattern.test(namespace))
  return known ? known[1] + tag.slice(colon + 1) : tag
}

/** The `url` and `sitemap` elements with the text of their leaves, by their usual name in lower case. */
function readEntries(xml: string) {
  const entries: { name: string; fields: Fields }[] = []
  const names = new NameReader()
  let fields: Fields | null = null
  let text = ''
  let depth = 0
  let whole = false
  let stopped = false
  const parser = new Parser(
    {
      onopentag(tag, attributes) {
        const name = names.open(tag, attributes)
        depth++
        text = ''
        if (name === 'url' || name === 'sitemap') fields = {}
        stopped ||= depth > MAX_DEPTH || entries.length >= MAX_ENTRIES
      },
      ontext(chunk) {
        if (text.length < 5000) text += chunk
      },
      onclosetag(tag, implied) {
        const name = names.close(tag)
        depth--
        if ((name === 'url' || name === 'sitemap') && fields && !implied)
          entries.push({ name, fields })
        else if (fields && text.trim() !== '') fields[name] ??= text.trim()
        if (name === 'urlset' || name === 'sitemapindex') whole = !implied
        text = ''
      },
    },
    { xmlMode: true, lowerCaseTags: true, lowerCaseAttributeNames: true },
  )
  for (let at = 0; at < xml.length && !stopped; at += 65_536)
    parser.write(xml.slice(at, at + 65_536))
  if (!stopped) parser.end()
  return { entries: entries.slice(0, MAX_ENTRIES), whole }
}

const isAddressList = (text: string) => /^\s*https?:\/\/\S+\s*(?:\n|$)/.test(text.slice(0, 5000))

function readAddressList(text: string, ctx: ReadContext): SitemapReading {
  const urls = new Set(
    text.split('\n', MAX_ENTRIES).flatMap(line => linkAddress(line.trim(), ctx.url, ctx.url) ?? []),
  )
  return {
    kind: 'sitemap',
    links: [...urls].map(url => buildSitemapLink(url, {}, ctx)),
    sitemaps: [],
    whole: true,
  }
}
