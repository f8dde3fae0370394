import { once } from 'node:events'
import { existsSync, readFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { FeedItem } from '../../src/model/feed.ts'
import { crawlAll, makeConfig, startLineFor } from '../pipeline/start-line.ts'

// Real pages are used when present: a clone of the project alone has no such folder.
const shared = join(import.meta.dirname, '../../../shared')
type Item = { id: string; html: string; expected: { title?: string } }

const readItems = (set: string) =>
  readFileSync(join(shared, 'data/pages', set, 'items.jsonl'), 'utf8')
    .trim()
    .split('\n')
    .map(line => JSON.parse(line) as Item)
const readBytes = (set: string, { html }: Item) =>
  gunzipSync(readFileSync(join(shared, 'data/pages', set, html)))

/** Everything by path: the pages as they were saved, and one index that lists the articles. */
function buildWeb(): Map<string, Buffer> {
  const web = new Map<string, Buffer>()
  const rows: string[] = []
  const add = (path: string, title: string, bytes: Buffer) => {
    web.set(path, bytes)
    // As portals print them: the beginning of the title.
    rows.push(`<li><a href="${path}">${title.slice(0, 14)}…</a></li>`)
  }
  for (const item of readItems('gne')) {
    const name = item.id.split('/').at(-1)!
    add(
      `/gne/${name}.html`,
      item.expected.title ?? `没有标题的旧稿件一篇 ${name}`,
      readBytes('gne', item),
    )
  }
  for (const name of ['article-list.html', 'article-table.gb18030.html'])
    add(
      `/gne/seed-${name}`,
      '绘就现代化绿色图景 推进美丽中国',
      readFileSync(join(shared, 'seed', name)),
    )
  web.set('/gne/', Buffer.from(`<meta charset="utf-8"><ul class="list">${rows.join('\n')}</ul>`))
  for (const item of readItems('lists'))
    web.set(`/lists/${item.id.split('/').at(-1)}.html`, readBytes('lists', item))
  return web
}

describe.skipIf(!existsSync(shared))(
  'real pages, served on loopback (skipped when ../shared is absent)',
  () => {
    let server: Server
    let origin: string
    let web: Map<string, Buffer>

    beforeAll(async () => {
      web = buildWeb()
      server = createServer((request, response) => {
        const bytes = web.get(decodeURIComponent(request.url ?? ''))
        response.writeHead(bytes ? 200 : 404, { 'content-type': 'text/html' }).end(bytes)
      })
      server.listen(0, '127.0.0.1')
      await once(server, 'listening')
      origin = `http://real.localhost:${(server.address() as AddressInfo).port}`
    })
    afterAll(() => server?.close())

    test('become a feed that a subscriber would not complain about', {
      timeout: 480_000,
    }, async () => {
      const common = {
        language: 'zh-Hans',
        zone: 'Asia/Shanghai',
        relevance: 'all',
        maxAgeDays: 36_500,
      }
      const politeness = { gapMs: 0, concurrency: 8 }
      const lists = [...web.keys()].filter(path => path.startsWith('/lists/'))
      using config = makeConfig([
        {
          id: 'gne',
          name: '旧页',
          ...common,
          politeness,
          depth: 0,
          entries: [{ kind: 'listing', url: `${origin}/gne/` }],
        },
        {
          id: 'lists',
          name: '列表',
          ...common,
          politeness,
          depth: 0,
          entries: lists.map(path => ({ kind: 'listing', url: origin + path, maxPages: 1 })),
        },
      ])
      await using running = await startLineFor(config.dir, { ALLOW_ADDRESSES: '127.0.0.1' })
      await crawlAll(running, 420_000)

      const items: FeedItem[] = await running.world.store.readFeed({}, 500)
      const summary = await running.world.store.summarizeSources()
      const read = summary.find(({ id }) => id === 'gne')!
      const pages = [...web.keys()].filter(path => /^\/gne\/./.test(path)).length
      expect(read.articles, JSON.stringify(read.nothing)).toBe(pages)
      // The seed page is there twice, in two layouts and encodings: one story.
      expect(items).toHaveLength(pages - 1)
      expect(summary.find(({ id }) => id === 'lists')!.links).toBeGreaterThan(100)

      for (const item of items) {
        if (process.env.SHOW)
          console.log(
            item.title,
            '|',
            item.outlet?.name,
            '|',
            item.byline.join(','),
            '|',
            JSON.stringify(item.published),
            '|',
            item.text.length,
            item.summary?.slice(0, 40),
            item.images.length,
          )
        expect(item.title, item.url).not.toBe('')
        expect(item.text.length, item.url).toBeGreaterThan(20)
        // A date that nobody wrote would be the day of the crawl; “昨天” was written.
        const day =
          item.published?.precision === 'day'
            ? item.published.day
            : item.published?.at.toISOString()
        const page = web.get(new URL(item.url).pathname)?.toString('utf8') ?? ''
        if (!/(?:小时|分钟)前|昨天|今天/.test(page))
          expect(day?.slice(0, 10), item.url).not.toBe(new Date().toISOString().slice(0, 10))
      }
      const seed = items.filter(({ url }) => url.includes('/gne/seed-'))
      expect(
        seed.map(({ outlet, byline, published }) => ({ outlet: outlet?.name, byline, published })),
      ).toEqual([{ outlet: '南昌日报', byline: ['罗鹏', '刘文君'], published: null }])
      expect(seed[0]!.alsoReportedBy).toHaveLength(1)
    })
  },
)
