import { describe, expect, test } from 'vitest'
import { parseListing } from '../../src/parse/parse-listing.ts'
import { buildOutletTable } from '../../src/text/outlet-table.ts'
import { readMillPage, texts, titles } from './mill-page.ts'

const paragraphs = texts.en.map(text => `<p>${text}</p>`).join('')
const headed = (above: string, body = paragraphs, head = '') =>
  readMillPage(
    `<html lang="en"><head><title>${titles.en}</title>${head}</head><body><article><h1>${titles.en}</h1>${above}<div class="t">${body}</div></article></body></html>`,
    { zone: 'Asia/Taipei' },
  )

test.each([
  ['2026/09/16 (三) 04:20 下午', '瀏覽 77'],
  ['2026/09/16 (三) 04:20 PM', 'Views 77'],
  ['2026.09.16(수) 04:20 오후', '조회 77'],
  ['2026/09/16(水) 04:20 午後', '閲覧 77'],
])(
  'the half of the day behind a time holds where the next element is glued to it: %s',
  (shown, next) => {
    const line = `<div class="info"><span class="d">${shown}</span><span>${next}</span></div>`
    expect(headed(line).published).toMatchObject({ at: new Date('2026-09-16T08:20:00Z') })
  },
)

test.each([
  '<p class="has-drop-cap"><b>M</b>\n<span>usic</span> plays in the kiln hall while the last coal furnace of the valley goes cold.</p>',
  '<p><span style="float: left; font-size: 4em">M</span>\n usic plays in the kiln hall while the last coal furnace of the valley goes cold.</p>',
])('a large first letter is one with its word over a line break: %s', first => {
  expect(headed('', first + paragraphs).text).toMatch(/^Music plays/)
})

describe('rows that a script hands to its widget', () => {
  const rows = [
    'Lock keeper gets a heat pump',
    'Reed beds clean the mill race',
    'Tram depot roof is let',
  ]
    .map(
      (name, at) =>
        `{"Id":${at},"Title":"${name}","Url":"/n/${at}","Date":"\\/Date(${1773219600000 - at * 86400000}+0100)\\/"}`,
    )
    .join(',')
  test.each([
    `$("#g").kendoGrid({"dataSource":{"data":[${rows}]},"pageable":true})`,
    `$("#g").DataTable({ data: [ ${rows} ], paging: true })`,
    `new Grid(el, { rowData: [${rows}] })`,
  ])('are a list with dates: %.40s', script => {
    const { links } = parseListing(
      `<html><body><h1>News</h1><div id="g"></div><script>${script}</script></body></html>`,
      {
        url: 'https://list.example/news/',
        now: new Date('2026-03-12T12:00:00Z'),
        zone: 'Europe/Berlin',
        language: null,
        outlets: buildOutletTable([]),
      },
    )
    expect(links.map(({ published }) => published)).toMatchObject(
      [0, 1, 2].map(at => ({ at: new Date(1773219600000 - at * 86400000) })),
    )
  })
})

test.each(['Report', 'CreativeWork'])('a %s of another name does not date the page', type => {
  const thing = `<script type="application/ld+json">{"@type":"${type}","name":"Soil of the marsh","datePublished":"2025-01-09"}</script>`
  expect(headed('<p>Published on 11 May 2026</p>', paragraphs, thing).published).toMatchObject({
    day: '2026-05-11',
  })
})

test.each([
  ['Seite 2: Im Schlick', '/seite-2'],
  ['Seite 2 von 3', '/seite-2'],
  ['Page 2: The bill', '/page-2'],
  ['Página 2 de 4', '/pagina/2'],
])('a further page is told by its label: %s', (label, path) => {
  const own = 'https://www.millpost.example/long-read/barge'
  const html = `<html><head><title>${titles.en}</title></head><body><article><h1>${titles.en}</h1>${paragraphs}<nav><span>1</span> <a href="${own}${path}">${label}</a></nav></article></body></html>`
  expect(readMillPage(html, { url: own }).furtherPages).toEqual([own + path])
})

const brief =
  '<p>The mill turned its wheel again on Monday after a fortnight of frost, the county said in a note.</p>'
const elsewhere = [...texts.en, ...texts.en].map(text => `<p>Elsewhere: ${text}</p>`).join('')
test.each([
  [
    'buttons between them',
    `<article class="story"><h1>${titles.en}</h1><div class="story-body">${brief}</div><div class="share"><a href="#">Share</a><a href="#">Copy link</a></div></article>
    <article class="story" data-url="/n/2"><h2>The last barge on the canal</h2><div class="story-body">${elsewhere}</div></article>`,
  ],
  [
    'a pick of the desk',
    `<section class="flash"><h1>${titles.en}</h1><div class="flash__body">${brief}</div></section>
    <section class="column-pickup"><h2>The last barge on the canal</h2>${elsewhere}</section>`,
  ],
])('short news ends before the next story in the stream: %s', (_, stream) => {
  const { text } = readMillPage(
    `<html lang="en"><head><title>${titles.en}</title></head><body><div class="infinite">${stream}</div></body></html>`,
  )
  expect(text).toContain('turned its wheel')
  expect(text).not.toContain('Elsewhere')
})
