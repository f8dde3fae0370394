import { describe, expect, test } from 'vitest'
import { assumeAddress } from '../../src/cli/assume-address.ts'
import { decodeBytes } from '../../src/parse/decode-bytes.ts'
import { readArticlePage } from '../../src/parse/read-page.ts'
import { buildOutletTable } from '../../src/text/outlet-table.ts'

const bytesOf = (text: string) => new TextEncoder().encode(text)

function readPlain(text: string) {
  const url = 'file:///tmp/page.txt'
  const now = new Date('2026-03-12T12:00:00Z')
  const page = {
    url,
    finalUrl: url,
    status: 200,
    headers: {},
    bytes: bytesOf(text),
    fetchedAt: now,
  }
  const outlets = buildOutletTable([])
  const reading = readArticlePage(page, { url, now, zone: 'UTC', language: null, outlets })
  if (reading.kind !== 'article')
    throw new Error(`expected an article, got ${reading.outcome.reason}`)
  return reading.article
}

describe('a page that was saved as text', () => {
  const article = readPlain(`青湖工厂换上电熔窑炉
青湖市生态环境局介绍，全市第一批二十六家企业已经完成碳排放报告的编制，核查机构将在下月进厂，逐项查看燃料台账和计量设备。
负责这项工作的科长说，往年最常见的毛病是煤样送检不及时，今年改为每周抽样，结果直接传到平台。
文章来源：青湖日报上一篇：小企业更换锅炉有了办法
-
煤样送检改为每周一次2026-03-11
-
青湖碳价小幅回落 2026-03-10
`)

  test('has its headline, its text and its outlet', () => {
    expect(article.title).toBe('青湖工厂换上电熔窑炉')
    expect(article.text).toMatch(/^青湖市生态环境局介绍/)
    expect(article.outlet?.printed).toBe('青湖日报')
  })

  test('has its neighbour and its dated rows, without addresses', () => {
    expect(article.previous).toEqual({ url: '', title: '小企业更换锅炉有了办法' })
    expect(article.related.flatMap(list => list.links.map(link => link.title))).toEqual([
      '煤样送检改为每周一次',
      '青湖碳价小幅回落',
    ])
  })
})

test.each([
  [
    'canonical',
    '<link rel="canonical" href="https://a.example/1.html">',
    'https://a.example/1.html',
  ],
  [
    'og:url',
    '<meta property="og:url" content="https://a.example/2.html">',
    'https://a.example/2.html',
  ],
  ['base', '<base href="https://a.example/news/">', 'https://a.example/news/'],
  ['nothing', '<link rel="canonical" href="/3.html">', null],
])('a saved page is taken to come from its %s', (from, head, url) => {
  expect(assumeAddress(bytesOf(`<head>${head}</head><p>…</p>`))).toEqual({ url, from })
})

test.each([
  [
    'one byte of another encoding',
    'declared',
    'The visitors’ centre – and the caf',
    [0xe9],
    ' opens',
  ],
  [
    'a character that was cut',
    'undeclared',
    '碳市场第三周成交量继续上升',
    [0xe7, 0xa2],
    '，企业提前清缴',
  ],
])('UTF-8 with %s stays UTF-8', (_, kind, before, broken, after) => {
  const head = kind === 'declared' ? '<meta charset="utf-8">' : ''
  const bytes = new Uint8Array([...bytesOf(head + before), ...broken, ...bytesOf(after)])
  expect(decodeBytes(bytes).encoding).toBe('utf-8')
  expect(decodeBytes(bytes).text).toContain(before)
})
