import type { FeedLinks } from '../model/feed.ts'
import type { ReadyFeed } from './build-feed.ts'
import { escapeAttribute, escapeText } from './escape.ts'
import { rfc822 } from './feed-dates.ts'
import type { ReadyItem } from './ready-item.ts'
import { relatedPages } from './related-pages.ts'

// The root tag stays on one line: weak readers refuse any other.
const ROOT =
  '<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:media="http://search.yahoo.com/mrss/" xmlns:fh="http://purl.org/syndication/history/1.0">'

/** RSS 2.0 with content, Dublin Core, Media RSS, Atom links and feed history. One line an item. */
export function renderRss(feed: ReadyFeed, links: FeedLinks): string {
  const lines = ['<?xml version="1.0" encoding="utf-8"?>', ROOT, '<channel>', head(feed, links)]
  for (const item of feed.items) lines.push(writtenItem(item, feed.base))
  lines.push('</channel>', '</rss>', '')
  return lines.join('\n')
}

function head(feed: ReadyFeed, links: FeedLinks): string {
  const language = feed.language ? `<language>${escapeText(feed.language)}</language>` : ''
  return `<title>${escapeText(feed.title)}</title>
<link>${escapeText(links.home)}</link>
<description>${escapeText(escapeText(feed.description))}</description>
${language}<lastBuildDate>${rfc822(feed.updated)}</lastBuildDate><generator>Carbonwire</generator><ttl>${feed.ttlMinutes}</ttl>
${atomLinks(links)}`
}

/** The links that RSS borrows from Atom: itself, its hub, its pages and archives. */
function atomLinks({ self, hub, next, archive }: FeedLinks): string {
  const link = (rel: string, href: string | null | undefined) =>
    href ? `<atom:link rel="${rel}" href="${escapeAttribute(href)}"/>` : ''
  return [
    `<atom:link rel="self" type="application/rss+xml" href="${escapeAttribute(self)}"/>`,
    link('hub', hub),
    link('next', next),
    link('prev-archive', archive?.previous),
    link('next-archive', archive?.next),
    link('current', archive?.current),
    archive?.current ? '<fh:archive/>' : '',
  ].join('')
}

function writtenItem(item: ReadyItem, base: string): string {
  const key = `rss ${base}`
  const known = item.written.get(key)
  if (known) return known
  const text = renderItem(item, base)
  item.written.set(key, text)
  return text
}

function renderItem(item: ReadyItem, base: string): string {
  const { image, source } = item
  // One element names all authors: of several, newsboat shows the last alone, and XML::Feed none.
  // The description is HTML, so plain text is escaped as HTML first. It stands before the content, as validators want it.
  return `<item><title>${escapeText(item.title)}</title><link>${escapeText(item.url)}</link><guid isPermaLink="false">${escapeText(item.id)}</guid><pubDate>${rfc822(item.published)}</pubDate><dc:creator>${escapeText(item.authors.join(', '))}</dc:creator>${item.topics
    .map(topic => `<category>${escapeText(topic.name)}</category>`)
    .join(
      '',
    )}<description>${escapeText(escapeText(item.summary || item.title))}</description><content:encoded>${escapeText(item.html)}</content:encoded>${
    image ? media(image) : ''
  }${source.url ? `<source url="${escapeAttribute(source.url)}">${escapeText(source.name)}</source>` : ''}${relatedPages(
    item.siblings,
    base,
  )
    .map(page => `<atom:link rel="related" type="text/html" href="${escapeAttribute(page)}"/>`)
    .join('')}</item>`
}

function media({ url, type, width, height }: NonNullable<ReadyItem['image']>): string {
  const href = escapeAttribute(url)
  const size = width && height ? ` width="${width}" height="${height}"` : ''
  const content = `<media:content url="${href}" medium="image"${type ? ` type="${type}"` : ''}${size}/>`
  // Nobody has asked for the picture, so its length is not known: 0, as the RSS advisory board's profile has it.
  return type ? `${content}<enclosure url="${href}" length="0" type="${type}"/>` : content
}
