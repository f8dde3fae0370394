import * as zlib from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { ApiHits } from '../../src/client/types.ts'
import { StoryIndex } from '../../src/dedupe/story-index.ts'
import { outcomeReasons } from '../../src/model/outcome.ts'
import { buildServer } from '../../src/server/build-server.ts'
import { chooseCoding } from '../../src/server/http/choose-coding.ts'
import { countWords } from '../../src/server/pages/outcome-words.ts'
import { timeAgo, zoneLabel } from '../../src/server/pages/times.ts'
import type { OpenedStore } from '../../src/store/open-store.ts'
import { later, tell } from '../contract/invented-news.ts'
import { openFilledStore } from './filled-store.ts'
import { fixtureParts } from './fixture-parts.ts'

let opened: OpenedStore
let app: ReturnType<typeof buildServer>
beforeAll(async () => {
  opened = await openFilledStore()
  const { parts } = fixtureParts([])
  app = buildServer({ ...parts, store: opened.store, now: () => later(200) })
})
afterAll(() => opened.store.close())

const base = 'http://wire.example.org'
const get = (path: string, headers: Record<string, string> = {}) =>
  app.request(`${base}${path}`, {
    headers: { host: 'wire.example.org', 'accept-language': 'en', ...headers },
  })
const read = async (path: string, headers?: Record<string, string>) =>
  (await get(path, headers)).text()
const cookiesOf = (answer: Response) =>
  answer.headers
    .getSetCookie()
    .map(cookie => cookie.slice(0, cookie.indexOf(';')))
    .join('; ')

describe('the zone of a reader', () => {
  const set = (fields: Record<string, string>) =>
    app.request(`${base}/settings`, {
      method: 'POST',
      body: new URLSearchParams(fields).toString(),
    })

  test('is kept in a cookie, and times and days follow it', async () => {
    expect(await read('/feed')).toContain('2026-03-02 09:00 <small>UTC+8</small>')
    const answer = await set({ zone: 'America/New_York', keys: 'on', back: '/feed?ui=en' })
    expect([answer.status, answer.headers.get('location')]).toEqual([303, '/feed?ui=en'])
    const cookie = cookiesOf(answer)
    expect(await read('/feed', { cookie })).toContain('2026-03-01 20:00 <small>UTC−5</small>')
    expect(await read('/', { cookie })).toContain(
      '<time datetime="2026-03-01">2026-03-01</time></h1>',
    )
    expect((await get('/feed')).headers.get('vary')).toContain('Cookie')
  })

  test.each([
    ['//elsewhere.example/', '/'],
    ['/\\elsewhere.example', '/'],
    ['https://elsewhere.example/', '/'],
    ['/calendar/2026?ui=zh', '/calendar/2026?ui=zh'],
  ])('leads back to %s as %s', async (back, place) => {
    expect((await set({ zone: '', back })).headers.get('location')).toBe(place)
  })

  test('that there is not is refused, and in a cookie passed over', async () => {
    expect((await set({ zone: 'Mars/Olympus' })).status).toBe(400)
    expect(await read('/feed', { cookie: 'zone=Mars/Olympus' })).toContain('UTC+8')
  })

  test('is said as its distance from UTC', () => {
    const at = new Date('2026-01-15T00:00:00Z')
    expect(
      ['Asia/Shanghai', 'Asia/Kolkata', 'America/St_Johns', 'Europe/London'].map(zone =>
        zoneLabel(zone, at),
      ),
    ).toEqual(['UTC+8', 'UTC+5:30', 'UTC−3:30', 'UTC'])
  })

  test.each([
    [30, 'just now', '刚刚'],
    [150, '2 min ago', '2 分钟前'],
    [7300, '2 h ago', '2 小时前'],
    [100_000, '1 day ago', '1 天前'],
    [700_000, '', ''],
    [-60, '', ''],
  ])('has words beside it: %i seconds', (seconds, en, zh) => {
    const now = later(0)
    const view = { zone: null, hasKeys: true, now }
    const at = new Date(now.getTime() - seconds * 1000)
    expect(timeAgo(at, { ui: 'en', view })).toBe(en)
    expect(timeAgo(at, { ui: 'zh', view })).toBe(zh)
  })
})

test('home, calendar, charts and the day itself count by the day of publication', async () => {
  // Read and published here on one day; their publishers date them to two.
  const days = await opened.store.countByDay({}, 'Asia/Shanghai')
  expect(days).toEqual([
    { day: '2026-03-01', stories: 1 },
    { day: '2026-03-02', stories: 2 },
  ])
  expect(await read('/')).toContain('>2026-03-02</time></h1>')
  expect(await read('/calendar/2026')).toMatch(
    /days\/2026-03-01">1<small>1<.*days\/2026-03-02">2<small>2</s,
  )
  expect(await read('/days/2026-03-01')).toContain('Stories (1)')
  expect(await read('/charts')).toContain('days/2026-03-01')
  const answer = await get('/api/v1/days?from=2026-03-01&to=2026-03-01')
  expect(await answer.json()).toMatchObject({ days: [{ day: '2026-03-01', stories: 1 }] })
})

test('a day without a clock stays the publisher’s day in every zone', async () => {
  await tell(opened.store, new StoryIndex(), 'news.example.org/day-alone', {
    title: '只有日期的一条消息',
    text: '这条消息的网页只印了日期，讲的是一处新的碳捕集示范装置投入运行。'.repeat(3),
    published: { precision: 'day', day: '2026-02-20', zone: 'Asia/Tokyo', evidence: 'meta' },
  })
  for (const zone of ['Asia/Shanghai', 'America/Los_Angeles', 'Pacific/Auckland']) {
    const span = { from: '2026-02-20', to: '2026-02-20' }
    expect(await opened.store.countByDay({}, zone, span)).toEqual([
      { day: '2026-02-20', stories: 1 },
    ])
    const items = await opened.store.listLatest(10, { span, zone })
    expect(items.map(({ title }) => title)).toEqual(['只有日期的一条消息'])
  }
})

test('what is new since the last visit is marked until the visit ends, and only to who came before', async () => {
  const first = await get('/')
  const text = await first.text()
  expect(text).not.toContain('class="new"')
  expect(text).not.toContain('since your last visit')
  expect(first.headers.get('cache-control')).toBe('private, no-cache')
  const [seen] = first.headers.getSetCookie()[0]!.split(';')
  expect(first.headers.getSetCookie().map(cookie => cookie.replace(/=.*/, ''))).toEqual([
    'seen',
    'visit',
  ])

  await tell(opened.store, new StoryIndex(), 'news.example.org/newer', {
    title: '第二次来访时的新消息',
    text: '海上换流站昨夜完成吊装，计划下月带电调试，届时可外送风电两百万千瓦。'.repeat(3),
  })
  app = buildServer({ ...fixtureParts([]).parts, store: opened.store, now: () => later(200) })
  const next = await get('/', { cookie: seen! })
  expect(await next.text()).toMatch(/1 new since your last visit.*class="new"/s)
  const again = await get('/', { cookie: cookiesOf(next) })
  expect(await again.text()).toContain('1 new since your last visit')
  // Half an hour later the browser has dropped the cookie of the visit.
  const after = await get('/', { cookie: cookiesOf(next).split('; ')[0]! })
  expect(await after.text()).toContain('Nothing new since your last visit')
})

test('crawlers and browsers find what they look for', async () => {
  expect(await read('/robots.txt')).toContain(`Sitemap: ${base}/sitemap.xml`)
  const sitemap = await get('/sitemap.xml')
  expect(sitemap.headers.get('content-type')).toBe('application/xml; charset=utf-8')
  expect(await sitemap.text()).toMatch(
    /<news:language>zh-cn<.*<news:publication_date>2026-03-0\dT.*<news:title>/s,
  )
  const icon = await get('/favicon.ico')
  expect(icon.headers.get('content-type')).toBe('image/x-icon')
  expect(Buffer.from(await icon.arrayBuffer()).subarray(0, 4)).toEqual(Buffer.from([0, 0, 1, 0]))
  const [item] = await opened.store.readFeed({ topic: ['policy'], language: ['zh'] }, 1)
  const story = await read(`/stories/${item!.id.replace('urn:uuid:', '')}`)
  expect(story).toContain('<meta property="og:type" content="article">')
  expect(story).toContain(`<meta property="og:title" content="${item!.title} · Carbonwire">`)
})

test('nobody is left alone by an address or a search that finds nothing', async () => {
  const lost = await get('/stories/of-long-ago', { accept: 'text/html', 'accept-language': 'zh' })
  expect(lost.status).toBe(404)
  expect(await lost.text()).toMatch(/<h1>没有这个页面<.*action="\/search"/s)

  const empty = await read('/search?q=%22blue+whale%22+song+-steel&topic=policy')
  expect(empty).toContain('Looked for: “blue whale”, song, without steel')
  expect(empty).toContain('both scripts')
  expect(empty).toContain('<a href="/feeds">')
})

test('a search that finds nothing names the wider questions that find something, with how much', async () => {
  // Without the topic alone, or without what is excluded alone, there is still nothing.
  const narrow = await read(`/search?q=${encodeURIComponent('風電 -風電')}&topic=ccus`)
  expect(narrow).toContain('Looked for: 风电, without 风电')
  expect(narrow).toContain('No wider question finds anything either')
  const apart = await read('/search?q=%E6%B5%B7%E4%B8%8A%E5%B9%B6%E7%BD%91%E9%A3%8E%E7%94%B5')
  const [, way] = /<li><a href="(\/search[^"]*)">all of its words/.exec(apart)!
  expect(await read(way!)).toContain('青石湾')
  // The tests before have told stories of it, too.
  const { total } = await opened.store.search({ q: '風電' }, 10)
  expect(total).toBeGreaterThan(0)
  expect(await read('/search?q=%E9%A2%A8%E9%9B%BB&topic=ccus')).toMatch(
    new RegExp(
      `href="/search\\?q=%E9%A2%A8%E9%9B%BB">in all topics \\(.*\\)</a> <span class="meta">${total} stor`,
    ),
  )
  const search = async (asked: string) =>
    (await (await get(`/api/v1/search?${asked}`)).json()) as ApiHits
  const { hits, nothing } = await search('q=風電&topic=ccus')
  expect(hits).toEqual([])
  expect(nothing).toMatchObject({
    words: ['风电'],
    widen: [{ by: 'topic', total, atLeast: false }],
  })
  expect((await search('q=風電')).nothing).toBeNull()
})

test('the name of a source finds what it carries, and a search without words says what it wants', async () => {
  const found = await opened.store.search({ q: '示例新闻网' }, 10)
  expect(found.total).toBeGreaterThan(1)
  expect(found.hits.every(({ item }) => item.sources?.includes('news.example.org'))).toBe(true)
  const { detail } = (await (await get('/api/v1/search')).json()) as { detail: string }
  expect(detail).toBe('query q: expected words to search for, such as q=碳市场')
})

type Feed = { items: { id: string }[] }

test('each story is in one feed of the list of topics that exclude each other', async () => {
  const opml = await read('/opml?set=topics-exclusive')
  const feeds = [...opml.matchAll(/xmlUrl="[^"]*(\/feed\.xml\?lead=[^"]*)"/g)].map(
    ([, path]) => path!,
  )
  expect(feeds.length).toBe(4)
  const ids: string[] = []
  for (const path of feeds) {
    const feed = (await (await get(path.replace('.xml', '.json'))).json()) as Feed
    ids.push(...feed.items.map(({ id }) => id))
  }
  const all = (await (await get('/feed.json')).json()) as Feed
  expect(ids.toSorted()).toEqual(all.items.map(({ id }) => id).toSorted())
  expect((await get('/opml?set=nothing')).status).toBe(400)
  expect((await get('/feed.xml?lead=no-topic')).status).toBe(400)
})

test('every way that a link ends has words in both languages', () => {
  for (const [kind, reasons] of Object.entries(outcomeReasons)) {
    for (const reason of reasons) {
      expect(countWords(`${kind}:${reason}`, 'zh')).toMatch(
        /^[\p{Script=Han}]+：.*[\p{Script=Han}]/u,
      )
      expect(countWords(`${kind}:${reason}`, 'en')).toMatch(/^[a-z ]+: .*[a-z]/)
    }
  }
  expect(countWords('of-an-older-version', 'zh')).toBe('of-an-older-version')
})

test.each([
  ['gzip, deflate, br, zstd', 'br'],
  // Node has it from 22.15 on.
  ['gzip, zstd', 'zstdCompress' in zlib ? 'zstd' : 'gzip'],
  ['zstd;q=0, gzip', 'gzip'],
  ['deflate', 'identity'],
])('of the codings %s the best is taken, and none unasked', (accept, coding) => {
  expect(chooseCoding(accept)).toEqual(coding)
})
