import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { renderBackfill } from '../../src/cli/backfill.ts'
import { answerControl } from '../../src/cli/control-commands.ts'
import type { Running } from '../../src/cli/run-process.ts'
import { crawlSource } from '../../src/pipeline/crawl-source.ts'
import { makeConfig, startLineFor } from './start-line.ts'

const PAGES = 4
const ON_PAGE = 5
const DAY_MS = 86_400_000
const never = new AbortController().signal

/** The same days in a run that goes on over midnight. */
const begun = Date.now()
/** An archive of one article every ten days, five to a page; its lists name the page behind them. */
const dayOf = (number: number) => new Date(begun - number * 10 * DAY_MS).toISOString().slice(0, 10)

function answer(path: string): string {
  const article = /^\/a\/(\d+)\.html$/.exec(path)
  if (article) {
    const number = Number(article[1])
    return `<html lang="en"><head><title>Report ${number} on carbon prices</title></head><body><h1>Report ${number} on carbon prices</h1>
      <time datetime="${dayOf(number)}">${dayOf(number)}</time><article><p>Carbon market report number ${number}: allowances of the harbour district changed hands at a price that
      traders called steady, with volume of ${number * 1000 + 17} tonnes.</p><p>Utilities bought most of the lots of week ${number}, and the registry of district ${number} expects more before
      compliance day, its director told a meeting of ${number + 3} members.</p></article></body></html>`
  }
  const page = Number(/^\/list\/(\d+)?$/.exec(path)?.[1] ?? 1)
  const rows = Array.from({ length: ON_PAGE }, (_, at) => (page - 1) * ON_PAGE + at + 1).map(
    number =>
      `<li><a href="/a/${number}.html">Report ${number} on carbon prices of the harbour</a> <span>${dayOf(number)}</span></li>`,
  )
  const next = page < PAGES ? `<a rel="next" href="/list/${page + 1}">Next page</a>` : ''
  return `<html><body><h2>Reports</h2><ul>${rows.join('')}</ul>${next}</body></html>`
}

let running: Running & { url: string }
let server: Server
const asked: string[] = []
const opened = new AsyncDisposableStack()

beforeAll(async () => {
  server = createServer((request, response) => {
    const path = request.url ?? '/'
    asked.push(path)
    if (path === '/robots.txt') return response.writeHead(404).end()
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', etag: '"same"' })
    response.end(answer(path))
  }).listen(0, '127.0.0.1')
  opened.defer(() => void server.close())
  await new Promise(resolve => server.once('listening', resolve))
  const { port } = server.address() as AddressInfo
  const config = opened.use(
    makeConfig([
      {
        id: 'archive',
        name: 'The archive',
        language: 'en',
        zone: 'UTC',
        relevance: 'all',
        intervalMinutes: 10_080,
        entries: [{ kind: 'listing', url: `http://127.0.0.1:${port}/list/`, maxPages: 1 }],
        maxAgeDays: 25,
        politeness: { gapMs: 0, concurrency: 2 },
      },
    ]),
  )
  const env = { ALLOW_ADDRESSES: '127.0.0.1', LOG_LEVEL: 'silent' }
  // Nobody crawls but the test.
  running = opened.use(await startLineFor(config.dir, env, {}))
})
afterAll(() => opened.disposeAsync())

let turn = 0
const crawl = () =>
  crawlSource(running.world, { sourceId: 'archive', slot: `asked-${++turn}` }, never)
const articles = async () => (await running.world.store.findSource('archive'))!.articles
const lists = () => asked.filter(path => path.startsWith('/list/'))

const ask = (since: string | null, stop = false) =>
  answerControl(running.world, { command: 'backfill', args: { source: 'archive', since, stop } })

test('a source is read back page by page to the day that was asked for, and then goes on as before', async () => {
  await crawl()
  expect(await articles()).toBe(2)
  expect(lists()).toEqual(['/list/'])
  await expect(ask(null)).rejects.toThrow('archive was not read back yet: give --since DAY')

  const since = new Date(Date.now() - 125 * DAY_MS)
  expect(await ask(since.toISOString())).toMatchObject({ state: 'running', articles: 0 })
  await crawl()
  expect(await articles()).toBe(12)
  const told = await ask(null)
  expect(told).toMatchObject({ state: 'done', articles: 10, open: 0 })
  // The last page that was asked for is the first on which all is older.
  expect(lists()).toEqual(['/list/', '/list/', '/list/2', '/list/3', '/list/4'])

  await crawl()
  expect(await articles()).toBe(12)
  expect(lists()).toHaveLength(6)
})

test('reading back can be stopped, and what is wrong is told', async () => {
  await ask(new Date(Date.now() - 190 * DAY_MS).toISOString())
  expect(await ask(null, true)).toMatchObject({ state: 'stopped' })
  await expect(ask(new Date(Date.now() + DAY_MS).toISOString())).rejects.toThrow(
    'expected a day that is over',
  )
})

test('how long it may take is told by the way that lies behind', () => {
  const told = {
    ...{ sourceId: 'archive', since: '2026-01-01T00:00:00.000Z', state: 'running' as const },
    ...{ askedAt: '2026-07-20T00:00:00.000Z', endedAt: null, links: 300, open: 50, articles: 100 },
    reached: '2026-04-11T00:00:00.000Z',
  }
  expect(renderBackfill(told, new Date('2026-07-20T01:00:00Z'))).toBe(
    'archive back to 2026-01-01: running; 300 links, 50 of them wait, 100 articles; lists have come to 2026-04-11; about 90 minutes more',
  )
})
