import { load } from 'cheerio'
import { parseFeed } from 'feedsmith'
import { describe, expect, test } from 'vitest'
import { buildFeed } from '../../src/feeds/build-feed.ts'
import { type ReadyItem, readyItem } from '../../src/feeds/ready-item.ts'
import { type Format, renderers } from '../../src/feeds/renderers.ts'
import type { FeedItem, FeedLinks } from '../../src/model/feed.ts'
import { hostileItems } from './hostile-items.ts'
import { sampleItem } from './sample-item.ts'

const head = {
  id: 'https://wire.example.org/feed',
  title: '碳中和新闻 & more',
  description: 'Everything <new>',
  language: 'zh',
  ttlMinutes: 30,
  base: 'https://wire.example.org',
}
const linksOf = (format: Format): FeedLinks => ({
  self: `https://wire.example.org/feed.${format}?limit=2&topic=policy`,
  home: 'https://wire.example.org/feed',
  hub: 'https://wire.example.org/hub',
  next: `https://wire.example.org/feed.${format}?before=3`,
  archive: null,
})
const names: Record<string, string> = { 'carbon-market': '碳市场', policy: '政策 & 法规' }
const ready = (items: FeedItem[], content: 'full' | 'summary' = 'full') =>
  items
    .map(item => readyItem(item, { content, topicName: id => names[id] ?? id }))
    .filter(item => item !== null)
const emptyAt = new Date('2026-11-20T01:02:03.456Z')
const write = (format: Format, items: ReadyItem[]) =>
  renderers[format].render(buildFeed(head, items, emptyAt), linksOf(format))

type Told = { ids: string[]; titles: string[]; links: string[]; dates: number[] }

/** What a document tells, read with libraries that are not ours. */
const tellers: Record<Format, (text: string) => Told> = {
  xml: text => {
    const $ = load(text, { xml: true })
    const of = (name: string) =>
      $(`item > ${name}`)
        .map((_, e) => $(e).text())
        .get()
    return {
      ids: of('guid'),
      titles: of('title'),
      links: of('link'),
      dates: of('pubDate').map(Date.parse),
    }
  },
  atom: text => {
    const $ = load(text, { xml: true })
    const of = (name: string) =>
      $(`entry > ${name}`)
        .map((_, e) => $(e).text())
        .get()
    return {
      ids: of('id'),
      titles: of('title'),
      links: $('entry > link[rel=alternate]')
        .map((_, e) => $(e).attr('href'))
        .get(),
      dates: of('published').map(Date.parse),
    }
  },
  json: text => {
    const { items } = JSON.parse(text) as {
      items: { id: string; title: string; url: string; date_published: string }[]
    }
    return {
      ids: items.map(item => item.id),
      titles: items.map(item => item.title),
      links: items.map(item => item.url),
      dates: items.map(item => Date.parse(item.date_published)),
    }
  },
}

describe('the formats of one channel', () => {
  test.each([
    ['plain items', Array.from({ length: 8 }, (_, at) => sampleItem(at + 1))],
    ['hostile items', hostileItems()],
  ])('agree in ids, titles, links, dates and order: %s', (_, items) => {
    const [rss, atom, json] = (['xml', 'atom', 'json'] as const).map(format =>
      tellers[format](write(format, ready(items))),
    )
    expect(rss!.ids.length).toBeGreaterThan(5)
    expect(atom).toEqual(rss)
    expect(json).toEqual(rss)
  })

  test('are read by a parser of others with nothing lost', () => {
    const items = ready([sampleItem(1), sampleItem(2)])
    for (const format of ['xml', 'atom', 'json'] as const) {
      const { feed } = parseFeed(write(format, items))
      expect(JSON.stringify(feed)).toContain('第2批重点排放单位名单公布 Emissions list no. 2')
      expect(JSON.stringify(feed)).toContain('no=1&amp;v=2')
      expect(JSON.stringify(feed)).toContain('政策 & 法规')
    }
  })
})

/** Two readers take what comes first for the entry's own (findings/atom-source.sh). */
test("the source of an Atom entry comes last, without a category that would be the entry's", () => {
  const $ = load(write('atom', ready([sampleItem(1), sampleItem(2)])), { xml: true })
  expect($('entry')).toHaveLength(2)
  expect($('entry > source:last-child')).toHaveLength(2)
  expect($('source > category')).toHaveLength(0)
})

/** Behind a fraction one reader forgets the offset, another always (findings/atom-offsets.sh). */
test('dates of Atom are in UTC and whole seconds', () => {
  const published = {
    ...{ precision: 'minute' as const, zone: 'Asia/Shanghai', evidence: 'list' as const },
    at: new Date('2026-08-30T01:00:00.500Z'),
  }
  for (const items of [[], ready([sampleItem(1, { published })])]) {
    const $ = load(write('atom', items), { xml: true })
    for (const date of $('published, updated').get()) {
      expect($(date).text()).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/)
    }
    expect($('updated').length).toBeGreaterThan(0)
  }
})

test('items stand newest first by the date that readers see', () => {
  const day = { precision: 'day' as const, zone: 'Asia/Shanghai', evidence: 'list' as const }
  const items = [
    sampleItem(1, { published: { ...day, day: '2026-08-30' } }),
    sampleItem(2, { published: null }),
    sampleItem(3, { published: { ...day, day: '2026-09-01' } }),
  ]
  expect(tellers.json(write('json', ready(items))).dates).toEqual([
    Date.UTC(2026, 8, 1, 2, 30),
    Date.UTC(2026, 7, 31, 16),
    Date.UTC(2026, 7, 29, 16),
  ])
})

test('the JSON extension tells what the date really is', () => {
  const [dayItem, without] = [
    sampleItem(1, {
      published: { precision: 'day', day: '2026-08-30', zone: 'Asia/Shanghai', evidence: 'list' },
    }),
    sampleItem(2, { published: null }),
  ].map(item => JSON.parse(ready([item])[0]!.extension))
  expect(dayItem.published).toEqual({
    precision: 'day',
    day: '2026-08-30',
    zone: 'Asia/Shanghai',
    evidence: 'list',
  })
  expect(without.published).toBeNull()
  expect(without.first_seen).toBe('2026-09-01T02:30:00Z')
})

test('a story of which only the summary is known says so, and is read by it', () => {
  const [bare, whole] = ready([sampleItem(1, { text: '', html: '', images: [] }), sampleItem(2)])
  expect(JSON.parse(bare!.extension).summary_only).toBe(true)
  expect(bare!.html).toBe('<p>名单公示七天，企业可以提出异议。</p>')
  expect(JSON.parse(whole!.extension)).not.toHaveProperty('summary_only')
})

test('a date that lies after the first sight is shown as first seen', () => {
  const late = sampleItem(1, {
    published: {
      precision: 'minute',
      at: new Date('2031-01-01T00:00:00Z'),
      zone: 'Asia/Shanghai',
      evidence: 'visible',
    },
  })
  expect(ready([late])[0]!.published).toEqual(late.firstSeen)
})

test('copies are named at the end, in Atom links and in the extension', () => {
  const item = sampleItem(1, {
    alsoReportedBy: [{ name: '江城晚报', url: 'https://evening.example/c/9', title: '名单公布' }],
  })
  const [made] = ready([item])
  expect(made!.html).toMatch(
    /同时见于：<a href="https:\/\/evening\.example\/c\/9">江城晚报<\/a><\/p>$/,
  )
  expect(write('atom', [made!])).toContain(
    '<link rel="related" title="江城晚报" href="https://evening.example/c/9"/>',
  )
  expect(JSON.parse(made!.extension).copies).toHaveLength(1)
})

test('other stories about the event are linked in Atom and RSS, and the page itself is the last link of an entry', () => {
  const siblings = ['urn:uuid:00000000-0000-4000-8000-000000000077']
  const page = 'https://wire.example.org/stories/00000000-0000-4000-8000-000000000077'
  const [made] = ready([sampleItem(1, { siblings })])
  const rss = load(write('xml', [made!]), { xml: true })
  expect(rss('item > atom\\:link[rel=related]').attr('href')).toBe(page)
  const atom = load(write('atom', [made!]), { xml: true })
  const links = atom('entry > link')
    .map((_, e) => `${atom(e).attr('rel')} ${atom(e).attr('href')}`)
    .get()
  const picture = made!.image!.url
  expect(links).toEqual([
    ...[`alternate ${made!.url}`, `enclosure ${picture}`, `related ${page}`, `via ${made!.url}`],
  ])
  const [bare] = ready([sampleItem(2, { images: [], html: '<p>没有图。</p>' })])
  expect(write('atom', [bare!])).not.toContain('rel="via"')
  expect(write('xml', [bare!])).not.toContain('rel="related"')
})

test('a summary feed leaves the text out and keeps the rest', () => {
  const [made] = ready([sampleItem(1)], 'summary')
  expect(made!.html).toBe('<p>名单公示七天，企业可以提出异议。</p>')
})

test('an item without an address that can be opened is left out', () => {
  expect(ready([sampleItem(1, { url: 'javascript:alert(1)' })])).toEqual([])
})

test('an archive says so and leads on', () => {
  const links = {
    ...linksOf('atom'),
    archive: {
      previous: 'https://wire.example.org/archive/1/feed.atom',
      next: null,
      current: 'https://wire.example.org/feed.atom',
    },
  }
  const feed = buildFeed(head, ready([sampleItem(1)]), emptyAt)
  for (const text of [renderers.atom.render(feed, links), renderers.xml.render(feed, links)]) {
    expect(text).toContain('<fh:archive/>')
    expect(text).toContain('rel="prev-archive"')
    expect(text).toContain('rel="current"')
  }
})

test.each([
  ['xml', '<lastBuildDate>Fri, 20 Nov 2026 01:02:03 GMT</lastBuildDate>'],
  ['atom', '<updated>2026-11-20T01:02:03Z</updated>'],
] as const)('an empty feed is as old as it was last known to be empty: %s', (format, date) => {
  expect(write(format, [])).toContain(date)
})

/** A reader that is met puts the words of inline XHTML in another order: findings/rss-parser-mixed-content.sh. */
test('no part of an Atom feed is XHTML', () => {
  const text = write('atom', ready(hostileItems()))
  expect(text).toContain('type="html"')
  expect(text).not.toMatch(/xhtml/i)
})
