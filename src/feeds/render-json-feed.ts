import type { FeedLinks } from '../model/feed.ts'
import type { ReadyFeed } from './build-feed.ts'
import type { ReadyItem } from './ready-item.ts'

const VERSION = 'https://jsonfeed.org/version/1.1'

/** JSON Feed 1.1 with a `_carbonwire` extension. `version` comes first; one line an item. */
export function renderJsonFeed(feed: ReadyFeed, links: FeedLinks): string {
  const head = JSON.stringify({
    version: VERSION,
    title: feed.title,
    home_page_url: links.home,
    feed_url: links.self,
    description: feed.description,
    ...(links.next && { next_url: links.next }),
    ...(feed.language && { language: feed.language }),
    ...(links.hub && { hubs: [{ type: 'WebSub', url: links.hub }] }),
  })
  const items = feed.items.map(writtenItem)
  return `${head.slice(0, -1)},"items":[\n${items.join(',\n')}\n]}\n`
}

function writtenItem(item: ReadyItem): string {
  const known = item.written.get('json')
  if (known) return known
  const written = renderItem(item)
  item.written.set('json', written)
  return written
}

function renderItem(item: ReadyItem): string {
  const { image, authors, dates } = item
  const names = authors.map(name => `{"name":${text(name)}}`)
  // Readers of JSON Feed 1.0 know the one `author` only; the standard lets both stand.
  return `{"id":${text(item.id)},"url":${text(item.url)},"title":${text(item.title)},"content_html":${text(item.html)}${
    item.summary ? `,"summary":${text(item.summary)}` : ''
  }${image ? `,"image":${text(image.url)}` : ''},"date_published":"${dates.published}","date_modified":"${dates.updated}","author":${names[0]},"authors":[${names.join(',')}]${
    item.topics.length > 0
      ? `,"tags":[${item.topics.map(topic => text(topic.name)).join(',')}]`
      : ''
  }${item.language ? `,"language":"${item.language}"` : ''}${
    image?.type ? `,"attachments":[{"url":${text(image.url)},"mime_type":"${image.type}"}]` : ''
  },"_carbonwire":${item.extension}}`
}

const QUOTED = /["\\\u0000-\u001f]/
const MORE_THAN_QUOTES = /[\\\u0000-\u001f]/

/** A JSON string. `JSON.stringify` itself, but for the many texts that need nothing or quotes alone. */
function text(value: string): string {
  if (!QUOTED.test(value)) return `"${value}"`
  return MORE_THAN_QUOTES.test(value) ? JSON.stringify(value) : `"${value.replaceAll('"', '\\"')}"`
}
