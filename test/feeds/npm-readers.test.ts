import { Readable } from 'node:stream'
import FeedParser from 'feedparser'
import { parseFeed } from 'feedsmith'
import RssParser from 'rss-parser'
import { expect, test } from 'vitest'
import { buildFeed } from '../../src/feeds/build-feed.ts'
import { readyItem } from '../../src/feeds/ready-item.ts'
import { renderers } from '../../src/feeds/renderers.ts'
import { sampleItem } from './sample-item.ts'

const siblings = ['urn:uuid:00000000-0000-4000-8000-000000000077']
const items = [1, 2, 3].map(number => sampleItem(number, { siblings }))
const ready = items.map(item => readyItem(item, { content: 'full', topicName: id => id })!)
const readyAt = (link: string | null) => ready.find(({ url }) => url === link)!
const address = 'https://wire.example.org/feed'

function render(format: 'xml' | 'atom', of = ready): string {
  const feed = buildFeed(
    {
      ...{ id: address, title: '碳中和新闻', description: '全部', language: 'zh' },
      ...{ ttlMinutes: 30, base: 'https://wire.example.org' },
    },
    of,
    new Date(0),
  )
  const self = `${address}.${format}`
  return renderers[format].render(feed, {
    ...{ self, home: address, hub: null },
    ...{ next: null, archive: null },
  })
}

test.each(['xml', 'atom'] as const)(
  'rss-parser of npm sees each item of %s once, with title, date, author, link and full text',
  async format => {
    const read = await new RssParser().parseString(render(format))
    expect(read.items.map(({ link }) => link).sort()).toEqual(items.map(({ url }) => url).sort())
    for (const seen of read.items) {
      const item = readyAt(seen.link!)
      const whole = (seen['content:encoded'] ?? seen.content) as string
      expect(seen.title).toBe(item.title)
      expect(new Date(seen.isoDate!)).toEqual(item.published)
      expect(seen.creator ?? seen.author).toContain('陈晓')
      expect(whole).toBe(item.html)
    }
  },
)

test.each(['xml', 'atom'] as const)(
  'feedparser of npm sees each item of %s once, with title, date, author, link, id and full text',
  async format => {
    // Where an entry of Atom has several authors it shows the feed's.
    const alone = ready.map(item => ({ ...item, authors: ['陈晓'], written: new Map() }))
    const parser = Readable.from([render(format, alone)]).pipe(new FeedParser({ feedurl: address }))
    const seen: FeedParser.Item[] = []
    for await (const item of parser) seen.push(item as FeedParser.Item)
    expect(seen.map(({ link }) => link).sort()).toEqual(items.map(({ url }) => url).sort())
    for (const { link, title, guid, author, pubdate, description } of seen) {
      const item = readyAt(link)
      expect({ title, guid, author, pubdate, description }).toEqual({
        ...{ title: item.title, guid: item.id, author: '陈晓' },
        ...{ pubdate: item.published, description: item.html },
      })
    }
  },
)

test.each(['xml', 'atom'] as const)(
  'feedsmith sees each item of %s once, with title, date, authors, link and id',
  format => {
    const read = parseFeed(render(format))
    const told =
      read.format === 'rss'
        ? read.feed.items!.map(item => ({
            ...{ title: item.title, link: item.link, id: item.guid?.value },
            ...{ at: item.pubDate, authors: item.dc?.creators?.join() },
          }))
        : read.format === 'atom'
          ? read.feed.entries!.map(entry => ({
              title: entry.title?.value,
              link: entry.links?.find(({ rel }) => rel === 'alternate')?.href,
              id: entry.id,
              at: entry.published,
              authors: entry.authors?.map(({ name }) => name).join(', '),
            }))
          : []
    expect(told.map(({ at, ...item }) => ({ ...item, at: new Date(at!).getTime() }))).toEqual(
      ready.toReversed().map(item => ({
        ...{ title: item.title, link: item.url, id: item.id },
        ...{ at: item.published.getTime(), authors: item.authors.join(', ') },
      })),
    )
  },
)
