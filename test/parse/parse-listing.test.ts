import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import type { Link } from '../../src/model/link.ts'
import type { ReadContext } from '../../src/parse/context.ts'
import { parseListing } from '../../src/parse/parse-listing.ts'
import { buildOutletTable } from '../../src/text/outlet-table.ts'
import { cpuMs } from '../cpu-time.ts'

const outlets = buildOutletTable([])
const context = (more: Partial<ReadContext> = {}): ReadContext => ({
  url: 'https://list.example/news/',
  now: new Date('2026-03-12T12:00:00Z'),
  zone: 'Asia/Shanghai',
  language: null,
  outlets,
  ...more,
})

const printDate = (published: Link['published']) => {
  if (!published) return null
  const when = published.precision === 'day' ? published.day : published.at.toISOString()
  return published.evidence === 'address' ? `${when} (address)` : when
}

describe('saved pages of every layout', () => {
  const folder = `${import.meta.dirname}/../fixtures/lists-layouts/`
  const pages = readdirSync(folder).filter(name => !name.endsWith('.json'))

  test.each(pages)('%s', name => {
    const base = name.replace(/\.html$|\.json\.txt$/, '')
    const { url, now, zone, rules, ...expected } = JSON.parse(
      readFileSync(`${folder}${base}.json`, 'utf8'),
    )
    const listing = parseListing(
      readFileSync(`${folder}${name}`, 'utf8'),
      context({ url, now: new Date(now), zone, listingRules: rules }),
    )

    const lists = listing.lists.map(({ heading, kind, links }) => ({
      heading,
      kind,
      links: links.map(link => ({
        date: printDate(link.published),
        title: link.title,
        ...(link.truncated && { truncated: true }),
        url: link.url,
        ...(link.outlet && { outlet: link.outlet }),
        ...(link.summary && { summary: link.summary.slice(0, 12) }),
      })),
    }))
    expect({
      lists,
      nextPage: listing.nextPage,
      ...(listing.ruleMisses.length > 0 && { ruleMisses: listing.ruleMisses }),
    }).toEqual(expected)
  })
})

const row = (href: string, title: string, date = '2026-03-11') =>
  `<li><a href="${href}">${title}</a> <span>${date}</span></li>`
const list = (...rows: string[]) => `<html><body><ul>${rows.join('')}</ul></body></html>`
const good = [row('/a/1001.html', '氢能重卡走通跨省线路'), row('/a/1000.html', '碳账户试点扩围')]

describe('addresses', () => {
  test.each([
    ['a script', 'javascript:alert(1)'],
    ['a script with a line break in its name', 'java\nscript:alert(1)'],
    ['a script with a control before it', '\x01javascript:alert(1)'],
    ['data', 'data:text/html,<b>x</b>'],
    ['a mail address', 'mailto:desk@list.example'],
    ['a file', 'file:///etc/passwd'],
    ['a user name and password', 'http://user:secret@list.example/x'],
    ['no host', 'http://'],
    ['the page itself', '#top'],
    ['nothing', ''],
  ])('%s is no link, and the rows around it stay', (_, href) => {
    const { links } = parseListing(list(good[0]!, row(href, '不该出来的链接'), good[1]!), context())
    expect(links.map(link => link.url)).toEqual([
      'https://list.example/a/1001.html',
      'https://list.example/a/1000.html',
    ])
  })

  test.each([
    ['of this page', './t20260311_1.html', 'https://list.example/news/t20260311_1.html'],
    ['of a folder above', '../zc/t20260311_1.html', 'https://list.example/zc/t20260311_1.html'],
    ['without a scheme', '//m.list.example/a/1.html', 'https://m.list.example/a/1.html'],
    ['in white space', ' \n/a/77.html ', 'https://list.example/a/77.html'],
    [
      'with what campaigns add',
      '/a/77.html?utm_source=x',
      'https://list.example/a/77.html?utm_source=x',
    ],
  ])('an address %s is made absolute and else kept as found', (_, href, expected) => {
    const { links } = parseListing(list(row(href, '零碳园区的蒸汽账本'), ...good), context())
    expect(links[0]?.url).toBe(expected)
  })

  test('the first base of the page counts, and only one of http', () => {
    const html = list(...good).replace('<body>', '<base href="javascript:x//"><body>')
    expect(parseListing(html, context()).links[0]?.url).toBe('https://list.example/a/1001.html')
  })

  test('an article in many spellings is one link', () => {
    const hrefs = [
      '/a/7.html#top',
      '/a/./7.html',
      '/a/x/../7.html',
      '/a/7.html?',
      '/a/7.html?utm_source=a',
    ]
    const { links } = parseListing(
      list(...hrefs.map(href => row(href, '同一篇文章的多种写法')), ...good),
      context(),
    )
    expect(links).toHaveLength(3)
  })
})

describe('titles', () => {
  test.each([
    [
      'controls, zero-width marks and direction marks go',
      'A\u202eB\u200b\u0007碳市场\u2028周评',
      'AB碳市场 周评',
    ],
    ['emoji stay whole', '家庭光伏 👨‍👩‍👧 手记', '家庭光伏 👨‍👩‍👧 手记'],
    ['brackets of a title are characters', 'A &amp; B &lt;C&gt; 报告', 'A & B <C> 报告'],
    ['a bullet is no part of it', '·碳价周评：买盘集中', '碳价周评：买盘集中'],
    ['a year at its end is', '氢能产业展望2030', '氢能产业展望2030'],
    ['a date in words at its end is', '碳市场日报2026年3月11日', '碳市场日报2026年3月11日'],
  ])('%s', (_, printed, expected) => {
    const { links } = parseListing(list(row('/a/9.html', printed), ...good), context())
    expect(links[0]?.title).toBe(expected)
  })

  test('a cut title is completed from its attribute or from the name of a picture, else marked', () => {
    const { links } = parseListing(
      list(
        '<li><a href="/a/3.html" title="碳排放双控考核办法正式印发实施">碳排放双控考核办法…</a><span>2026-03-11</span></li>',
        '<li><a href="/a/2.html"><img src="x.jpg" alt="绿色金融支持目录新版发布"></a><a href="/a/2.html">绿色金融支持目录...</a><span>2026-03-11</span></li>',
        '<li><a href="/a/1.html">可再生能源消纳责任...</a><span>2026-03-11</span></li>',
      ),
      context(),
    )
    expect(links.map(({ title, truncated }) => [title, truncated])).toEqual([
      ['碳排放双控考核办法正式印发实施', false],
      ['绿色金融支持目录新版发布', false],
      ['可再生能源消纳责任...', true],
    ])
  })
})

describe('dates', () => {
  test('rows without a year take it from their neighbours across New Year', () => {
    const { links } = parseListing(
      list(
        row('/a/3', '新年第一个交易日碳价收涨', '01-05'),
        row('/a/2', '年终盘点之碳市场', '12-31'),
        row('/a/1', '十二月装机数据公布', '12-20'),
      ),
      context({ now: new Date('2026-01-06T00:00:00Z') }),
    )
    expect(links.map(link => printDate(link.published))).toEqual([
      '2026-01-05',
      '2025-12-31',
      '2025-12-20',
    ])
  })

  test('of two dates in a row the one of publication is taken', () => {
    const rows = ['/a/2', '/a/1'].map(
      (href, at) =>
        `<li><a href="${href}">碳管理培训班报名通知第${at + 1}期</a><p>报名截止：2026-03-0${at + 8}</p><span>发布时间：2026-02-0${at + 1}</span></li>`,
    )
    const { links } = parseListing(list(...rows), context())
    expect(links.map(link => printDate(link.published))).toEqual(['2026-02-01', '2026-02-02'])
  })

  test('slashed dates are read in the order that one of the rows gives away', () => {
    const { links } = parseListing(
      list(
        row('/a/2', 'Grid storage auction closes early', '03/02/2026'),
        row('/a/1', 'Ferry line orders electric boats', '28/01/2026'),
      ),
      context(),
    )
    expect(links.map(link => printDate(link.published))).toEqual(['2026-02-03', '2026-01-28'])
  })

  test('an impossible date loses the date, not the row', () => {
    const { links } = parseListing(
      list(row('/a/5', '不存在的一天', '2021-02-30'), ...good),
      context(),
    )
    expect(links[0]).toMatchObject({ title: '不存在的一天', published: null })
  })
})

describe('floods', () => {
  test('of 200,000 links after the end of the page the first rows are kept, in good time', () => {
    const flood = Array.from(
      { length: 200_000 },
      (_, at) => `<a href="/x/${at}">Flood ${at}</a> 2023-01-01<br>`,
    )
    const html = `${list(...good)}${flood.join('')}`
    let links: Link[] = []
    const took = cpuMs(() => {
      links = parseListing(html, context()).links
    })
    expect(links.slice(0, 2).map(link => link.title)).toEqual([
      '氢能重卡走通跨省线路',
      '碳账户试点扩围',
    ])
    expect(links.length).toBeLessThanOrEqual(3000)
    expect(took).toBeLessThan(40_000)
  })

  test('deep nesting is refused as too complex', () => {
    expect(() => parseListing(`${list(...good)}${'<div>'.repeat(100_000)}`, context())).toThrow(
      /depth/,
    )
  })

  test.each([
    ['an empty page', ''],
    ['bytes of something else', 'PK\u0003\u0004\u0007\u0007'],
    ['data without articles', '{"items":[1,2,3]}'],
    ['data that breaks off', '{"items":[{"title":"碳市场", "url":'],
    ['data nested beyond reason', '['.repeat(200_000)],
  ])('%s has no links', (_, text) => {
    expect(parseListing(text, context())).toEqual({
      lists: [],
      links: [],
      nextPage: null,
      data: [],
      ruleMisses: [],
    })
  })
})
