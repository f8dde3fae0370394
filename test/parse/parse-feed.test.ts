import { describe, expect, test } from 'vitest'
import type { FeedReading } from '../../src/model/feed-reading.ts'
import type { Link } from '../../src/model/link.ts'
import { isFeed, parseFeed } from '../../src/parse/parse-feed.ts'
import { buildOutletTable } from '../../src/text/outlet-table.ts'
import { cpuMs } from '../cpu-time.ts'

const url = 'https://feeds.example/news/rss.xml'
const read = (text: string) =>
  parseFeed(text, {
    url,
    now: new Date('2026-03-12T12:00:00Z'),
    zone: 'Asia/Shanghai',
    language: null,
    outlets: buildOutletTable([]),
  })
const readWhole = (text: string) => {
  const reading = read(text)
  if (reading.kind !== 'feed') throw new Error(reading.detail)
  return reading
}

const rss = (items: string, head = '') =>
  `<?xml version="1.0" encoding="utf-8"?>${head}<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:atom="http://www.w3.org/2005/Atom"><channel><title>碳市周报</title><link>https://feeds.example/</link><atom:link rel="hub" href="https://hub.example/"/><atom:link rel="next" href="?page=2"/>${items}</channel></rss>`
const item = (inner: string) => `<item>${inner}</item>`
const plain = item('<title>碳价周评</title><link>https://feeds.example/a/1.html</link>')
const whole =
  item(`<title>一度绿电的旅程</title><link>/a/2.html</link><guid isPermaLink="false">n-2</guid>
  <pubDate>Wed, 11 Mar 2026 09:30:00 +0800</pubDate><dc:creator>央金</dc:creator><source url="https://paper.example/rss">高原日报</source>
  <description>&lt;p&gt;从风机到插座&lt;/p&gt;</description><content:encoded><![CDATA[<p>风机<img src="../img/1.jpg" srcset="a.jpg 1x, b.jpg 2x"> &amp; <a href="/b">插座</a></p>]]></content:encoded>`)

test('an RSS item gives all that it says, with absolute addresses', () => {
  const feed = readWhole(rss(whole))
  expect(feed).toMatchObject({
    title: '碳市周报',
    nextPage: 'https://feeds.example/news/rss.xml?page=2',
    hubs: ['https://hub.example/'],
    whole: true,
  })
  expect(feed.links).toEqual([
    {
      url: 'https://feeds.example/a/2.html',
      title: '一度绿电的旅程',
      truncated: false,
      published: {
        precision: 'minute',
        at: new Date('2026-03-11T01:30:00Z'),
        zone: expect.any(String),
        evidence: 'list',
      },
      outlet: '高原日报',
      summary: '从风机到插座',
      guid: 'n-2',
      contentHtml:
        '<p>风机<img src="https://feeds.example/img/1.jpg" srcset="https://feeds.example/news/a.jpg 1x, https://feeds.example/news/b.jpg 2x"> &amp; <a href="https://feeds.example/b">插座</a></p>',
      byline: ['央金'],
      updated: null,
    },
  ])
})

test.each([
  ['one that cannot be read', '<pubDate>Invalid Date</pubDate><dc:date>2026-03-11</dc:date>'],
  ['a placeholder', '<pubDate>0000-00-00</pubDate><atom:published>2026-03-11</atom:published>'],
  ['only the change can be read', '<pubDate>–</pubDate><atom:updated>2026-03-11</atom:updated>'],
])('of several date fields the first that can be read counts: %s', (_, dates) => {
  const feed = readWhole(rss(item(`<title>碳价周评</title><link>/a/1</link>${dates}`)))
  expect(feed.links[0]?.published).toMatchObject({ precision: 'day', day: '2026-03-11' })
})

test.each([
  [
    'of the content is not that of the link',
    'xml:base="https://cdn.example/x/"',
    '',
    'https://feeds.example/b/1',
    'https://cdn.example/x/p.png',
  ],
  [
    'of the link is not that of the content',
    '',
    'xml:base="https://www.example/l/"',
    'https://www.example/l/1',
    'https://feeds.example/b/p.png',
  ],
])('xml:base %s', (_, onContent, onLink, url, image) => {
  const feed = readWhole(
    `<feed xmlns="http://www.w3.org/2005/Atom" xml:base="/b/"><entry><title>风机</title><link ${onLink} href="1"/><id>urn:1</id><content type="html" ${onContent}>&lt;p&gt;&lt;img src="p.png"&gt;&lt;/p&gt;</content></entry></feed>`,
  )
  expect(feed.links).toMatchObject([{ url, contentHtml: `<p><img src="${image}"></p>` }])
})

test('xml:base goes down from level to level in RSS too', () => {
  const feed = readWhole(
    '<rss version="2.0" xml:base="https://a.example/x/"><channel xml:base="y/"><title>报</title><item xml:base="z/"><title>风机</title><link>1</link></item><item><title>插座</title><link>2</link></item></channel></rss>',
  )
  expect(feed.links.map(({ url }) => url)).toEqual([
    'https://a.example/x/y/z/1',
    'https://a.example/x/y/2',
  ])
})

test('a feed whose elements all have a prefix is a feed', () => {
  const text =
    '<a:feed xmlns:a="http://www.w3.org/2005/Atom"><a:title>报</a:title><a:entry><a:title>风机</a:title><a:link href="/1"/><a:id>urn:1</a:id><a:updated>2026-03-11T00:00:00Z</a:updated></a:entry></a:feed>'
  expect(isFeed(text, 'text/html')).toBe(true)
  expect(readWhole(text).links).toMatchObject([{ title: '风机', url: 'https://feeds.example/1' }])
})

describe('Atom', () => {
  const atom = (inner: string, more = '') =>
    `<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"${more}><id>x</id><title type="html">Grid &amp;amp; &lt;b&gt;Coast&lt;/b&gt;</title>${inner}</feed>`

  test('entries resolve against xml:base of the feed and of their own', () => {
    const { links, title } = readWhole(
      atom(
        `<entry xml:base="b/"><id>1</id><title>Tide turns</title><link href="1"/><link rel="enclosure" href="x.mp3"/><published>2026-03-11T08:00:00Z</published><updated>2026-03-12T08:00:00Z</updated><author><name>Noor</name></author><content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Deep</p></div></content></entry>`,
        ' xml:base="https://atom.example/en/"',
      ),
    )
    expect(title).toBe('Grid & Coast')
    expect(links[0]).toMatchObject({
      url: 'https://atom.example/en/b/1',
      byline: ['Noor'],
      contentHtml: '<p>Deep</p>',
      published: { at: new Date('2026-03-11T08:00:00Z') },
      updated: { at: new Date('2026-03-12T08:00:00Z') },
    })
  })

  test('where no entry says when it was published, the date of its update is taken', () => {
    const { links } = readWhole(
      atom(
        '<entry><id>1</id><title>T</title><link href="/1"/><updated>2026-03-11</updated></entry>',
      ),
    )
    expect(links[0]?.published).toMatchObject({ precision: 'day', day: '2026-03-11' })
  })

  const source =
    '<source><id>https://daily.example/</id><title>江畔日报</title><link href="https://daily.example/"/><updated>2020-01-01T00:00:00Z</updated><author><name>Desk</name></author></source>'
  const own =
    '<id>urn:x:1</id><title>风机并网</title><link href="https://daily.example/1"/><published>2026-03-11T00:00:00Z</published><updated>2026-03-11T00:00:00Z</updated><author><name>央金</name></author>'

  test.each([
    ['before', source + own],
    ['behind', own + source],
  ])('what an entry says of itself counts where its source stands %s it', (_, inner) => {
    expect(readWhole(atom(`<entry>${inner}</entry>`)).links).toMatchObject([
      {
        title: '风机并网',
        url: 'https://daily.example/1',
        published: { at: new Date('2026-03-11T00:00:00Z') },
        byline: ['央金'],
        outlet: '江畔日报',
      },
    ])
  })

  test.each([
    '2026-03-11T01:00:00Z',
    '2026-03-11T01:00:00.123456Z',
    '2026-03-11T09:00:00+08:00',
    '2026-03-11T09:00:00.5+08:00',
    '2026-03-10T21:30:00.250-03:30',
    '2026-03-11T06:45:00.001+05:45',
  ])('%s is one in the morning in UTC', date => {
    const entry = `<entry><id>urn:x:1</id><title>T</title><link href="/1"/><updated>${date}</updated></entry>`
    const published = readWhole(atom(entry)).links[0]?.published
    const at = published?.precision === 'minute' ? published.at.getTime() : 0
    expect(Math.floor(at / 1000)).toBe(Date.UTC(2026, 2, 11, 1) / 1000)
  })
})

test('RDF entries have their date and writer in Dublin Core', () => {
  const { links } = readWhole(
    `<?xml version="1.0"?><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="https://rdf.example/"><title>R</title><link>https://rdf.example/</link><description>d</description></channel><item rdf:about="https://rdf.example/1"><title>送電線の話</title><link>https://rdf.example/1</link><dc:date>2026-03-11T10:00:00+09:00</dc:date><dc:creator>原田</dc:creator></item></rdf:RDF>`,
  )
  expect(links[0]).toMatchObject({
    title: '送電線の話',
    byline: ['原田'],
    published: { at: new Date('2026-03-11T01:00:00Z') },
  })
})

describe('JSON Feed', () => {
  const json = (items: unknown[], more: object = {}) =>
    JSON.stringify({ version: 'https://jsonfeed.org/version/1.1', title: 'J', items, ...more })

  test('gives links, the next page and hubs', () => {
    const feed = readWhole(
      json(
        [
          {
            id: 7,
            url: '/a/7',
            title: '碳汇林的账本',
            content_text: '第一段 <x>\n\n第二段',
            date_published: '2026-03-11T08:00:00Z',
            authors: [{ name: '山行' }],
          },
        ],
        { next_url: '?p=2', hubs: [{ type: 'WebSub', url: 'https://hub.example/' }] },
      ),
    )
    expect(feed).toMatchObject({ nextPage: `${url}?p=2`, hubs: ['https://hub.example/'] })
    expect(feed.links[0]).toMatchObject({
      url: 'https://feeds.example/a/7',
      guid: '7',
      byline: ['山行'],
      contentHtml: '<p>第一段 &lt;x></p>\n<p>第二段</p>',
    })
  })

  test('an item of the wrong shape costs only itself', () => {
    const odd = [
      null,
      1,
      'x',
      [],
      { id: {}, url: ['a'], title: { a: 1 } },
      { id: '1', url: 'javascript:x', title: 'J' },
    ]
    expect(readWhole(json([...odd, { id: '2', url: '/ok', title: 'Good' }])).links).toMatchObject([
      { url: 'https://feeds.example/ok', title: 'Good' },
    ])
  })
})

describe('titles', () => {
  const titleOf = (xml: string) =>
    readWhole(rss(item(`<title>${xml}</title><link>/t</link>`))).links[0]?.title

  test.each([
    ['escaped once, characters', 'A &amp; B &lt;C&gt;', 'A & B <C>'],
    ['escaped twice', 'A &amp;amp; B&amp;nbsp;C &amp;#8212; D', 'A & B C — D'],
    ['with markup that should not be there', '&lt;b&gt;碳&lt;/b&gt;市场', '碳市场'],
    ['in CDATA with line breaks', '<![CDATA[\n 碳\n市场 ]]>', '碳 市场'],
    ['with an entity that nothing declares', 'Caf&eacute;&nbsp;au lait', 'Café au lait'],
    ['with controls', 'ctl \u0008\u001f end', 'ctl end'],
  ])('%s', (_, xml, expected) => {
    expect(titleOf(xml)).toBe(expected)
  })

  test('an entry without one is announced by how it begins', () => {
    const { links } = readWhole(
      rss(item('<link>/t</link><description>潮水退去以后，站长开始检查闸门。</description>')),
    )
    expect(links[0]).toMatchObject({ title: '潮水退去以后，站长开始检查闸门。', truncated: true })
  })
})

describe('links', () => {
  test.each([
    [
      'the guid where there is no link',
      '<title>T</title><guid>https://feeds.example/g</guid>',
      'https://feeds.example/g',
    ],
    [
      'no guid that is only a name',
      '<title>T</title><guid isPermaLink="false">https://feeds.example/g</guid>',
      undefined,
    ],
    ['no script', '<title>T</title><link>javascript:alert(1)</link>', undefined],
    [
      'no address with a password',
      '<title>T</title><link>http://u:p@feeds.example/x</link>',
      undefined,
    ],
    [
      'the address as found',
      '<title>T</title><link>/a?utm_source=rss&amp;id=7</link>',
      'https://feeds.example/a?utm_source=rss&id=7',
    ],
  ])('are %s', (_, inner, expected) => {
    expect(readWhole(rss(item(inner))).links[0]?.url).toBe(expected)
  })

  test('two articles with one guid both stay', () => {
    const twin = (path: string) =>
      item(`<title>${path}</title><link>/${path}</link><guid isPermaLink="false">same</guid>`)
    expect(readWhole(rss(twin('a') + twin('b'))).links).toHaveLength(2)
  })
})

describe('damaged and hostile documents', () => {
  const kept = (text: string) => {
    const { links, whole } = readWhole(text)
    return { titles: links.map(link => link.title), whole }
  }

  test.each([
    [
      'cut off in an item',
      rss(plain).replace(/<\/item>.*/s, '<description>从风'),
      ['碳价周评'],
      false,
    ],
    [
      'with bare & and <',
      rss(plain + item('<title>Q&A < B</title><link>/q?a=1&b=2</link>')).replace(
        '</channel></rss>',
        '',
      ),
      ['碳价周评', 'Q&A < B'],
      false,
    ],
    ['with blank lines before it', `\n\n  ${rss(plain)}`, ['碳价周评'], true],
    [
      'with names of prototypes',
      rss(
        item(
          '<__proto__><x>1</x></__proto__><constructor>x</constructor><title>P</title><link>/p</link>',
        ) + plain,
      ),
      ['P', '碳价周评'],
      false,
    ],
    [
      'with a document type',
      rss(
        plain,
        '<!DOCTYPE rss [<!ENTITY a "SHADOW"><!ENTITY % e SYSTEM "http://dtd.example/x"> %e;]>',
      ),
      ['碳价周评'],
      true,
    ],
  ])('%s give what is whole', (_, text, titles, isWhole) => {
    expect(kept(text)).toEqual({ titles, whole: isWhole })
  })

  test('no entity is ever expanded', () => {
    const head =
      '<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/hostname"><!ENTITY l "lol"><!ENTITY m "&l;&l;&l;">]>'
    const { titles } = kept(rss(item('<title>&x; &m;</title><link>/x</link>'), head))
    expect(titles).toEqual(['&x; &m;'])
  })

  test.each([
    ['100,000 nested elements', rss(plain + item('<a>'.repeat(100_000)))],
    ['100,000 attributes', rss(plain + item(`<a ${'b="1" '.repeat(100_000)}/>`))],
    [
      '20,000 items',
      rss(
        plain +
          Array.from({ length: 20_000 }, (_, at) =>
            item(`<title>I</title><link>/${at}</link>`),
          ).join(''),
      ),
    ],
    ['200,000 openers of comments', rss(plain) + '<!--'.repeat(200_000)],
  ])('%s cost no time', (_, text) => {
    let links: Link[] = []
    const took = cpuMs(() => {
      links = readWhole(text).links
    })
    expect(links[0]?.title).toBe('碳价周评')
    expect(links.length).toBeLessThanOrEqual(5000)
    expect(took).toBeLessThan(20_000)
  })
})

describe('what is no feed', () => {
  test.each([
    [
      'an HTML page',
      '<!DOCTYPE html><html><body>x</body></html>',
      'expected a feed, found an HTML page',
    ],
    ['nothing', ' \n', 'expected a feed, found an empty document'],
    ['other JSON', '{"items":[1,2,3]}', 'expected a feed, found JSON that is no JSON Feed'],
    [
      'broken JSON',
      `{"items":${'['.repeat(1000)}`,
      'expected a feed, found JSON that is no JSON Feed',
    ],
    [
      'a sitemap',
      '<urlset><url><loc>https://a.example/</loc></url></urlset>',
      'expected a feed, found <urlset>',
    ],
    ['plain text', 'Service unavailable', 'expected a feed, found plain text'],
  ])('%s is named as such', (_, text, detail) => {
    expect(read(text)).toEqual({ kind: 'invalid-feed', detail } satisfies FeedReading)
  })
})

test.each([
  ['RSS, whatever its media type', rss(plain), 'text/html', true],
  [
    'Atom after a comment',
    '<?xml version="1.0"?><!-- made --><feed xmlns="http://www.w3.org/2005/Atom"/>',
    null,
    true,
  ],
  [
    'JSON Feed',
    '{"version":"https://jsonfeed.org/version/1.1","items":[]}',
    'application/feed+json',
    true,
  ],
  ['other JSON', '{"list":[]}', 'application/json', false],
  [
    'a page that speaks of feeds',
    '<!doctype html><p>&lt;rss&gt;</p>',
    'application/rss+xml',
    false,
  ],
])('a feed is known by its content: %s', (_, text, contentType, expected) => {
  expect(isFeed(text, contentType)).toBe(expected)
})

/** The shapes of links that findings/atom-links.sh shows other readers to differ on. */
describe('the address of an Atom entry', () => {
  const address = (links: string, language = 'zh-CN') =>
    readWhole(
      `<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${language}"><id>urn:x:f</id><title>公告</title><updated>2026-03-10T00:00:00Z</updated><entry><id>urn:x:1</id><title>配额清缴提醒</title><updated>2026-03-10T00:00:00Z</updated>${links}</entry></feed>`,
    ).links[0]?.url.replace('https://feeds.example/', '')
  const english = '<link rel="alternate" hreflang="en" href="/en/1"/>'
  const chinese = '<link rel="alternate" hreflang="zh-Hans" href="/zh/1"/>'

  test.each([
    ['is in the language of the feed', english + chinese, 'zh-CN', 'zh/1'],
    ['in either order', chinese + english, 'en-GB', 'en/1'],
    ['is the first where no language fits', english + chinese, 'fr', 'en/1'],
    ['prefers the very tag', `${chinese}<link hreflang="zh-TW" href="/tw/1"/>`, 'zh-tw', 'tw/1'],
    [
      'is the page, not the PDF',
      '<link rel="alternate" type="application/pdf" href="/1.pdf"/><link rel="alternate" type="text/html" href="/1"/>',
      'zh-CN',
      '1',
    ],
    [
      'may name its relation in full',
      '<link rel="self" href="/1.atom"/><link rel="http://www.iana.org/assignments/relation/alternate" href="/1"/>',
      'zh-CN',
      '1',
    ],
    [
      'needs no relation, behind an enclosure',
      '<link rel="enclosure" type="application/pdf" href="/1.pdf"/><link href="/1"/>',
      'zh-CN',
      '1',
    ],
    ['is where its content lies', '<content type="text/html" src="/1"/>', 'zh-CN', '1'],
  ])('%s', (_, links, language, expected) => {
    expect(address(links, language)).toBe(expected)
  })
})

test('ids of JSON Feed that are long numbers keep every digit', () => {
  const items = ['1898765432109876543', '1898765432109876544'].map(
    (id, at) => `{"id":${id},"url":"https://feeds.example/${at}","content_text":"风"}`,
  )
  const { links } = readWhole(
    `{"version":"https://jsonfeed.org/version/1.1","title":"风","items":[${items}]}`,
  )
  expect(links.map(({ guid }) => guid)).toEqual(['1898765432109876543', '1898765432109876544'])
})

test('text of type XHTML keeps the order of its words', () => {
  const div = (inner: string) => `<div xmlns="http://www.w3.org/1999/xhtml">${inner}</div>`
  const [link] = readWhole(
    `<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><id>urn:x:f</id><title>F</title><updated>2026-03-10T00:00:00Z</updated><entry><id>urn:x:1</id><title type="xhtml">${div('CO<sub>2</sub> and <i>what</i> comes')}</title><updated>2026-03-10T00:00:00Z</updated><link href="/1"/><content type="xhtml">${div('<p>Up to <b>91</b>, <i>not</i> <b>92</b> yuan.</p>')}</content></entry></feed>`,
  ).links
  expect(link?.title).toBe('CO2 and what comes')
  expect(link?.contentHtml).toBe('<p>Up to <b>91</b>, <i>not</i> <b>92</b> yuan.</p>')
})
