import { describe, expect, test } from 'vitest'
import { readByline } from '../../../src/parse/readers/byline.ts'
import { bylineEvidence } from '../../../src/parse/readers/byline-evidence.ts'
import { dateEvidence } from '../../../src/parse/readers/date-evidence.ts'
import type { EvidenceRow } from '../../../src/parse/readers/evidence-row.ts'
import { readOutlet } from '../../../src/parse/readers/outlet.ts'
import { outletEvidence } from '../../../src/parse/readers/outlet-evidence.ts'
import { chinesePage, englishPage, readPage } from './read-page.ts'

const outlet = (html: string) => {
  const { page, context, layout } = readPage(html)
  return readOutlet(page, context, layout)
}
const byline = (html: string) => {
  const { page, context, layout } = readPage(html)
  return readByline(page, context, layout)
}
const ld = (value: unknown) =>
  `<script type="application/ld+json">${JSON.stringify(value)}</script>`

describe.each<[string, Record<string, EvidenceRow>]>([
  ['dates', dateEvidence],
  ['outlets', outletEvidence],
  ['bylines', bylineEvidence],
])('the table of evidence for %s', (_, table) => {
  const rows = Object.values(table)

  test('is ranked: no row is believed more than the one before it', () => {
    const trusts = rows.map(({ trust }) => trust)
    expect(trusts).toEqual(trusts.toSorted((a, b) => b - a))
  })

  test('puts what describes another thing last, and believes none of it', () => {
    const first = rows.findIndex(({ thing }) => thing === 'another thing')
    expect(
      rows.slice(first).every(({ thing, trust }) => thing === 'another thing' && trust === 0),
    ).toBe(true)
    expect(first).toBeGreaterThan(0)
  })

  test('says of every row what it is and why it stands there', () => {
    expect(rows.filter(({ what, reason }) => what.length < 2 || reason.length < 6)).toEqual([])
    expect(new Set(rows.map(({ what }) => what)).size).toBe(rows.length)
  })
})

describe('the row that decided is told', () => {
  test.each([
    [
      chinesePage({ under: '<p>2021-07-30 来源：南昌日报</p>' }),
      'best believed: 来源：, label of the source (describes this page, label source, trust 8.8): the usual label; some systems put the writer or the site there',
    ],
    [
      chinesePage({ under: '<p>2021-07-30 09:00 南昌日报</p>' }),
      'best believed: known publication beside the date (describes this page, label none, trust 6.8): the line of the date names it without a label, and the table of outlets knows it',
    ],
    [
      chinesePage({ head: '<meta name="ContentSource" content="南昌日报">' }),
      'best believed: meta contentsource, meta ContentSource (describes this page, label source, trust 8.5): the meta that the standard for sites of Chinese offices names (GB/T, 网页标签规范)',
    ],
    [
      englishPage({ under: '<p>30 July 2021 | Source: Fenland Post</p>' }),
      'best believed: label of the source in another language than Chinese (describes this page, label source, trust 8.6): Source:, Quelle:, 출처: between title and text',
    ],
    [chinesePage({}), 'the page names no source'],
  ])('for the outlet', (html, reason) => {
    expect(outlet(html).explanation.reason).toBe(reason)
  })

  test.each([
    [
      chinesePage({ under: '<p>作者：李样本</p>' }),
      'best believed: 作者：, label of a writer (describes this page, label writer, trust 9): with names behind it that are surely names',
    ],
    [
      englishPage({ under: '<p>By Jane Sample</p>' }),
      'best believed: By … (describes this page, label by, trust 5.5): a line of its own; teasers have such lines too',
    ],
    [
      englishPage({ head: '<meta name="author" content="Jane Sample">' }),
      'best believed: meta author, meta of the author (describes this page, label author, trust 6.5): describes the page; some systems name whoever entered the text',
    ],
    [chinesePage({}), 'the page names nobody'],
  ])('for the byline', (html, reason) => {
    expect(byline(html).explanation.reason).toBe(reason)
  })
})

describe('what describes another thing is shown and never chosen', () => {
  const other = {
    '@type': 'NewsArticle',
    headline: 'Ten mills that burn no coal',
    mainEntityOfPage: { '@id': 'https://news.example/2025/ten-mills' },
    author: { '@type': 'Person', name: 'John Other' },
    sourceOrganization: { '@type': 'Organization', name: 'Other Wire' },
  }
  test.each([
    [
      'another article of the JSON-LD',
      englishPage({ head: ld(other) }),
      'Other Wire',
      'json-ld sourceOrganization (another thing)',
    ],
    [
      'the source of a picture',
      chinesePage({ under: '<p>图片来源：例图网</p>' }),
      '例图网',
      '图片来源： (another thing)',
    ],
    [
      'the source of figures',
      chinesePage({ below: '<p>数据来源：例数据公司</p>' }),
      '例数据公司',
      '数据来源： (another thing)',
    ],
  ])('%s gives no outlet', (_, html, value, from) => {
    const reading = outlet(html)
    expect(reading.outlet).toBeNull()
    expect(reading.explanation.candidates).toContainEqual({
      value,
      from,
      score: expect.any(Number),
    })
  })

  test('nor a writer', () => {
    const reading = byline(englishPage({ head: ld(other) }))
    expect(reading.byline).toEqual([])
    expect(reading.explanation.candidates).toEqual([
      { value: 'John Other', from: 'JSON-LD of another thing (another thing)', score: 0 },
    ])
  })

  test('nor does the editor whom a system declares as the author', () => {
    const html = chinesePage({
      head: '<meta name="author" content="王样本">',
      foot: '</p><p>（责任编辑：王样本）',
    })
    const reading = byline(html)
    expect(reading).toMatchObject({ byline: [], editors: ['王样本'] })
    expect(reading.explanation.candidates[0]?.from).toBe('meta author (another thing)')
  })

  test('beside it the page’s own is chosen, however little it is believed', () => {
    const html = englishPage({
      head: ld(other),
      lead: 'FABLEDALE, July 30 (Reuters) - ',
    })
    expect(outlet(html).outlet?.name).toBe('Reuters')
  })
})
