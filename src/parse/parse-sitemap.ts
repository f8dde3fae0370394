import { Parser } from 'htmlparser2'
import type { SitemapLink, SitemapReading, SitemapRef } from '../model/feed-reading.ts'
import type { ReadContext } from './context.ts'
import { readStamp } from './feed/read-stamp.ts'
import { tidyXml } from './feed/tidy-xml.ts'
import { cleanTitle, isCutTitle } from './lists/clean-title.ts'
import { linkAddress } from './lists/link-address.ts'
import { firstElement } from './parse-feed.ts'

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
  const root = firstElement(xml)
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
    } else if (!links.has(url)) links.set(url, buildSitemapLink(url, fields, ctx))
  }
  return { kind: 'sitemap', links: [...links.values()], sitemaps: [...sitemaps.values()], whole }
}

/** True for documents that are a sitemap or a sitemap index, whatever their media type. */
export function isSitemap(text: string): boolean {
  const root = firstElement(tidyXml(text.slice(0, 20_000)).text)
  return root === 'urlset' || root === 'sitemapindex'
}

function buildSitemapLink(url: string, fields: Fields, ctx: ReadContext): SitemapLink {
  const title = cleanTitle(fields['news:title'] ?? '')
  return {
    url,
    title,
    truncated: title === '' || isCutTitle(title),
    published: readStamp(fields['news:publication_date'], ctx),
    outlet: cleanTitle(fields['news:name'] ?? '') || null,
    summary: null,
    lastModified: readStamp(fields.lastmod, ctx),
  }
}

/** The `url` and `sitemap` elements with the text of their leaves, by prefixed name in lower case. */
function readEntries(xml: string) {
  const entries: { name: string; fields: Fields }[] = []
  let fields: Fields | null = null
  let text = ''
  let depth = 0
  let whole = false
  let stopped = false
  const parser = new Parser(
    {
      onopentag(name) {
        depth++
        text = ''
        if (name === 'url' || name === 'sitemap') fields = {}
        stopped ||= depth > MAX_DEPTH || entries.length >= MAX_ENTRIES
      },
      ontext(chunk) {
        if (text.length < 5000) text += chunk
      },
      onclosetag(name, implied) {
        depth--
        if ((name === 'url' || name === 'sitemap') && fields && !implied)
          entries.push({ name, fields })
        else if (fields && text.trim() !== '') fields[name] ??= text.trim()
        if (name === 'urlset' || name === 'sitemapindex') whole = !implied
        text = ''
      },
    },
    { xmlMode: true, lowerCaseTags: true },
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
