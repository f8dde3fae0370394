import { describe, expect, test } from 'vitest'
import { parseListing } from '../../src/parse/parse-listing.ts'
import { buildOutletTable } from '../../src/text/outlet-table.ts'
import { urlKey } from '../../src/text/url-key.ts'
import { type Language, readMillPage, texts, titles } from './mill-page.ts'

/** A page of the mill with what stands in its head, under its headline, between and behind its paragraphs. */
function page(
  lang: string,
  { meta = '', head = '', inside = '', end = '', title = '' }: Record<string, string>,
) {
  const language = (lang in texts ? lang : 'en') as Language
  const [first, second] = texts[language]
  return `<html lang="${lang}"><head><title>${title || titles[language]}</title>${meta}</head><body><main><article><h1>${title || titles[language]}</h1>${head}
    <div class="text"><p>${first}</p>${inside}<p>${second}</p><p>${first!.slice(4)}</p>${end}</div></article></main></body></html>`
}
const when = (html: string, zone: string) => {
  const published = readMillPage(html, { zone }).published
  return published?.precision === 'minute' ? published.at.toISOString() : published?.day
}
const listing = (html: string, zone = 'Asia/Taipei') =>
  parseListing(html, {
    url: 'https://ferry.example/list/',
    now: new Date('2026-11-28T00:00:00Z'),
    zone,
    language: null,
    outlets: buildOutletTable([]),
  }).links.map(({ title, published }) => [
    title,
    published?.precision === 'minute' ? published.at.toISOString() : published?.day,
  ])

describe('the date', () => {
  test.each([
    ['<div><span>16 September 2026</span><span>11:05</span></div>', '2026-09-16T10:05:00.000Z'],
    ['<p><b class="d">Sept 16, 2026</b><b class="t">11:05</b></p>', '2026-09-16T10:05:00.000Z'],
    ['<div><i class="t">11:05</i><i class="d">16/09/2026</i></div>', '2026-09-16T10:05:00.000Z'],
  ])('in two elements without a space: %s', (head, at) => {
    expect(when(page('en-GB', { head }), 'Europe/London')).toBe(at)
  })

  test.each([
    ['Book', '<span itemprop="name">The Mill</span>, 312 pages'],
    ['Movie', '<b itemprop="name">The Mill</b>, 90 minutes'],
    ['Recipe', '<b itemprop="name">Cane syrup</b>'],
    ['Legislation', '<b itemprop="name">Mills Act</b>'],
  ])('of a %s in the text is not that of the text', (type, words) => {
    const box = `<div itemscope itemtype="https://schema.org/${type}"><meta itemprop="datePublished" content="2019-05-02">${words}</div>`
    const head = `<p>Saturday 17 October 2026</p>${box}`
    expect(when(page('en-GB', { head }), 'Europe/London')).toBe('2026-10-17')
  })

  test.each([
    ['9/10/26 4:30pm', '2026-10-09T03:30:00.000Z'],
    ['9/10/26', '2026-10-09'],
    ['Updated: 9/10/26 16:30', '2026-10-09T03:30:00.000Z'],
    ['Route 9/10/26 is closed', undefined],
  ])('in short figures: %s', (line, at) => {
    const read = when(page('en-NZ', { head: `<p>${line}</p>` }), 'Pacific/Auckland')
    expect(read).toBe(at)
  })
})

describe('lists', () => {
  test.each(['DateCreated', 'datePosted', 'NewsDateTimeCreated', 'date_added'])(
    'in data of a script are dated by %s',
    field => {
      const items = [1, 2, 3].map(n => ({
        Id: n,
        Headline: `Cable ship ${n} returns to port for the winter`,
        Link: `/newsroom/6${n}`,
        [field]: `2026-10-1${n}T07:30:00Z`,
      }))
      const html = `<html><body><h1>Newsroom</h1><div id="feed"></div><script>var items = ${JSON.stringify(items)};</script></body></html>`
      expect(listing(html, 'Europe/London').map(([, at]) => at)).toEqual(
        items.map(item => `${String(item[field]).slice(0, 16)}:00.000Z`),
      )
    },
  )

  test.each([
    ['案號', '公告日'],
    ['發文字號', '日期'],
    ['Ref. No.', 'Date'],
    ['Aktenzeichen', 'Datum'],
  ])('have no days in the column %s', (number, day) => {
    const rows = [2, 7, 9].map(
      n =>
        `<tr><td>113-04-0${n}</td><td><a href="/tender/t${n}">渡口鎮照明節能改善工程第${n}標</a></td><td>2026/11/0${n}</td></tr>`,
    )
    const html = `<html lang="zh-TW"><body><h1>公告</h1><table><tr><th>${number}</th><th>標的</th><th>${day}</th></tr>${rows.join('')}</table></body></html>`
    expect(listing(html).map(([, at]) => at)).toEqual(['2026-11-02', '2026-11-07', '2026-11-09'])
  })

  test.each(['article', 'artikel', 'noticia'])(
    'of headlines without a date lead to /%s/…',
    folder => {
      const rows = [1, 2, 3, 4, 5].map(
        n =>
          `<section><h2><a href="/${folder}/${n}-mill">The mill of the ferry town burns ${n} kinds of fibre</a></h2><p>In short.</p></section>`,
      )
      expect(listing(`<html><body><main>${rows.join('')}</main></body></html>`)).toHaveLength(5)
    },
  )
})

describe('the text', () => {
  const textOf = (html: string) => readMillPage(html).text

  test.each([
    [
      'sv',
      ['Vill du läsa mer? Bli medlem i dag.', 'Första månaden för 9 kronor', 'Avsluta när du vill'],
    ],
    ['da', ['Bliv medlem og læs videre', 'Få adgang til alle artikler', 'Ingen bindingstid']],
    ['fi', ['Tilaa nyt ja lue lisää', 'Ensimmäinen kuukausi 1 euro', 'Peru milloin tahansa']],
    ['ko', ['유료 회원이 되시면 모든 기사를 읽을 수 있습니다.', '첫 달 100원, 언제든 해지하세요.']],
    ['pl', ['Zostań prenumeratorem', 'Anuluj w dowolnym momencie']],
    [
      'ja',
      [
        '渡し場日報に登録すると、月に五本まで記事をお読みいただけます。',
        'すでに会員の方はログインしてください。',
      ],
    ],
    ['zh-CN', ['开通会员阅读全文', '首月仅9元，随时取消']],
  ])('leaves out offers in %s', (lang, lines) => {
    const end = `<div class="k7">${lines.map(line => `<p>${line}</p>`).join('')}</div>`
    const text = textOf(page(lang, { end }))
    for (const line of lines) expect(text).not.toContain(line)
  })

  test.each([
    ['de', 'Artikel drucken | Per E-Mail versenden'],
    ['de', 'Diesen Beitrag teilen · Drucken · Als PDF speichern'],
    ['fr', 'Imprimer l’article | Envoyer par e-mail'],
    ['en', 'Print this page | Email this article to a friend'],
    ['es', 'Imprimir | Enviar por correo | Compartir'],
  ])('leaves out what readers may do with it, in %s: %s', (lang, line) => {
    expect(textOf(page(lang, { end: `<p>${line}</p>` }))).not.toContain(line)
  })

  test.each([
    '◆<a href="/d/1">渡口鎮說明會簡報與問答彙整</a>',
    '● <a href="/d/2">港區空氣品質監測九月份月報</a>',
  ])('keeps what it hands out behind a mark: %s', line => {
    const words = line.replace(/<[^>]+>|^[◆● ]+/g, '')
    expect(textOf(page('zh-TW', { inside: `<p>${line}</p>` }))).toContain(words)
  })

  test.each(['详情：', '詳情：', '全文：'])('keeps a linked line behind %s', label => {
    const inside = `<p>${label}<a href="t20261110_88.html">渡口镇糖厂检修四处渗漏</a></p>`
    expect(textOf(page('zh-CN', { inside }))).toContain('渡口镇糖厂检修四处渗漏')
  })

  const rows =
    '<ul><li><a href="https://quay.example/1">Ferry stops for nine days while batteries are swapped</a></li><li><a href="https://moor.example/2">Alder goes in along the stream, and willow below the weir</a> (trout by 2028)</li></ul>'
  test('keeps a list of other houses that its sentence announces', () => {
    const inside = `<p>Elsewhere on the river:</p>${rows}`
    expect(textOf(page('en', { inside }))).toContain('Alder goes in along the stream')
  })

  test.each(['<h3>Elsewhere</h3>', '<p>Read more:</p>', ''])(
    'leaves out such a list behind %s',
    heading => {
      const inside = heading + rows
      expect(textOf(page('en', { inside }))).not.toContain('Alder goes in along the stream')
    },
  )

  test.each(['recommend-photo', 'related_image', 'recommended-img'])(
    'keeps a figure with a caption that is called %s',
    name => {
      const inside = `<figure class="${name}"><img src="https://pic.example/p1.jpg" width="900" height="600"><figcaption>The new furnace at the ferry.</figcaption></figure>`
      expect(readMillPage(page('en', { inside })).images).toHaveLength(1)
    },
  )
})

describe('the title', () => {
  test('is the declared one where the page shows its site as a link and no more', () => {
    const [first, second] = texts.de
    const html = `<html lang="de"><head><title>Fährbote</title><meta property="og:title" content="Mühle: &amp;bdquo;Wir brennen weiter&amp;ldquo;"></head>
      <body><header><a class="logo" href="/">Fährbote</a></header><main><div><p>${first}</p><p>${second}</p><p>${first!.slice(4)}</p></div></main></body></html>`
    expect(readMillPage(html).title).toBe('Mühle: „Wir brennen weiter“')
  })

  test('keeps references that the page tells of', () => {
    const inside =
      '<p>Type <code>&amp;amp;</code> wherever a plain sign would start a reference.</p>'
    const title = 'How to write &amp;amp; in a page'
    expect(readMillPage(page('en', { title, inside })).title).toBe('How to write &amp; in a page')
  })

  test('is free of references escaped twice on all others', () => {
    expect(readMillPage(page('en', { title: 'Mill &amp;amp; ferry' })).title).toBe('Mill & ferry')
  })
})

test.each(['wx_station=1', 'wx_id=7'])('%s is no mark of a share', parameter => {
  const key = (value: string) => urlKey(`https://ferry.example/station?${value}`)
  expect(key(parameter)).not.toBe(key(`${parameter}2`))
})

test.each(['wx_header=1', 'wx_share=ab'])('%s is a mark of a share', parameter => {
  expect(urlKey(`https://ferry.example/a/77.html?${parameter}`)).toBe(
    urlKey('https://ferry.example/a/77.html'),
  )
})
