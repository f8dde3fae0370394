import { describe, expect, test } from 'vitest'
import { readPublished } from '../../../src/parse/readers/published.ts'
import { chinesePage, englishPage, readPage } from './read-page.ts'

const now = new Date('2026-11-28T04:00:00Z')
type Given = Parameters<typeof readPage>[1]

function read(html: string, given: Given = {}) {
  const { page, context, layout } = readPage(html, { now, ...given })
  return readPublished(page, context, layout)
}
const tell = (html: string, given: Given = {}) => {
  const { published } = read(html, given)
  if (!published) return null
  return published.precision === 'day' ? published.day : published.at.toISOString().slice(0, 16)
}
const ld = (value: unknown) =>
  `<script type="application/ld+json">${JSON.stringify(value)}</script>`
const shown = '<div class="meta">18 March 2026, 09:30 UTC</div>'
const OTHER = '2025-01-05T10:00:00Z'
const title = 'Carbon market runs smoothly'

describe('what describes another thing does not date the page', () => {
  test.each([
    ['a clip', { '@type': 'VideoObject', name: 'How a turbine works', uploadDate: OTHER }],
    ['an episode', { '@type': 'PodcastEpisode', name: 'What a kilowatt is', datePublished: OTHER }],
    ['a review', { '@type': 'Review', name: 'A kettle under test', datePublished: OTHER }],
    ['a review without a name', { '@type': 'Review', reviewBody: 'Good.', datePublished: OTHER }],
    ['an event', { '@type': 'Event', name: 'A fair in May', datePublished: OTHER }],
    [
      'another article',
      {
        '@type': 'NewsArticle',
        headline: 'Ten mills that burn no coal',
        mainEntityOfPage: { '@id': 'https://news.example/2025/ten-mills' },
        datePublished: OTHER,
      },
    ],
    [
      'a list of others',
      ['Ten mills', 'Nine ports', 'Eight lakes'].map(headline => ({
        '@type': 'NewsArticle',
        headline,
        datePublished: OTHER,
      })),
    ],
  ])('%s', (_, data) => {
    expect(tell(englishPage({ head: ld(data), under: shown }))).toBe('2026-03-18T09:30')
  })

  test.each([
    [
      'entries of a list',
      {
        '@type': 'ItemList',
        itemListElement: [{ item: { '@type': 'NewsArticle', datePublished: OTHER } }],
      },
    ],
    [
      'comments',
      {
        '@type': 'NewsArticle',
        headline: title,
        comment: [{ '@type': 'Comment', datePublished: OTHER }],
      },
    ],
  ])('%s, also where nothing else has a date', (_, data) => {
    expect(tell(englishPage({ head: ld(data) }))).toBeNull()
  })

  test('a time inside a teaser beside the article', () => {
    const below = `<div class="more"><article><h3>Other news of the day</h3><time datetime="${OTHER}" itemprop="datePublished">x</time></article></div>`
    expect(tell(englishPage({ below }))).toBeNull()
  })
})

describe('what describes this page does', () => {
  test.each([
    [
      'an article of its headline',
      { '@type': 'NewsArticle', headline: title, datePublished: OTHER },
    ],
    [
      'an article of its address with a headline for machines',
      {
        '@type': 'NewsArticle',
        headline: 'Why traders sleep well',
        url: 'https://www.news.example/a/1.html',
        datePublished: OTHER,
      },
    ],
    ['an article without a name', { '@type': 'Article', datePublished: OTHER }],
    ['a clip with the page’s title', { '@type': 'VideoObject', name: title, uploadDate: OTHER }],
    [
      'a value object',
      { '@type': 'Article', headline: title, datePublished: { '@type': 'Date', '@value': OTHER } },
    ],
    [
      'an instant of ASP.NET',
      { '@type': 'Article', datePublished: `/Date(${Date.parse(OTHER)})/` },
    ],
  ])('%s', (_, data) => {
    expect(tell(englishPage({ head: ld(data) }))).toBe('2025-01-05T10:00')
  })
})

describe('a date in a script', () => {
  const script = (code: string) => `<script>${code}</script>`
  test.each([
    ["var publishTime = '2026-03-18 16:30:00';", '2026-03-18T08:30'],
    ['var oriCreateTime="1773822600",ct = "1773822600";', '2026-03-18T08:30'],
    ["window.createTime='2026-03-18 16:30';", '2026-03-18T08:30'],
    ['var doc = {"docid":1,"ptime":"2026-03-18 16:30:00"};', '2026-03-18T08:30'],
    ['var a = {newsTime: "2026-03-18 16:30:00", type: 3}', '2026-03-18T08:30'],
    ['var info={"pubDate":"\\/Date(1773822600000)\\/"}', '2026-03-18T08:30'],
    [
      'window.__D={"title":"碳市场运行平稳有序","created_at":"2026-03-18T16:30:00+08:00"}',
      '2026-03-18T08:30',
    ],
    [
      'var d={"latest":[{"title":"别的新闻一则","publishedAt":"2026-01-05"}],"article":{"title":"碳市场运行平稳有序","publishedAt":"2026-03-18"}}',
      '2026-03-18',
    ],
    ['var serverTime = "2026-03-18 16:30:00";', null],
    ['var d={"comments":[{"id":1,"createTime":"2026-03-18 16:30:00"}]}', null],
    ['var d={"hot":[{"publishTime":"2026-03-18"},{"publishTime":"2026-03-17"}]}', null],
    ['var d={"title":"别的新闻一则在此","publishTime":"2026-03-18"}', null],
    ['var d={"video":{"id":4,"publishTime":"2026-03-18"}}', null],
  ])('%s gives %s', (code, expected) => {
    expect(tell(chinesePage({ below: script(code) }))).toBe(expected)
  })

  test('gives way to the day of the listing and the address where nobody says whose it is', () => {
    const html = chinesePage({ below: script("var publishTime = '2026-03-18 16:30:00'") })
    expect(tell(html, { url: 'https://news.example/2026/0105/1.html' })).toBe('2026-01-05')
  })
})

describe('words around a date', () => {
  test.each([
    ['a related title that ends in a verb of publishing', '首批绿证核发数据发布 2026-03-01'],
    ['another', '新版核算指南公布 2026-03-01'],
    ['a third', '碳普惠平台正式上线2026-03-01'],
  ])('%s is no label', (_, text) => {
    const below = `<div class="list"><ul><li><a href="/b">${text}</a></li></ul></div>`
    expect(tell(chinesePage({ below }), { url: 'https://news.example/2026/0318/1.html' })).toBe(
      '2026-03-18',
    )
  })

  test.each(['请于2026年3月1日前完成清缴。', '本办法自2026年3月1日起施行。'])(
    'a day of the text by which or from which something holds dates nothing: %s',
    text => {
      expect(tell(chinesePage({ foot: `</p><p>${text}` }))).toBeNull()
    },
  )

  test('a line that says what it is and the weekday before the date are seen through', () => {
    const { published, modified } = read(
      englishPage({
        under:
          '<p>First published on Tue 17 Mar 2026 06.00 GMT</p><p>Last modified on Wed 18 Mar 2026 07.00 GMT</p>',
      }),
    )
    expect([published, modified]).toMatchObject([
      { at: new Date('2026-03-17T06:00Z') },
      { at: new Date('2026-03-18T07:00Z') },
    ])
  })

  test('of two dates in a line each has the words before it', () => {
    const under = '<p>Nov 20, 2026 9:30 AM ET Last updated Nov 21, 2026 10:00 AM ET</p>'
    const { published, modified } = read(englishPage({ under }))
    expect([published, modified]).toMatchObject([
      { at: new Date('2026-11-20T14:30Z') },
      { at: new Date('2026-11-21T15:00Z') },
    ])
  })

  test.each([
    ['<p>发布单位：气候司</p><p>發布日期：115年3月18日</p>', '2026-03-18'],
    ['<p>掲載日：2026年3月18日</p>', '2026-03-18'],
    ['<p>기사입력 2026.03.18 16:30</p>', '2026-03-18T08:30'],
    ['<p>Veröffentlicht am Mittwoch, 18.03.2026</p>', '2026-03-18'],
    ['<p>Publié le 18 mars 2026</p>', '2026-03-18'],
    ['<p>Publicado el miércoles, 18 de marzo de 2026</p>', '2026-03-18'],
  ])('%s', (under, expected) => {
    expect(tell(chinesePage({ under }))).toBe(expected)
  })
})

describe('a date in several pieces is one', () => {
  test.each([
    [
      '<div><span><em>2026</em></span><span><em>03</em>/<em>18</em></span><span>16:30:09</span></div>',
    ],
    ['<div>2026</div><div>03/18</div><div>16:30:09</div>'],
    ['<p>2026年3月18日（星期三）<br>香港時間16時30分</p>'],
    ['<div>Wednesday, March 18, 2026</div><div>Issued at HKT 16:30</div>'],
    ['<p>2026-03-18</p><p>下午4点半</p>'],
    ['<p>2026-03-18</p><p>16:30</p>'],
  ])('%s', under => {
    expect(tell(chinesePage({ under }))).toBe('2026-03-18T08:30')
  })

  test('a line of figures below a date is none of it', () => {
    expect(tell(chinesePage({ under: '<p>2026-03-18</p><p>阅读 1630 次</p>' }))).toBe('2026-03-18')
  })
})

describe('a date without a year', () => {
  test('has none on a page that is old by all it prints', () => {
    const html = chinesePage({
      under: '<p>7月30日 08:20 来源：碳闻网</p>',
      below: '<p>Copyright © 1999-2012 碳闻网</p>',
    })
    expect(tell(html)).toBeNull()
    expect(tell(html, { url: 'https://news.example/2012/0730/1.html' })).toBe('2012-07-30T00:20')
  })

  test.each([
    ['that prints this year', '<p>© 2026 碳闻网</p>'],
    ['that prints none', ''],
  ])('is this year’s on a page %s', (_, below) => {
    const under = '<p>7月30日 08:20 来源：碳闻网</p>'
    expect(tell(chinesePage({ under, below }))).toBe('2026-07-30T00:20')
  })

  test('four of them on a page of 2 January are of two years, and 29 February is that of 2024', () => {
    const january = { now: new Date('2025-01-02T04:00:00Z') }
    const day = (text: string) => tell(chinesePage({ under: `<p>${text}</p>` }), january)
    expect(['01-02', '12-31', '1月1日', '2月29日'].map(day)).toEqual([
      '2025-01-02',
      '2024-12-31',
      '2025-01-01',
      '2024-02-29',
    ])
  })
})

test.each([
  ['Asia/Shanghai', '昨日18:00', '2026-11-27T10:00'],
  ['Asia/Shanghai', '今天 00:05', '2026-11-27T16:05'],
  ['Asia/Shanghai', '刚刚', '2026-11-27T16:10'],
  ['Europe/Berlin', '昨日18:00', '2026-11-26T17:00'],
])('at ten past midnight of Shanghai, %s reads %s', (zone, text, expected) => {
  const midnight = new Date('2026-11-27T16:10:00Z')
  expect(tell(chinesePage({ under: `<p>${text}</p>` }), { now: midnight, zone })).toBe(expected)
})

test('of three dates of a government page the one of publication is told, not the signature’s', () => {
  const html = chinesePage({
    under: '<p>发布时间：2026-03-18 16:30 来源：气候司</p><p>成文日期：2026年3月10日</p>',
    foot: '</p><p>云岭省生态环境厅</p><p>2026年3月10日',
  })
  expect(tell(html)).toBe('2026-03-18T08:30')
})

test('the row of the table that decided is printed, with the thing that it describes', () => {
  const data = { '@type': 'NewsArticle', headline: title, datePublished: OTHER }
  expect(read(englishPage({ head: ld(data) })).explanation.reason).toContain(
    'describes this page, label published',
  )
})
