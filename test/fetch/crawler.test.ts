import { existsSync } from 'node:fs'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type Crawler, type CrawlRequest, openCrawler } from '../../src/fetch/crawler.ts'
import type { Fetcher } from '../../src/fetch/fetcher.ts'
import type { FetchResult } from '../../src/model/fetch.ts'
import {
  type Handler,
  html,
  inShort,
  type LocalSite,
  openSite,
  openTestFetcher,
  pageRequest,
} from './local-web.ts'

let fetcher: Fetcher
let crawler: Crawler
let site: LocalSite
beforeEach(() => {
  fetcher = openTestFetcher()
  crawler = openCrawler({ fetcher })
})
afterEach(async () => {
  await crawler.close()
  await fetcher.close()
  await site?.close()
})

const ask = (path: string, host?: string): CrawlRequest<string> => ({
  ...pageRequest(site.at(path, host)),
  data: path,
})

/** A handler that writes down what it was given. */
function notes() {
  const seen: string[] = []
  const handler = async ({ data }: CrawlRequest<string>, result: FetchResult) => {
    seen.push(`${data} ${inShort(result)}`)
    return undefined
  }
  return { seen, handler }
}

test('a round ends when every request has been handed to the handler', async () => {
  site = await openSite({ '/a': html('a'), '/b': html('b') })
  const { seen, handler } = notes()
  const end = await crawler.crawl('r1', [ask('/a'), ask('/b'), ask('/c')], handler)
  expect(seen.sort()).toEqual(['/a page', '/b page', '/c gone http-404'])
  expect(end).toEqual({ left: [], errors: [] })
})

test('a round of nothing ends at once', async () => {
  expect(await crawler.crawl('r1', [], notes().handler)).toEqual({ left: [], errors: [] })
})

test('a handler adds requests to its round', async () => {
  site = await openSite({ '/1': html('1'), '/2': html('2'), '/3': html('3') })
  const seen: string[] = []
  await crawler.crawl('r1', [ask('/1')], async ({ data }) => {
    seen.push(data)
    return data === '/3' ? undefined : [ask(`/${Number(data.slice(1)) + 1}`)]
  })
  expect(seen).toEqual(['/1', '/2', '/3'])
})

test('the same address is fetched again in a later round', async () => {
  site = await openSite({ '/a': html('a') })
  const { seen, handler } = notes()
  await crawler.crawl('r1', [ask('/a')], handler)
  await crawler.crawl('r2', [ask('/a')], handler)
  expect(seen).toEqual(['/a page', '/a page'])
})

test('what fails for a moment is tried twice, what fails for good once', async () => {
  const failing =
    (times: number): Handler =>
    (request, response) => {
      if (times-- > 0) return void response.writeHead(502).end()
      html('fine')(request, response)
    }
  site = await openSite({ '/once': failing(1), '/always': failing(9) })
  const { seen, handler } = notes()
  await crawler.crawl('r1', [ask('/once'), ask('/always'), ask('/gone')], handler)
  expect(seen.sort()).toEqual(['/always retry http-5xx', '/gone gone http-404', '/once page'])
  const times = (path: string) => site.asked.filter(asked => asked === path).length
  expect([times('/once'), times('/always'), times('/gone')]).toEqual([2, 2, 1])
})

test('what asks for a long wait is not tried again in the round', async () => {
  site = await openSite({
    '/a': (_request, response) => void response.writeHead(503, { 'retry-after': '60' }).end(),
  })
  const { seen, handler } = notes()
  await crawler.crawl('r1', [ask('/a')], handler)
  expect(seen).toEqual(['/a retry http-5xx'])
  expect(site.asked).toEqual(['/robots.txt', '/a'])
})

test('a handler that throws costs its own page alone', async () => {
  site = await openSite({ '/a': html('a'), '/b': html('b') })
  const seen: string[] = []
  const end = await crawler.crawl('r1', [ask('/a'), ask('/b')], async ({ data }) => {
    seen.push(data)
    if (data === '/a') throw new Error('a bug')
    return undefined
  })
  expect(seen.sort()).toEqual(['/a', '/b'])
  expect(end.errors).toMatchObject([{ request: { data: '/a' }, error: { message: 'a bug' } }])
})

test('when the signal fires, what was not finished is left, and the handler has not seen it', async () => {
  const asked = Promise.withResolvers<void>()
  site = await openSite({ '/a': html('a'), '/hangs': () => asked.resolve() })
  const stop = new AbortController()
  const { seen, handler } = notes()
  const alone = { politeness: { gapMs: 0, concurrency: 1 } }
  const requests = ['/a', '/hangs', '/b', '/c'].map(path => ({ ...ask(path), ...alone }))
  const round = crawler.crawl('r1', requests, handler, stop.signal)
  await asked.promise
  stop.abort()
  const end = await round
  expect(seen).toEqual(['/a page'])
  expect(end.left.map(({ data }) => data).sort()).toEqual(['/b', '/c', '/hangs'])
})

test('a round whose signal has fired leaves everything', async () => {
  site = await openSite({})
  const end = await crawler.crawl('r1', [ask('/a')], notes().handler, AbortSignal.abort())
  expect(end.left).toHaveLength(1)
  expect(site.asked).toEqual([])
})

test('rounds share the crawler, and a slow one does not hold up the others', async () => {
  const slow = Promise.withResolvers<void>()
  site = await openSite({
    '/slow': (request, response) => void slow.promise.then(() => html('slow')(request, response)),
    '/quick': html('quick'),
  })
  const first = notes()
  const second = notes()
  const slowRound = crawler.crawl('r1', [ask('/slow', 'slow.localhost')], first.handler)
  await crawler.crawl('r2', [ask('/quick', 'quick.localhost')], second.handler)
  expect(second.seen).toEqual(['/quick page'])
  slow.resolve()
  await slowRound
  expect(first.seen).toEqual(['/slow page'])
})

test('an address that is none is refused like any other', async () => {
  const { seen, handler } = notes()
  const request = { ...pageRequest('no address'), data: 'it' }
  await crawler.crawl('r1', [request], handler)
  expect(seen).toEqual(['it forbidden bad-address'])
})

test('closing ends the rounds and what they wait for, and later rounds are refused', async () => {
  const asked = Promise.withResolvers<void>()
  site = await openSite({ '/hangs': () => asked.resolve() })
  const round = crawler.crawl('r1', [ask('/hangs')], notes().handler)
  await asked.promise
  const started = performance.now()
  await crawler.close()
  expect(performance.now() - started).toBeLessThan(15_000)
  expect((await round).left).toHaveLength(1)
  expect((await crawler.crawl('r2', [ask('/a')], notes().handler)).left).toHaveLength(1)
})

test('it leaves Ctrl-C to the program and writes no files', async () => {
  site = await openSite({ '/a': html('a') })
  await crawler.crawl('r1', [ask('/a')], notes().handler)
  const names = process.listeners('SIGINT').map(listener => listener.name)
  expect(names).not.toContain('sigintHandler')
  expect(existsSync('storage')).toBe(false)
})
