import { Readable } from 'node:stream'
import FeedParser from 'feedparser'
import RssParser from 'rss-parser'
import { expect, test } from 'vitest'
import { buildFeed } from '../../src/feeds/build-feed.ts'
import { readyItem } from '../../src/feeds/ready-item.ts'
import { renderers } from '../../src/feeds/renderers.ts'
import { sampleItem } from './sample-item.ts'

const items = [1, 2, 3].map(number => sampleItem(number))
const ready = items.map(item => readyItem(item, { content: 'full', topicName: id => id })!)
const readyAt = (link: string | null) => ready.find(({ url }) => url === link)!
const address = 'https://wire.example.org/feed'

function render(format: 'xml' | 'atom', of = ready): string {
  const feed = buildFeed(
    {
      ...{ id: address, title: '碳中和新闻', description: '全部', language: 'zh' },
      ...{ ttlMinutes: 30, topicsUrl: 'https://wire.example.org/topics/' },
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
