import { describe, expect, test } from 'vitest'
import type { Article } from '../../../src/model/article.ts'
import { parseArticle } from '../../../src/parse/parse-article.ts'
import { buildOutletTable } from '../../../src/text/outlet-table.ts'

const paragraph = `<p>${'电网企业说，储能电站的并网手续将从四十天缩短到十五天。'.repeat(5)}</p>`

function articleOf(
  inner: string,
  { head = '', url = 'https://www.portal.example/a/901.html' } = {},
): Article {
  const html = `<html><head><title>储能并网提速</title>${head}</head><body><h1>储能并网提速</h1><div class="article-content">${paragraph}${inner}</div></body></html>`
  const reading = parseArticle(html, {
    url,
    now: new Date('2026-03-12T12:00:00Z'),
    zone: 'Asia/Shanghai',
    language: null,
    outlets: buildOutletTable([]),
  })
  if (reading.kind !== 'article') throw new Error(`expected an article, got ${reading.reason}`)
  return reading.article
}

describe('images', () => {
  test.each([
    ['as they stand', '<img src="x.jpg" alt="图">', ['https://www.portal.example/a/x.jpg']],
    [
      'behind a stand-in',
      '<img src="/img/loading.gif" data-original="/u/x.jpg">',
      ['https://www.portal.example/u/x.jpg'],
    ],
    [
      'in data-src',
      '<img src="data:image/gif;base64,R0lGOD" data-src="//cdn.example/x.jpg">',
      ['https://cdn.example/x.jpg'],
    ],
    [
      'the largest of a srcset',
      '<img srcset="/s.jpg 300w, /l.jpg 1200w, /m.jpg 600w">',
      ['https://www.portal.example/l.jpg'],
    ],
    [
      'in a picture',
      '<picture><source srcset="/p.webp"><img></picture>',
      ['https://www.portal.example/p.webp'],
    ],
    [
      'in noscript',
      '<img class="lazy"><noscript><img src="/n.jpg"></noscript>',
      ['https://www.portal.example/n.jpg'],
    ],
    ['no tracking pixel', '<img src="/t.gif" width="1" height="1">', []],
    ['no QR code', '<img src="/images/qrcode_258.jpg" width="120">', []],
  ])('%s', (_, inner, urls) => {
    expect(articleOf(`<p>${inner}</p>${paragraph}`).images.map(image => image.url)).toEqual(urls)
  })

  test('with size and caption', () => {
    const [image] = articleOf(
      `<figure><img src="/x.jpg" width="640" style="height:480px" alt="柜"><figcaption>储能柜整装待发</figcaption></figure>${paragraph}`,
    ).images
    expect(image).toEqual({
      url: 'https://www.portal.example/x.jpg',
      alt: '柜',
      caption: '储能柜整装待发',
      width: 640,
      height: 480,
    })
  })
})

describe('further pages', () => {
  const links = (...hrefs: [string, string][]) =>
    `</div><div class="pages">${hrefs.map(([label, href]) => `<a href="${href}">${label}</a>`).join('')}`

  test.each<[string, string, string, string[]]>([
    [
      '_2.html',
      'https://www.portal.example/a/901.html',
      links(['1', '901.html'], ['2', '901_2.html'], ['3', '901_3.html'], ['下一页', '901_2.html']),
      ['https://www.portal.example/a/901_2.html', 'https://www.portal.example/a/901_3.html'],
    ],
    [
      '-2.shtml',
      'https://www.portal.example/a/901.shtml',
      links(['[2]', '901-2.shtml']),
      ['https://www.portal.example/a/901-2.shtml'],
    ],
    [
      '?page=2',
      'https://www.portal.example/a?id=7',
      links(['2', 'a?id=7&page=2']),
      ['https://www.portal.example/a?id=7&page=2'],
    ],
    [
      'only a next link',
      'https://www.portal.example/a/901.html',
      links(['下一页', '901_2.html']),
      ['https://www.portal.example/a/901_2.html'],
    ],
    [
      'numbers of other articles',
      'https://www.portal.example/a/901.html',
      links(['2', '902.html'], ['3', '903.html']),
      [],
    ],
    [
      'the next article is no next page',
      'https://www.portal.example/a/901.html',
      links(['下一篇', '902.html']),
      [],
    ],
    [
      'a pager that a script writes',
      'https://www.portal.example/a/t901.html',
      `${paragraph}<script>createPageHTML(3, 0, "t901", "html")</script>`,
      ['https://www.portal.example/a/t901_1.html', 'https://www.portal.example/a/t901_2.html'],
    ],
    [
      'the next page of a later page',
      'https://www.portal.example/a/901_2.html',
      links(['3', '901_3.html']),
      ['https://www.portal.example/a/901_3.html'],
    ],
    [
      'a day before and a day after',
      'https://www.portal.example/a/2026-11-20.html',
      links(['下一页', '2026-11-21.html']),
      [],
    ],
    [
      'a gap ends them',
      'https://www.portal.example/a/901.html',
      links(['2', '901_2.html'], ['4', '901_4.html']),
      ['https://www.portal.example/a/901_2.html'],
    ],
  ])('%s', (_, url, inner, pages) => {
    expect(articleOf(inner, { url }).furtherPages).toEqual(pages)
  })
})

describe('language', () => {
  const long = (sentence: string) => `<p>${`${sentence} `.repeat(12)}</p>`
  test.each([
    ['simplified Chinese by its characters', '', '<html lang="en">', 'zh-Hans'],
    [
      'traditional Chinese',
      long('電網業者說，儲能電站的併網時間將從四十天縮短，這對業者來說是個轉變。').repeat(3),
      '',
      'zh-Hant',
    ],
    [
      'Japanese',
      long('電力会社は、この地域の再生可能エネルギーの接続を早めるとしている。').repeat(3),
      '',
      'ja',
    ],
    ['Korean', long('전력회사는 저장장치의 연결 기간을 줄이겠다고 밝혔다.').repeat(6), '', 'ko'],
  ])('%s', (_, inner, head, language) => {
    expect(articleOf(inner, { head }).language).toBe(language)
  })
})

test('canonical and AMP addresses, keywords and summary are what the page declares', () => {
  const head = `<link rel="canonical" href="/a/901.html?from=x"><link rel="amphtml" href="/amp/901.html">
    <meta name="keywords" content="储能，并网、电网,储能"><meta name="description" content="并网手续缩短到十五天。">`
  expect(articleOf(paragraph, { head })).toMatchObject({
    canonicalUrl: 'https://www.portal.example/a/901.html?from=x',
    ampUrl: 'https://www.portal.example/amp/901.html',
    keywords: ['储能', '并网', '电网'],
    summary: '并网手续缩短到十五天。',
  })
})

test('a page that shows nothing but declares its text is read from what it declares', () => {
  const text = '第一段讲的是并网手续。'.repeat(12)
  const head = `<script type="application/ld+json">${JSON.stringify({ '@type': 'NewsArticle', headline: '储能并网提速', articleBody: `<p>${text}</p><p>第二段 &amp; 结尾。</p>` })}</script>`
  const html = `<html><head><title>储能并网提速</title>${head}</head><body><div id="app"><p>加载中。</p></div></body></html>`
  const reading = parseArticle(html, {
    url: 'https://www.portal.example/a/901.html',
    now: new Date('2026-03-12T12:00:00Z'),
    zone: 'Asia/Shanghai',
    language: null,
    outlets: buildOutletTable([]),
  })
  expect(reading).toMatchObject({
    kind: 'article',
    article: {
      text: `${text}\n第二段 & 结尾。`,
      html: expect.stringContaining('<p>第二段 &amp; 结尾。</p>'),
    },
  })
})
