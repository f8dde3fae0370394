import type { FeedLinks } from '../model/feed.ts'
import type { ReadyFeed } from './build-feed.ts'
import { escapeAttribute, escapeText } from './escape.ts'
import { rfc3339 } from './feed-dates.ts'
import type { ReadyItem } from './ready-item.ts'
import { relatedPages } from './related-pages.ts'

/** Atom 1.0 (RFC 4287) with feed history (RFC 5005). One line an entry. */
export function renderAtom(feed: ReadyFeed, links: FeedLinks): string {
  const lines = ['<?xml version="1.0" encoding="utf-8"?>', root(feed.language), head(feed, links)]
  for (const item of feed.items) lines.push(writtenEntry(item, feed.base))
  lines.push('</feed>', '')
  return lines.join('\n')
}

const root = (language: string | null) =>
  `<feed xmlns="http://www.w3.org/2005/Atom" xmlns:fh="http://purl.org/syndication/history/1.0"${language ? ` xml:lang="${escapeAttribute(language)}"` : ''}>`

function head(feed: ReadyFeed, { self, home, hub, next, archive }: FeedLinks): string {
  const link = (rel: string, href: string | null | undefined, type = '') =>
    href ? `<link rel="${rel}"${type} href="${escapeAttribute(href)}"/>` : ''
  return [
    `<id>${escapeText(feed.id)}</id>`,
    `<title>${escapeText(feed.title)}</title>`,
    `<subtitle>${escapeText(feed.description)}</subtitle>`,
    `<updated>${rfc3339(feed.updated)}</updated>`,
    '<author><name>Carbonwire</name></author>',
    '<generator>Carbonwire</generator>',
    link('self', self, ' type="application/atom+xml"'),
    link('alternate', home, ' type="text/html"'),
    link('hub', hub),
    link('next', next),
    link('prev-archive', archive?.previous),
    link('next-archive', archive?.next),
    link('current', archive?.current),
    archive?.current ? '<fh:archive/>' : '',
  ]
    .filter(Boolean)
    .join('\n')
}

function writtenEntry(item: ReadyItem, base: string): string {
  const key = `atom ${base}`
  const known = item.written.get(key)
  if (known) return known
  const text = renderEntry(item, base)
  item.written.set(key, text)
  return text
}

/** Its type is that of the content: rss2email, as it is installed, sends a summary of type `text` in the place of HTML content. */
const summary = (item: ReadyItem): string =>
  item.summary ? `<summary type="html">${escapeText(escapeText(item.summary))}</summary>` : ''

/**
 * Ruby's feedparser takes the last link of an entry for its address, Ruby's rss the first: where others follow, the last one names the
 * page again, as what the entry was made from.
 */
function furtherLinks({ image, copies, siblings, url }: ReadyItem, base: string): string {
  const link = (rel: string, href: string, more = '') =>
    `<link rel="${rel}"${more} href="${escapeAttribute(href)}"/>`
  const links = [
    ...(image ? [link('enclosure', image.url, image.type ? ` type="${image.type}"` : '')] : []),
    ...copies.map(copy => link('related', copy.url, ` title="${escapeAttribute(copy.name)}"`)),
    ...relatedPages(siblings, base).map(page => link('related', page, ' type="text/html"')),
  ]
  return links.length ? [...links, link('via', url)].join('') : ''
}

function renderEntry(item: ReadyItem, base: string): string {
  const { source } = item
  const { published, updated } = item.dates
  const language = item.language ? ` xml:lang="${escapeAttribute(item.language)}"` : ''
  // `source` comes last: some readers take its title and id for the entry's own when it comes first.
  return `<entry${language}><id>${escapeText(item.id)}</id><title>${escapeText(item.title)}</title><link rel="alternate" type="text/html" href="${escapeAttribute(item.url)}"/><published>${published}</published><updated>${updated}</updated>${item.authors
    .map(name => `<author><name>${escapeText(name)}</name></author>`)
    .join('')}${item.topics
    .map(
      ({ id, name }) =>
        `<category term="${escapeAttribute(id)}" scheme="${escapeAttribute(`${base}/topics/`)}" label="${escapeAttribute(name)}"/>`,
    )
    .join(
      '',
    )}${furtherLinks(item, base)}${summary(item)}<content type="html">${escapeText(item.html)}</content>${
    source.url
      ? `<source><id>${escapeText(source.url)}</id><title>${escapeText(source.name)}</title><updated>${updated}</updated></source>`
      : ''
  }</entry>`
}
