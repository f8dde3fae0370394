import type { IncomingMessage } from 'node:http'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { Running } from '../../src/cli/run-process.ts'
import { crawlSource } from '../../src/pipeline/crawl-source.ts'
import { articlePage, titleOf } from '../faults/shaken-web.ts'
import { serveWeb } from '../services.ts'
import { makeConfig, startLineFor } from './start-line.ts'

const PAGES = 3
const ON_PAGE = 4

/** A list of three pages, each with a validator of what it shows; the first shows what is new. */
const web = {
  fresh: 0,
  asked: [] as IncomingMessage[],
  answer: null as null | (() => Promise<void>),
}
const numbersOf = (page: number) => {
  const old = Array.from({ length: ON_PAGE }, (_, at) => (page - 1) * ON_PAGE + at)
  return page === 1 ? [...Array.from({ length: web.fresh }, (_, at) => 100 + at), ...old] : old
}
function listOf(page: number): string {
  const rows = numbersOf(page).map(
    n => `<li><a href="/2026/11/20/t${n}.html">${titleOf(0, n)}</a><span>2026-11-20</span></li>`,
  )
  const next = page < PAGES ? `<a rel="next" href="/list/${page + 1}">下一页</a>` : ''
  return `<html><head><title>要闻</title></head><body><ul class="list">${rows.join('')}</ul>${next}</body></html>`
}

let running: Running
const opened = new AsyncDisposableStack()
const never = new AbortController().signal
beforeAll(async () => {
  const server = opened.use(
    await serveWeb(async (request, response) => {
      web.asked.push(request)
      const path = request.url ?? '/'
      const page = Number(/^\/list\/(\d+)$/.exec(path)?.[1])
      const n = /^\/2026\/11\/20\/t(\d+)\.html$/.exec(path)?.[1]
      const body = page ? listOf(page) : n ? articlePage(0, Number(n)) : null
      if (body === null) return response.writeHead(404).end()
      if (n) await web.answer?.()
      const etag = `"${page ? `l${page}-${numbersOf(page).length}` : `a${n}`}"`
      if (request.headers['if-none-match'] === etag) return response.writeHead(304, { etag }).end()
      response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', etag }).end(body)
    }),
  )
  const { port } = server
  const config = opened.use(
    makeConfig(
      ['paged', 'hurried'].map(id => ({
        ...{ id, name: id, language: 'zh-Hans', zone: 'Asia/Shanghai', relevance: 'all' },
        // Far off, so that every round of the test is one that it asks for.
        ...{ intervalMinutes: 10_080, maxAgeDays: 3650 },
        entries: [
          {
            kind: 'listing',
            url: `http://${id}.localhost:${port}/list/1`,
            maxPages: id === 'paged' ? PAGES : 1,
          },
        ],
        politeness: { gapMs: 0, concurrency: 2 },
      })),
    ),
  )
  const env = { ALLOW_ADDRESSES: '127.0.0.1', LOG_LEVEL: 'silent' }
  // Nobody crawls but the test.
  running = opened.use(await startLineFor(config.dir, env, { publish: 1 }))
})
afterAll(() => opened.disposeAsync())
beforeEach(() => {
  Object.assign(web, { fresh: 0, asked: [], answer: null })
})

let turn = 0
const crawl = (sourceId: string, stop = never) =>
  crawlSource(running.world, { sourceId, slot: `asked-${++turn}` }, stop)
const listsAsked = () =>
  web.asked.flatMap(({ url, headers }) => {
    const page = /^\/list\/(\d)/.exec(url!)?.[1]
    return page ? [`${page} ${headers['if-none-match'] ?? 'whole'}`] : []
  })

test('each page of a list is asked for by what it was, not the first one alone', async () => {
  await crawl('paged')
  expect(listsAsked()).toEqual(['1 whole', '2 whole', '3 whole'])
  web.asked = []
  await crawl('paged')
  expect(listsAsked()).toEqual(['1 "l1-4"'])
  // Where all of the first page is new, those behind it are looked at too: they have not changed.
  web.asked = []
  web.fresh = 5
  await crawl('paged')
  expect(listsAsked()).toEqual(['1 "l1-4"', '2 "l2-4"'])
})

test('a page that comes when its round is over is kept, and not fetched a second time', async () => {
  const stop = new AbortController()
  const begun = Promise.withResolvers<void>()
  const answering = Promise.withResolvers<void>()
  web.answer = () => {
    begun.resolve()
    return answering.promise
  }
  // The time of the round, not the end of the process: what was sent may come to its end.
  running.world.crawler = endEarly(running.world.crawler, stop.signal)
  const round = crawl('hurried')
  await begun.promise
  stop.abort()
  answering.resolve()
  web.answer = null
  await round
  const first = web.asked.filter(({ url }) => url!.includes('/t')).length
  expect(first).toBeGreaterThan(0)
  expect(first).toBeLessThan(ON_PAGE)
  expect((await running.world.store.findSource('hurried'))!.articles).toBe(first)
  await crawl('hurried')
  const pages = web.asked.map(({ url }) => url!).filter(url => url.includes('/t'))
  expect(pages.toSorted()).toEqual([...new Set(pages)].toSorted())
  expect((await running.world.store.findSource('hurried'))!.articles).toBe(ON_PAGE)
})

type Crawler = Running['world']['crawler']

/** A crawler whose first round ends early, as if its time were over. */
function endEarly(crawler: Crawler, over: AbortSignal): Crawler {
  return {
    ...crawler,
    crawl(name, requests, handler, signal, finish) {
      const isOver = over.aborted
      const ends = signal && !isOver ? AbortSignal.any([signal, over]) : signal
      return crawler.crawl(name, requests, handler, ends, finish)
    },
  }
}
