import { expect, test } from 'vitest'
import { readArticlePage } from '../../../src/parse/read-page.ts'
import { buildOutletTable } from '../../../src/text/outlet-table.ts'

function read(html: string) {
  const url = 'https://news.example/2026/1.html'
  const page = {
    ...{ url, finalUrl: url, status: 200, headers: {} },
    bytes: new TextEncoder().encode(html),
    fetchedAt: new Date('2026-11-28T04:00:00Z'),
  }
  const context = { url, now: page.fetchedAt, zone: 'Asia/Shanghai', language: null }
  return readArticlePage(page, { ...context, outlets: buildOutletTable([]) })
}

const page = (title: string, info: string, body = '') =>
  `<html><head><title>${title} - 站</title></head><body><div class="main"><h1>${title}</h1>${info}<div class="content">${body}</div></div></body></html>`

test.each([
  ['全国碳市场启动试运行公告', '<div class="info">2026-11-20 09:10 来源：青澜日报</div>'],
  [
    '抽水蓄能电站开工建设',
    '<p><span>发布时间：2026年11月20日 09:10</span> <span>作者：李明</span> <span>阅读：1203</span></p>',
  ],
  ['绿证交易规则发布', '<p>来源：白芷晚报</p><p>2026-11-20</p>'],
  [
    'Grid operator opens the northern hub',
    '<p class="meta">By Ann Example | Published: 28 November 2026 09:10 | Source: Northern Wire</p>',
  ],
  ['Netzbetreiber öffnet den Knoten im Norden', '<p>Veröffentlicht: 20.11.2026, 09:10</p>'],
  ['Le réseau ouvre son nœud du nord', '<p>Publié le 20/11/2026</p><p>Par Anne Exemple</p>'],
])('of "%s" a page that shows when and by whom, and nothing else, has no text', (title, info) => {
  expect(read(page(title, info))).toMatchObject({
    kind: 'notArticle',
    outcome: { reason: 'empty' },
  })
})

test.each([
  [
    '一句话新闻',
    '<p>2026-11-20 09:10 来源：青澜日报</p>',
    '<p>11月20日，青澜抽水蓄能电站全面投产发电。</p>',
  ],
  ['收盘', '<p>2026-11-20</p>', '<p>3月17日收盘价91.42元/吨</p>'],
  [
    'Hub opens in the north',
    '<p>Published 20 November 2026</p>',
    '<p>By Friday the hub carries the first power, the operator said.</p>',
  ],
])('of "%s" a sentence under the info is its text', (title, info, body) => {
  const reading = read(page(title, info, body))
  expect(reading.kind).toBe('article')
  if (reading.kind === 'article')
    expect(reading.article.text).toContain(body.replace(/<[^>]+>/g, ''))
})
