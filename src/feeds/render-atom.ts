import type { FeedLinks } from '../model/feed.ts'
import type { ReadyFeed } from './build-feed.ts'
import { escapeAttribute, escapeText } from './escape.ts'
import { rfc3339 } from './feed-dates.ts'
import type { ReadyItem } from './ready-item.ts'

/** Atom 1.0 (RFC 4287) with feed history (RFC 5005). One line an entry. */
export function renderAtom(feed: ReadyFeed, links: FeedLinks): string {
  const lines = ['<?xml version="1.0" encoding="utf-8"?>', root(feed.language), head(feed, links)]
  for (const item of feed.items) lines.push(writtenEntry(item, feed.topicsUrl))
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

function writtenEntry(item: ReadyItem, topicsUrl: string): string {
  const key = `atom ${topicsUrl}`
  const known = item.written.get(key)
  if (known) return known
  const text = renderEntry(item, topicsUrl)
  item.written.set(key, text)
  return text
}

/** Its type is that of the content: rss2email, as it is installed, sends a summary of type `text` in the place of HTML content. */
const summary = (item: ReadyItem): string =>
  item.summary ? `<summary type="html">${escapeText(escapeText(item.summary))}</summary>` : ''

function renderEntry(item: ReadyItem, topicsUrl: string): string {
  const { image, source } = item
  const { published, updated } = item.dates
  const language = item.language ? ` xml:lang="${escapeAttribute(item.language)}"` : ''
  // `source` comes last: some readers take its title and id for the entry's own when it comes first.
  return `<entry${language}><id>${escapeText(item.id)}</id><title>${escapeText(item.title)}</title><link rel="alternate" type="text/html" href="${escapeAttribute(item.url)}"/><published>${published}</published><updated>${updated}</updated>${item.authors
    .map(name => `<author><name>${escapeText(name)}</name></author>`)
    .join('')}${item.topics
    .map(
      ({ id, name }) =>
        `<category term="${escapeAttribute(id)}" scheme="${escapeAttribute(topicsUrl)}" label="${escapeAttribute(name)}"/>`,
    )
    .join('')}${
    image
      ? `<link rel="enclosure"${image.type ? ` type="${image.type}"` : ''} href="${escapeAttribute(image.url)}"/>`
      : ''
  }${item.copies
    .map(
      copy =>
        `<link rel="related" title="${escapeAttribute(copy.name)}" href="${escapeAttribute(copy.url)}"/>`,
    )
    .join('')}${summary(item)}<content type="html">${escapeText(item.html)}</content>${
    source.url
      ? `<source><id>${escapeText(source.url)}</id><title>${escapeText(source.name)}</title><updated>${updated}</updated></source>`
      : ''
  }</entry>`
}
