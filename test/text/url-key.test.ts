import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { twinsSchema } from '../../src/model/twins.ts'
import { withoutTracking } from '../../src/text/tracking-parameters.ts'
import { urlKey } from '../../src/text/url-key.ts'
import { buildTwins } from '../../src/text/url-twins.ts'

test.each([
  ['scheme, www, case of the host and default ports', 'HTTP://WWW.Wire.Example:80/a/7.html'],
  ['a trailing dot of the host', 'https://wire.example./a/7.html'],
  ['a user name', 'https://reader@wire.example/a/7.html'],
  ['dot segments and doubled slashes', 'https://wire.example//x/../a//7.html'],
  ['an anchor', 'https://wire.example/a/7.html#comments'],
  ['an empty query', 'https://wire.example/a/7.html?'],
  ['spaces around it', '  https://wire.example/a/7.html\n'],
  ['a full stop of the sentence it stood in', 'https://wire.example/a/7.html。'],
  ['a bracket and a space behind it', 'https://wire.example/a/7.html%20）'],
  ['zero-width characters', 'https://wire.example/\u200ba/7.html'],
  ['a doubled scheme', 'http://https://wire.example/a/7.html'],
  ['no scheme', '//wire.example/a/7.html'],
  ['campaign parameters', 'https://wire.example/a/7.html?utm_source=rss&utm_medium=feed'],
  ['the traces of share buttons', 'https://wire.example/a/7.html?from=timeline&isappinstalled=0'],
  ['click counters', 'https://wire.example/a/7.html?spm=a1.b2.c3&clickfrom=home'],
  [
    'what feeds and newsletters of the press add',
    'https://wire.example/a/7.html?cmp=rss&srnd=green&smid=tw-share&guccounter=1',
  ],
  [
    'words for an origin put together',
    'https://wire.example/a/7.html?source=rss_feed&ref=home-page',
  ],
  [
    'what a translation of the page adds',
    'https://wire.example/a/7.html?_x_tr_sl=en&_x_tr_tl=de&_x_tr_hl=de&_x_tr_pto=sc',
  ],
  [
    'what mail systems add',
    'https://wire.example/a/7.html?elqTrackId=9&sfmc_sub=1&spMailingID=2&hss_channel=tw-3&srsltid=Af4',
  ],
  ['the host that a reader came from', 'https://wire.example/a/7.html?ref=letter.example'],
  ['a time stamp against caches', 'https://wire.example/a/7.html?_t=1779062400000'],
  ['a session', 'https://wire.example/a/7.html;jsessionid=0A1B?PHPSESSID=9f'],
  ['the AMP twin in the query', 'https://wire.example/a/7.html?amp=1'],
  ['an AMP twin', 'https://wire.example/a/7.amp.html'],
])('%s make no other page', (_, href) => {
  expect(urlKey(href)).toBe('wire.example/a/7.html')
})

test.each([
  ['the order of parameters', 'https://wire.example/s?b=2&a=1', 'https://wire.example/s?a=1&b=2'],
  ['escapes of what needs none', 'https://wire.example/%7Ea%2db', 'https://wire.example/~a-b'],
  ['the case of escapes', 'https://wire.example/%e7%a2%b3', 'https://wire.example/碳'],
  ['a space by either spelling', 'https://wire.example/s?q=a%20b', 'https://wire.example/s?q=a+b'],
  ['an escaped ampersand', 'https://wire.example/s?a=1&amp;b=2', 'https://wire.example/s?a=1&b=2'],
  ['an index page', 'https://wire.example/news/index.html', 'https://wire.example/news/'],
  [
    'the first page of a list',
    'https://wire.example/list?page=1&c=3',
    'https://wire.example/list?c=3',
  ],
  ['the AMP path', 'https://wire.example/2026/kiln/amp/', 'https://wire.example/2026/kiln'],
])('%s makes no other page', (_, one, other) => {
  expect(urlKey(one)).toBe(urlKey(other))
})

test.each([
  ['the case of a path', 'https://wire.example/Ab1', 'https://wire.example/aB1'],
  [
    'page numbers in file names',
    'https://wire.example/index_1.html',
    'https://wire.example/index.html',
  ],
  ['pages of an article', 'https://wire.example/a/7.html', 'https://wire.example/a/7_2.html'],
  ['a page number in the query', 'https://wire.example/l?page=2', 'https://wire.example/l'],
  ['an article in the query', 'https://wire.example/r?id=1', 'https://wire.example/r?id=2'],
  [
    'an article whose parameter begins like a tracker',
    'https://wire.example/r?wxid=1',
    'https://wire.example/r?wxid=2',
  ],
  [
    'a source that is a number',
    'https://wire.example/r?source=12',
    'https://wire.example/r?source=13',
  ],
  ['an article called cid', 'https://wire.example/r?cid=1', 'https://wire.example/r?cid=2'],
  [
    'an article called source',
    'https://wire.example/r?source=12',
    'https://wire.example/r?source=13',
  ],
  ['an article called t', 'https://wire.example/r?t=5', 'https://wire.example/r?t=6'],
  ['a post called p', 'https://wire.example/?p=21', 'https://wire.example/?p=22'],
  ['the mobile host of an unknown site', 'https://m.wire.example/7', 'https://www.wire.example/7'],
  ['another host of the domain', 'https://data.wire.example/7', 'https://wire.example/7'],
  ['a port', 'https://wire.example:8443/7', 'https://wire.example/7'],
  ['routes of a script', 'https://wire.example/#/news/1', 'https://wire.example/#/news/2'],
  ['a plus and its escape', 'https://wire.example/s?q=a%2Bb', 'https://wire.example/s?q=a+b'],
  ['a slash and its escape', 'https://wire.example/a%2Fb', 'https://wire.example/a/b'],
  ['an index page with a query', 'https://wire.example/index.php?id=3', 'https://wire.example/'],
  ['a flag in the query', 'https://wire.example/s?print', 'https://wire.example/s'],
])('%s tells pages apart', (_, one, other) => {
  expect(urlKey(one)).not.toBe(urlKey(other))
})

test.each([
  '',
  '   ',
  `https://wire.example/${'a'.repeat(9000)}`,
  'javascript:void(0)',
  'mailto:desk@wire.example',
  'http://',
  '#top',
  '/a/7',
])('"%s" is no address by itself', href => {
  expect(urlKey(href)).toBeNull()
})

test('a relative address is read against its page', () => {
  const base = 'https://wire.example/news/2026/list.html'
  expect(urlKey('../7.html?from=weixin', { base })).toBe('wire.example/news/7.html')
  expect(urlKey('?id=4', { base })).toBe('wire.example/news/2026/list.html?id=4')
})

describe('twins', () => {
  const twins = buildTwins(
    twinsSchema.parse({
      sites: [
        {
          name: 'Harbour Wire',
          hosts: ['*.harbour.example', 'hb.example'],
          key: 'harbour.example/story/{id}{page}',
          addresses: [
            { path: '^/story/(?<id>\\d+)(?<page>_\\d+)?$' },
            { path: '^/mobile/view\\.jsp$', query: { no: 'id' } },
          ],
        },
      ],
      redirectors: [{ hosts: ['go.example'], path: '^/to$', parameters: ['target', 'url'] }],
      queryless: [{ hosts: ['*.plain.example'], path: '\\.html$' }],
    }),
  )

  test.each([
    'https://www.harbour.example/story/12',
    'https://m.harbour.example/story/12?share=weixin',
    'http://hb.example/story/12',
    'https://m.harbour.example/mobile/view.jsp?from=x&no=12',
    'https://go.example/to?target=https%3A%2F%2Fhb.example%2Fstory%2F12',
    'https://go.example/to?url=https%3A//go.example/to%3Ftarget%3Dhttp%253A//hb.example/story/12',
  ])('%s is the one article', href => {
    expect(urlKey(href, { twins })).toBe('harbour.example/story/12')
  })

  test.each([
    ['its second page', 'https://hb.example/story/12_2', 'harbour.example/story/12_2'],
    ['another path of the site', 'https://www.harbour.example/about', 'harbour.example/about'],
    [
      'a missing parameter',
      'https://m.harbour.example/mobile/view.jsp?x=1',
      'm.harbour.example/mobile/view.jsp?x=1',
    ],
    [
      'a host that only ends alike',
      'https://notharbour.example/story/12',
      'notharbour.example/story/12',
    ],
    [
      'a target that is no address',
      'https://go.example/to?target=home',
      'go.example/to?target=home',
    ],
    [
      'a page whose query says nothing',
      'https://www.plain.example/7.html?x=1',
      'plain.example/7.html',
    ],
    ['another of that site', 'https://www.plain.example/show?x=1', 'plain.example/show?x=1'],
  ])('%s keeps its own key', (_, href, key) => {
    expect(urlKey(href, { twins })).toBe(key)
  })

  test('a redirector that leads to itself ends', () => {
    const loop = 'https://go.example/to?target=https%3A%2F%2Fgo.example%2Fto%3Ftarget%3Dx'
    expect(urlKey(loop, { twins })).toBe('go.example/to?target=x')
  })

  test('the shipped file is good', () => {
    const shipped = twinsSchema.parse(parse(readFileSync('config/twins.yaml', 'utf8')))
    const groupsOf = (text: string, pattern: RegExp) =>
      [...text.matchAll(pattern)].map(([, name]) => name!)
    for (const { name, key, addresses } of shipped.sites) {
      for (const { path, query } of addresses) {
        const given = [...groupsOf(path, /\(\?<(\w+)>/g), ...Object.values(query ?? {})]
        const wanted = groupsOf(key, /\{(\w+)\}/g).filter(group => group !== 'page')
        expect({ name, path, given }).toEqual({ name, path, given: expect.arrayContaining(wanted) })
      }
    }
    expect(() => buildTwins(shipped)).not.toThrow()
  })

  test.each([
    ['a path that is no expression', { path: '(' }],
    ['a key nobody knows', { path: 'a', quer: {} }],
  ])('%s is refused', (_, address) => {
    const site = { name: 'x', hosts: ['x.example'], key: 'x', addresses: [address] }
    expect(twinsSchema.safeParse({ sites: [site] }).success).toBe(false)
  })
})

test.each([
  ['https://wire.example/a/7.html?cmp=rss&utm_source=rss', 'https://wire.example/a/7.html'],
  [
    'https://wire.example/A.aspx?ID=7&spm=a1.b2&b=%E7%A2%B3#top',
    'https://wire.example/A.aspx?ID=7&b=%E7%A2%B3#top',
  ],
  ['https://wire.example/?p=7&from=timeline#/news/1', 'https://wire.example/?p=7#/news/1'],
  ['https://wire.example/a?wxid=12&&x', 'https://wire.example/a?wxid=12&&x'],
  ['https://wire.example/a?', 'https://wire.example/a?'],
])('%s is shown as %s', (found, shown) => {
  expect(withoutTracking(found)).toBe(shown)
})
