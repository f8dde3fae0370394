import RssParser from 'rss-parser'
import { expect, test } from 'vitest'
import { buildFeed } from '../../src/feeds/build-feed.ts'
import { readyItem } from '../../src/feeds/ready-item.ts'
import { renderers } from '../../src/feeds/renderers.ts'
import { sampleItem } from './sample-item.ts'

const items = [1, 2, 3].map(number => sampleItem(number))
const address = 'https://wire.example.org/feed'

test.each(['xml', 'atom'] as const)(
  'rss-parser of npm sees each item of %s once, with title, date, author, link and full text',
  async format => {
    const ready = items.map(item => readyItem(item, { content: 'full', topicName: id => id })!)
    const feed = buildFeed(
      {
        ...{ id: address, title: '碳中和新闻', description: '全部', language: 'zh' },
        ...{ ttlMinutes: 30, topicsUrl: 'https://wire.example.org/topics/' },
      },
      ready,
      new Date(0),
    )
    const self = `${address}.${format}`
    const links = { self, home: address, hub: null, next: null, archive: null }
    const read = await new RssParser().parseString(renderers[format].render(feed, links))
    expect(read.items.map(({ link }) => link).sort()).toEqual(items.map(({ url }) => url).sort())
    for (const seen of read.items) {
      const item = ready.find(({ url }) => url === seen.link)!
      const whole = (seen['content:encoded'] ?? seen.content) as string
      expect(seen.title).toBe(item.title)
      expect(new Date(seen.isoDate!)).toEqual(item.published)
      expect(seen.creator ?? seen.author).toContain('陈晓')
      expect(whole).toBe(item.html)
    }
  },
)
