import { existsSync } from 'node:fs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Running } from '../../src/cli/run-process.ts'
import { serveWeb } from '../services.ts'
import { crawlAll, makeConfig, startLineFor } from './start-line.ts'

const hasChromium = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
].some(existsSync)

const parts = [
  '灰杉县林场今年完成竹林经营碳汇项目的首次监测，监测面积一万二千亩，由三家村集体共同持有收益。监测队从四月起在六十块样地量了胸径和竹龄，数据当天录入平台。',
  '项目的第二个监测期从明年一月开始。林场准备把样地增加到九十块，并请两名护林员学习无人机测量，以便在坡度大的山头也能取得读数，费用由县财政与村集体各出一半。',
  '县林业局说，收益的七成归村集体，三成用于抚育和防火。首笔款项将在核证之后拨付，账目在村务公开栏里按季度张贴，村民代表可以随时查看原始记录。',
]
const harbour = [
  '石浦港的岸电改造在本周收尾，七个泊位全部换上新的高压接口，靠港货船停泊时可以关掉辅机。港务公司请船东提前一天报到港时刻，调度室据此排定供电顺序。',
  '第一天有四艘散货船接电，平均每艘用电九小时。船员反映接线比从前快，甲板上也安静得多。港务公司打算明年把拖轮的充电桩装到东侧堤岸，并向渔政船开放。',
]
const kiln = [
  '北塬建材厂十一月起把三号窑的燃料换成秸秆压块，窑尾烟气由市监测站每小时上传一次。厂方公布的头两周读数显示，每吨熟料的煤耗下降了将近四成。',
  '秸秆由周边十六个村的合作社供应，卡车当日往返。厂长说，雨天压块容易受潮，料棚要在开春前加盖一座；另外两座窑是否改造，等一年的读数出来再定。',
]
const paragraphs = (text: string) => `<p>${text}</p>`
const article = (title: string, body: string, after = '') =>
  `<html><head><meta charset="utf-8"><title>${title}</title></head><body><h1>${title}</h1><p class="info">2026-11-20 09:30 来源：灰杉日报</p><div class="content">${body}</div>${after}</body></html>`
const list = (rows: string[]) =>
  `<html><head><title>要闻</title></head><body><ul class="list">${rows.join('')}</ul></body></html>`
const row = (href: string, title: string) =>
  `<li><a href="${href}">${title}</a><span>2026-11-20</span></li>`

const twinTitle = '石浦港七个泊位接通岸电'
const partsTitle = '灰杉县竹林碳汇一年记'
const shownTitle = '北塬建材厂改烧秸秆压块'
const counted = `<script>createPageHTML(3, 0, "t2", "html");</script>`
const sites: Record<string, Record<string, string>> = {
  twins: {
    '/list/': list([
      row('/2026/11/20/t1.html?cmp=rss&utm_source=rss&utm_medium=feed', twinTitle),
      row('/2026/11/20/t1.html', twinTitle),
      row('/2026/11/20/t1.html?spm=a2.b3&from=timeline', twinTitle),
    ]),
    '/2026/11/20/t1.html': article(twinTitle, harbour.map(paragraphs).join('')),
  },
  parts: {
    '/list/': list([row('/2026/11/20/t2.html', partsTitle)]),
    '/2026/11/20/t2.html': article(partsTitle, paragraphs(parts[0]!), counted),
    '/2026/11/20/t2_1.html': article(partsTitle, paragraphs(parts[1]!), counted.replace('0', '1')),
    '/2026/11/20/t2_2.html': article(partsTitle, paragraphs(parts[2]!), counted.replace('0', '2')),
  },
  shown: {
    '/list/': '<title>要闻</title><ul class="list" id="rows"></ul><script src="/rows.js"></script>',
    '/rows.js': `document.querySelector('#rows').innerHTML = ${JSON.stringify(row('/2026/11/20/t3.html', shownTitle))}`,
    '/2026/11/20/t3.html': '<title>x</title><div id="app"></div><script src="/app.js"></script>',
    '/app.js': `document.querySelector('#app').innerHTML = ${JSON.stringify(`<h1>${shownTitle}</h1><p class="info">2026-11-20 10:15 来源：灰杉日报</p><div class="content">${kiln.map(paragraphs).join('')}</div>`)}`,
  },
}

type Item = { title: string; url: string; content_html: string; date_published: string }
const asked: string[] = []
let items: Item[]
let running: Running & { url: string }
const opened = new AsyncDisposableStack()
beforeAll(async () => {
  const server = opened.use(
    await serveWeb((request, response) => {
      const host = request.headers.host?.split('.')[0] ?? ''
      const path = request.url!.split('?')[0]!
      const body = sites[host]?.[path]
      if (path !== '/robots.txt') asked.push(`${host}${request.url}`)
      if (body === undefined) return response.writeHead(404).end()
      const type = path.endsWith('.js') ? 'text/javascript' : 'text/html'
      response.writeHead(200, { 'content-type': `${type}; charset=utf-8` }).end(body)
    }),
  )
  const { port } = server
  const config = opened.use(
    makeConfig(
      ['twins', 'parts', ...(hasChromium ? ['shown'] : [])].map(id => ({
        ...{ id, name: id, language: 'zh-Hans', zone: 'Asia/Shanghai', relevance: 'all' },
        ...{ intervalMinutes: 10_080, maxAgeDays: 3650, rendered: id === 'shown' },
        entries: [{ kind: 'listing', url: `http://${id}.localhost:${port}/list/` }],
        politeness: { gapMs: 0, concurrency: 2 },
      })),
    ),
  )
  running = opened.use(await startLineFor(config.dir, { ALLOW_ADDRESSES: '127.0.0.1' }))
  await crawlAll(running, 240_000)
  const feed = await fetch(new URL('/feed.json', running.url))
  items = ((await feed.json()) as { items: Item[] }).items
}, 300_000)
afterAll(() => opened.disposeAsync())

const itemOf = (title: string) => items.filter(item => item.title === title)

test('an article listed with and without the marks of who sent its readers is fetched once and shown under its own address', () => {
  expect(asked.filter(path => path.startsWith('twins/2026'))).toHaveLength(1)
  const shown = itemOf(twinTitle)
  expect(shown.map(({ url }) => new URL(url).pathname + new URL(url).search)).toEqual([
    '/2026/11/20/t1.html',
  ])
})

test('an article on three pages is one item, its pages in order, each fetched once', () => {
  const fetched = asked.filter(path => path.startsWith('parts/2026'))
  expect(fetched.toSorted()).toEqual(
    ['t2.html', 't2_1.html', 't2_2.html'].map(name => `parts/2026/11/20/${name}`),
  )
  const [shown, ...more] = itemOf(partsTitle)
  expect(more).toEqual([])
  const places = parts.map(part => shown!.content_html.indexOf(part.slice(0, 30)))
  expect(places).toEqual(places.toSorted((a, b) => a - b))
  expect(places.every(place => place >= 0)).toBe(true)
})

test.skipIf(!hasChromium)(
  'a source that only a browser shows gives its list and its articles (skipped where there is no Chromium)',
  () => {
    const [shown] = itemOf(shownTitle)
    expect(shown).toMatchObject({ date_published: expect.stringMatching(/^2026-11-20T/) })
    expect(shown!.content_html).toContain(kiln[1]!.slice(0, 30))
  },
)
