import { describe, expect, test } from 'vitest'
import { isSitemap, parseSitemap } from '../../src/parse/parse-sitemap.ts'
import { sitemapsOfArticles } from '../../src/parse/sitemaps-of-articles.ts'
import { buildOutletTable } from '../../src/text/outlet-table.ts'
import { cpuMs } from '../cpu-time.ts'

const read = (text: string) =>
  parseSitemap(text, {
    url: 'https://map.example/sitemap.xml',
    now: new Date('2026-03-12T12:00:00Z'),
    zone: 'Asia/Shanghai',
    language: null,
    outlets: buildOutletTable([]),
  })
const links = (text: string) => {
  const reading = read(text)
  return reading.kind === 'sitemap' ? reading.links : []
}
const urlset = (inner: string) =>
  `<?xml version="1.0" encoding="UTF-8"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9" xmlns:image="http://www.google.com/schemas/sitemap-image/1.1">${inner}</urlset>`

test('pages that every site has are no articles: the front page, who writes it, its terms', () => {
  const paths = [
    '',
    'about',
    'en/contact-us/',
    'privacy-policy.html',
    'about-carbon-prices',
    'news/2026/team-wins-tender',
    'a/faq-of-the-week',
  ]
  const urls = paths.map(path => `<url><loc>https://map.example/${path}</loc></url>`)
  expect(links(urlset(urls.join(''))).map(({ url }) => url)).toEqual(
    paths.slice(4).map(path => `https://map.example/${path}`),
  )
})

test('a news sitemap gives title, outlet and date of publication', () => {
  const [link] = links(
    urlset(
      '<url><loc>https://map.example/a/1</loc><lastmod>2026-03-12T10:00:00Z</lastmod><image:image><image:loc>https://map.example/1.jpg</image:loc></image:image><news:news><news:publication><news:name>低碳日报</news:name><news:language>zh</news:language></news:publication><news:publication_date>2026-03-11</news:publication_date><news:title>风机 &amp; 插座</news:title></news:news></url>',
    ),
  )
  expect(link).toEqual({
    url: 'https://map.example/a/1',
    title: '风机 & 插座',
    truncated: false,
    published: { precision: 'day', day: '2026-03-11', zone: 'Asia/Shanghai', evidence: 'list' },
    outlet: '低碳日报',
    summary: null,
    lastModified: expect.objectContaining({ at: new Date('2026-03-12T10:00:00Z') }),
  })
})

test.each([
  [
    'a prefix of its own for the news',
    '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:gn="http://www.google.com/schemas/sitemap-news/0.9"><url><loc>https://map.example/a/1</loc><gn:news><gn:publication_date>2026-03-11</gn:publication_date><gn:title>风机</gn:title></gn:news></url></urlset>',
  ],
  [
    'a prefix for the sitemap itself',
    '<s:urlset xmlns:s="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"><s:url><s:loc>https://map.example/a/1</s:loc><news:news><news:publication_date>2026-03-11</news:publication_date><news:title>风机</news:title></news:news></s:url></s:urlset>',
  ],
  [
    'the news namespace declared where it is used',
    '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><url><loc>https://map.example/a/1</loc><news xmlns="http://www.google.com/schemas/sitemap-news/0.9"><publication_date>2026-03-11</publication_date><title>风机</title></news></url></urlset>',
  ],
  [
    'a prefix that nobody declared',
    '<urlset><url><loc>https://map.example/a/1</loc><news:news><news:publication_date>2026-03-11</news:publication_date><news:title>风机</news:title></news:news></url></urlset>',
  ],
])('elements are told by their namespace: %s', (_, text) => {
  expect(isSitemap(text)).toBe(true)
  expect(links(text)).toMatchObject([
    { url: 'https://map.example/a/1', title: '风机', published: { day: '2026-03-11' } },
  ])
})

test('an index may have a prefix too', () => {
  const reading = read(
    '<x:sitemapindex xmlns:x="http://www.sitemaps.org/schemas/sitemap/0.9"><x:sitemap><x:loc>/a.xml.gz</x:loc></x:sitemap></x:sitemapindex>',
  )
  expect(reading).toMatchObject({ sitemaps: [{ url: 'https://map.example/a.xml.gz' }] })
})

test('entities that were escaped twice are read in titles', () => {
  const [link] = links(
    urlset(
      '<url><loc>/a/1</loc><news:news><news:title>Se&amp;aacute;n&amp;#8217;s mill</news:title></news:news></url>',
    ),
  )
  expect(link?.title).toBe('Seán’s mill')
})

test('the last change of a page is no date of publication', () => {
  const [link] = links(urlset('<url><loc>/a/2</loc><lastmod>2026-03-12</lastmod></url>'))
  expect(link).toMatchObject({
    url: 'https://map.example/a/2',
    published: null,
    lastModified: { day: '2026-03-12' },
  })
})

test('an index names sitemaps, each once', () => {
  const reading = read(
    '<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><sitemap><loc>https://map.example/1.xml</loc><lastmod>2026-03-01</lastmod></sitemap><sitemap><loc>https://map.example/1.xml</loc></sitemap><sitemap><loc>https://map.example/sitemap.xml</loc></sitemap></sitemapindex>',
  )
  expect(reading).toMatchObject({
    kind: 'sitemap',
    links: [],
    sitemaps: [{ url: 'https://map.example/1.xml', lastModified: { day: '2026-03-01' } }],
    whole: true,
  })
  // The index itself is not among them.
  expect(reading.kind === 'sitemap' && reading.sitemaps).toHaveLength(1)
})

test('a list of addresses is a sitemap too', () => {
  expect(
    links('https://map.example/a\nhttps://map.example/b\n\nhttps://map.example/a').map(
      link => link.url,
    ),
  ).toEqual(['https://map.example/a', 'https://map.example/b'])
})

describe('damage and attack', () => {
  test('of a file that breaks off the whole entries are kept', () => {
    const reading = read(urlset('<url><loc>/a</loc></url><url><loc>/b').replace('</urlset>', ''))
    expect(reading).toMatchObject({
      kind: 'sitemap',
      whole: false,
      links: [{ url: 'https://map.example/a' }],
    })
  })

  test('scripts and passwords are no addresses', () => {
    expect(
      links(
        urlset('<url><loc>javascript:x</loc></url><url><loc>http://u:p@map.example/</loc></url>'),
      ),
    ).toEqual([])
  })

  test('60,000 entries are read to the 50,000th, in good time', () => {
    const many = Array.from(
      { length: 60_000 },
      (_, at) => `<url><loc>https://map.example/${at}</loc></url>`,
    )
    const took = cpuMs(() => expect(links(urlset(many.join('')))).toHaveLength(50_000))
    expect(took).toBeLessThan(30_000)
  })
})

test.each([
  ['an HTML page', '<html></html>', 'expected a sitemap, found <html>'],
  ['plain text', 'not found', 'expected a sitemap, found plain text'],
])('%s is named as such', (_, text, detail) => {
  expect(read(text)).toEqual({ kind: 'invalid-sitemap', detail })
})

test('a sitemap is known by its first element', () => {
  expect([isSitemap(urlset('')), isSitemap('<rss/>'), isSitemap('<!-- urlset --><html/>')]).toEqual(
    [true, false, false],
  )
})

/** W3C Datetime, which sitemaps.org takes; findings/sitemap-w3c-dates.sh shows who does not. */
test.each([
  ['2026', null],
  ['2026-03', null],
  ['2026-03-11', { precision: 'day', day: '2026-03-11' }],
  ['2026-03-11T09:00+08:00', { precision: 'minute', at: new Date('2026-03-11T01:00:00Z') }],
  ['2026-03-11T09:00:00.5+08:00', { precision: 'minute' }],
])('dates of sitemaps keep their precision: %s', (date, expected) => {
  const [link] = links(
    urlset(
      `<url><loc>/a/1</loc><lastmod>${date}</lastmod><news:news><news:publication_date>${date}</news:publication_date><news:title>风机</news:title></news:news></url>`,
    ),
  )
  for (const stamp of [link!.lastModified, link!.published]) {
    if (expected) expect(stamp).toMatchObject(expected)
    else expect(stamp).toBeNull()
  }
})

test.each([
  [
    'of Yoast',
    [
      'post-sitemap.xml',
      'post-sitemap2.xml',
      'page-sitemap.xml',
      'category-sitemap.xml',
      'post_tag-sitemap.xml',
      'author-sitemap.xml',
    ],
    2,
  ],
  [
    'of WordPress itself',
    [
      'wp-sitemap-posts-post-1.xml',
      'wp-sitemap-posts-page-1.xml',
      'wp-sitemap-taxonomies-category-1.xml',
      'wp-sitemap-users-1.xml',
    ],
    1,
  ],
  [
    'packed',
    [
      'sitemaps/articles-1.xml.gz',
      'sitemaps/articles-2.xml.gz',
      'sitemaps/pages.xml.gz',
      'sitemaps/tags.xml.gz',
    ],
    2,
  ],
  ['by month', ['sitemap-2026-02.xml', 'sitemap-2026-03.xml', 'sitemap-images.xml'], 2],
  [
    'by month beside pages',
    ['s/2026-03.xml.gz', 's/2026/02.xml', 's/archive_202601.xml', 's/pages.xml.gz'],
    3,
  ],
  ['whose pages are all there is', ['pages-1.xml', 'pages-2.xml', 'news.xml', 'tags.xml'], 3],
  ['of pages and tags', ['pages.xml', 'tags.xml'], 1],
  ['of nothing but tags', ['tags-1.xml', 'tags-2.xml'], 2],
])('of an index, the parts with articles are read: %s', (_, names, expected) => {
  const parts = names.map(name => ({ url: `https://map.example/${name}`, lastModified: null }))
  expect(sitemapsOfArticles(parts)).toEqual(parts.slice(0, expected))
})
