import { expect, test } from 'vitest'
import { chooseColumns } from '../../src/draft/choose-columns.ts'
import { chooseEntries } from '../../src/draft/choose-entries.ts'
import { chooseMaxAge, chooseMaxPages } from '../../src/draft/choose-reach.ts'
import { chooseId, judgeName } from '../../src/draft/judge-names.ts'
import { judgeZone } from '../../src/draft/judge-zone.ts'
import type { Place } from '../../src/draft/site-look.ts'
import type { Link } from '../../src/model/link.ts'

const now = new Date('2026-11-20T00:00:00Z')
const signs = { hosts: ['news.example'], language: 'en', declared: null, text: '', raw: '', now }

test.each([
  ['the country of the host', { hosts: ['news.example.kr'], language: 'en' }, 'Asia/Seoul'],
  ['where Japanese is written', { language: 'ja' }, 'Asia/Tokyo'],
  ['Taiwan for traditional script', { language: 'zh-Hant', text: '行政院今天' }, 'Asia/Taipei'],
  [
    'Hong Kong by what it writes of',
    { language: 'zh-Hant', text: '香港特區政府' },
    'Asia/Hong_Kong',
  ],
  ['Hong Kong by its declared tag', { language: 'zh-Hant', declared: 'zh-HK' }, 'Asia/Hong_Kong'],
  ['the offset beside its times', { raw: '"2026-11-03T09:00:00-05:00"' }, 'America/New_York'],
  ['the clock it names', { text: 'Updated 9:30 am ET' }, 'America/New_York'],
  ['its telephone', { text: 'Call +44 20 7946 0000' }, 'Europe/London'],
  ['its declared region', { declared: 'en-AU' }, 'Australia/Sydney'],
  ['UTC where nothing tells', {}, 'Etc/UTC'],
])('the zone is judged by %s', (_, more, expected) => {
  expect(judgeZone({ ...signs, ...more }).value).toBe(expected)
})

test.each([
  ['its host', 'https://www.news.example/a/', [], 'news.example'],
  ['its host and port', 'http://127.0.0.1:8080/', [], '127.0.0.1-8080'],
  [
    'the last word of its column',
    'https://news.example/en/carbon/',
    ['news.example'],
    'news.example-carbon',
  ],
  ['a number', 'https://news.example/', ['news.example'], 'news.example-2'],
])('a source is called by %s', (_, url, taken, expected) => {
  expect(chooseId(url, taken)).toBe(expected)
})

test.each([
  [
    'the site, not the column, of titles that end with both',
    [
      '碳排放管理_青河市环境局',
      '配额清缴启动_碳排放管理_青河市环境局',
      '核查完成_碳排放管理_青河市环境局',
    ],
    'likely',
    '青河市环境局',
  ],
  [
    'the site, not the column, of titles that begin with both',
    [
      '江北省环境厅 双碳动态',
      '江北省环境厅 双碳动态 绿电交易扩大',
      '江北省环境厅 双碳动态 核查完成',
    ],
    'likely',
    '江北省环境厅',
  ],
  [
    'what is like its host',
    ['Carbon | News Example', 'Carbon | Wind farm opens'],
    'likely',
    'Carbon',
  ],
  ['what is like its host, of one title', ['Heat Daily | Carbon'], 'guess', 'Heat Daily'],
  [
    'its host, where its titles are those of its articles and of a column',
    ['News', 'News', 'Wind farm opens', 'Carbon price falls'],
    'guess',
    'heatdaily',
  ],
  [
    'its host, where its page is called after a day',
    ['Releases (29 November 2026)'],
    'guess',
    'heatdaily',
  ],
  ['what all its pages are called alike', ['碳资讯中心', '碳资讯中心'], 'likely', '碳资讯中心'],
] as const)('a source is named by %s', (_, titles, confidence, value) => {
  const named = judgeName({
    siteName: null,
    titles: [...titles],
    asked: 'https://www.heatdaily.example/carbon',
  })
  expect(named).toMatchObject({ value, confidence })
})

const rowsOf = (from: number, to: number, at = (number: number) => `/news/${number}.html`) =>
  Array.from({ length: to - from }, (_, index) => ({
    url: `https://news.example${at(from + index)}`,
    title: `Report ${from + index}`,
    truncated: false,
    published: {
      precision: 'day' as const,
      day: new Date(now.getTime() - (from + index) * 86_400_000).toISOString().slice(0, 10),
      zone: 'Etc/UTC',
      evidence: 'visible' as const,
    },
    outlet: null,
    summary: null,
  }))

const place = (more: Partial<Place>): Place => ({
  ...{ kind: 'listing', url: 'https://news.example/news/', label: null, origin: 'given' },
  ...{ rows: rowsOf(0, 40), pages: 4, ended: true, unread: 0, isPosted: false },
  ...more,
})
const feed = (rows: Place['rows']) =>
  place({ kind: 'feed', url: 'https://news.example/feed', origin: 'usual', rows, pages: 1 })
const chosen = (places: Place[], isHome = false) =>
  chooseEntries(places, isHome).map(each => each.place.kind)

test('a list that was given stays beside a feed of its newest ten', () => {
  expect(chosen([place({}), feed(rowsOf(0, 10))])).toEqual(['listing', 'feed'])
})

test('a feed of other columns too is not that of the list that was given', () => {
  expect(chosen([place({}), feed(rowsOf(100, 110))])).toEqual(['listing'])
})

test('a feed of the same articles under other addresses would have them fetched twice', () => {
  const doubles = rowsOf(0, 10, number => `/?p=${number}`)
  const column = place({ origin: 'column' })
  expect(chosen([column, feed(doubles)], true)).toEqual(['listing'])
})

test('an interface or a sitemap is taken for what nothing else lists', () => {
  const home = place({ rows: rowsOf(0, 5), pages: 1, url: 'https://news.example/' })
  const posts = place({ kind: 'json', origin: 'interface', url: 'https://news.example/posts' })
  const map = place({ kind: 'sitemap', origin: 'robots', url: 'https://news.example/map.xml' })
  expect(chosen([home, posts], true)).toEqual(['listing', 'json'])
  expect(chosen([home, map], true)).toEqual(['listing', 'sitemap'])
  expect(chosen([place({ origin: 'column' }), posts, map], true)).toEqual(['listing'])
})

test('what lists hold is within reach: old articles, and many short pages', () => {
  expect(chooseMaxAge([place({ rows: rowsOf(0, 15) })], [], now)).toBe(null)
  expect(chooseMaxAge([place({ rows: rowsOf(0, 80) })], [], now)?.value).toBe(120)
  expect(chooseMaxAge([place({ ended: false })], [], now)?.value).toBe(270)
  expect(chooseMaxPages(place({}))).toBe(null)
  expect(chooseMaxPages(place({ rows: rowsOf(0, 15), pages: 15, ended: false }))).toBe(150)
})

test('a sitemap tells ages by its articles, and only where those came out when it says', () => {
  const page = { ...rowsOf(0, 1)[0]!, url: 'https://news.example/about', published: null }
  const changed = (days: number) => rowsOf(days, days + 1)[0]!.published
  const map = (change: (at: number) => number) => {
    const articles = rowsOf(0, 40).map((row, at) => ({
      ...{ ...row, published: null },
      lastModified: changed(change(at)),
    }))
    return place({
      kind: 'sitemap',
      rows: [{ ...page, lastModified: changed(900) } as Link, ...articles],
    })
  }
  const read = [0, 20, 38].map(at => ({
    url: `https://news.example/news/${at}.html`,
    published: changed(at),
  }))
  expect(chooseMaxAge([map(at => at)], read, now)?.value).toBe(60)
  // All changed today, by the sitemap: what was read is all that tells.
  expect(chooseMaxAge([map(() => 0)], read, now)?.value).toBe(90)
})

test('the index of a day is no column', () => {
  const day = { url: 'https://news.example/gia/202603/11.htm', text: '前一天新聞' }
  expect(chooseColumns([day], 'https://news.example/gia/today.htm', [])).toEqual([])
})

test('columns of news and of the subject are looked at, and what is no column is not', () => {
  const anchors = [
    { url: 'https://news.example/about/', text: 'About us' },
    { url: 'https://news.example/carbon/', text: '碳市场' },
    { url: 'https://news.example/xwdt/', text: '新闻动态' },
    { url: 'https://news.example/news/7.html', text: 'Report 7' },
    { url: 'https://other.example/news/', text: '新闻' },
    { url: 'https://news.example/report.pdf', text: '公告' },
  ]
  const rows = ['https://news.example/news/1.html']
  expect(chooseColumns(anchors, 'https://news.example/', rows).map(({ label }) => label)).toEqual([
    '新闻动态',
    '碳市场',
  ])
})
