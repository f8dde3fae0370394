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

const title = (number: number) => `Report ${number} on carbon prices of the harbour`
const row = (site: string, number: number) =>
  `<li><a href="/${site}/a/${number}.html">${title(number)}</a> <span>${dayOf(number)}</span></li>`
const numbers = (from: number, count: number) => Array.from({ length: count }, (_, at) => from + at)

function article(site: string, number: number): string {
  const older = numbers(number + 1, 2).filter(each => each <= PAGES * ON_PAGE)
  const related =
    site === 'related'
      ? `<div class="related"><h3>Related reports</h3><ul>${older.map(each => row(site, each)).join('')}</ul></div>`
      : ''
  return `<html lang="en"><head><title>Report ${number} on carbon prices</title></head><body><h1>Report ${number} on carbon prices</h1>
      <time datetime="${dayOf(number)}">${dayOf(number)}</time><article><p>Carbon market report number ${number}: allowances of the harbour district changed hands at a price that
      traders called steady, with volume of ${number * 1000 + 17} tonnes.</p><p>Utilities bought most of the lots of week ${number}, and the registry of district ${number} expects more before
      compliance day, its director told a meeting of ${number + 3} members.</p></article>${related}</body></html>`
}

const listed = (site: string, from: number, count: number, around = '') =>
  `<html><body><h2>Reports</h2><ul>${numbers(from, count)
    .map(number => row(site, number))
    .join('')}</ul>${around}</body></html>`

/** The months in which something came out, the newest first, as `202603`. */
const months = [...new Set(numbers(1, PAGES * ON_PAGE).map(number => dayOf(number).slice(0, 7)))]
const inMonth = (month: string) =>
  numbers(1, PAGES * ON_PAGE).filter(number => dayOf(number).startsWith(month))
const compact = (month: string) => month.replace('-', '')

/** What each archive answers but for its articles. */
const archives: Record<string, (rest: string) => string | null> = {
  paged(rest) {
    const page = Number(/^list\/(\d+)?$/.exec(rest)?.[1] ?? 1)
    const next = page < PAGES ? `<a rel="next" href="/paged/list/${page + 1}">Next page</a>` : ''
    return listed('paged', (page - 1) * ON_PAGE + 1, ON_PAGE, next)
  },
  months(rest) {
    const links = months
      .map(month => `<a href="/months/${compact(month)}.html">${month.replace('-', '年')}月</a>`)
      .join(' ')
    const month = months.find(each => rest === `${compact(each)}.html`)
    const own = month ? inMonth(month) : inMonth(months[0]!)
    return listed('months', own[0]!, own.length, `<div class="archive">${links}</div>`)
  },
  map(rest) {
    const space = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
    if (rest === 'sitemap.xml')
      return `<?xml version="1.0"?><sitemapindex ${space}>${months
        .map(
          month => `<sitemap><loc>/map/${month}.xml</loc><lastmod>${month}-28</lastmod></sitemap>`,
        )
        .join('')}</sitemapindex>`
    const own = inMonth(rest.replace('.xml', ''))
    return `<?xml version="1.0"?><urlset ${space}>${own
      .map(
        number => `<url><loc>/map/a/${number}.html</loc><lastmod>${dayOf(number)}</lastmod></url>`,
      )
      .join('')}</urlset>`
  },
  related: () => listed('related', 1, 3),
  // Each page names one more, the last one too.
  beyond(rest) {
    const page = Number(/^list\/(\d+)?$/.exec(rest)?.[1] ?? 1)
    if (page > 2) return null
    const next = `<a rel="next" href="/beyond/list/${page + 1}">Next page</a>`
    return listed('beyond', page, 1, next)
  },
}

function answer(path: string): string | null {
  const [, site = '', rest = ''] = /^\/(\w+)\/(.*)$/.exec(path) ?? []
  const number = Number(/^a\/(\d+)\.html$/.exec(rest)?.[1] ?? 0)
  return number ? article(site, number) : (archives[site]?.(rest) ?? null)
}

let running: Running & { url: string }
let server: Server
const asked: string[] = []
const opened = new AsyncDisposableStack()

/** Called with each path before it is answered. */
let onRequest: (path: string) => void = () => {}
/** A path that is refused. */
let refused: string | null = null

beforeAll(async () => {
  server = createServer((request, response) => {
    const path = request.url ?? '/'
    asked.push(path)
    onRequest(path)
    if (path === refused) return response.writeHead(403).end()
    const body = answer(path)
    if (body === null) return response.writeHead(404).end()
    const type = path.endsWith('.xml') ? 'application/xml' : 'text/html; charset=utf-8'
    response.writeHead(200, { 'content-type': type, etag: '"same"' })
    response.end(body)
  }).listen(0, '127.0.0.1')
  opened.defer(() => void server.close())
  await new Promise(resolve => server.once('listening', resolve))
  const { port } = server.address() as AddressInfo
  const at = (path: string) => `http://127.0.0.1:${port}/${path}`
  const sourceOf = (id: string, entry: object, more: object = {}) => ({
    ...{ id, name: `The ${id} archive`, language: 'en', zone: 'UTC', relevance: 'all' },
    ...{ intervalMinutes: 10_080, entries: [entry], maxAgeDays: 25 },
    ...{ politeness: { gapMs: 0, concurrency: 2 }, ...more },
  })
  const config = opened.use(
    makeConfig([
      sourceOf('paged', { kind: 'listing', url: at('paged/list/'), maxPages: 1 }),
      sourceOf('months', { kind: 'listing', url: at('months/'), maxPages: 1 }),
      sourceOf('beyond', { kind: 'listing', url: at('beyond/list/') }, { maxAgeDays: 300 }),
      sourceOf('map', { kind: 'sitemap', url: at('map/sitemap.xml') }),
      sourceOf('related', { kind: 'listing', url: at('related/'), maxPages: 1 }, { depth: 3 }),
    ]),
  )
  const env = { ALLOW_ADDRESSES: '127.0.0.1', LOG_LEVEL: 'silent' }
  // Nobody crawls but the test.
  running = opened.use(await startLineFor(config.dir, env, {}))
})
afterAll(() => opened.disposeAsync())

let turn = 0
const crawl = (id = 'paged', signal = never) =>
  crawlSource(running.world, { sourceId: id, slot: `asked-${++turn}` }, signal)
const articles = async (id = 'paged') => (await running.world.store.findSource(id))!.articles
const lists = (id = 'paged') =>
  asked.filter(path => path.startsWith(`/${id}/`) && !path.startsWith(`/${id}/a/`))

const ask = (since: string | null, stop = false, source = 'paged') =>
  answerControl(running.world, { command: 'backfill', args: { source, since, stop } })
const daysAgo = (days: number) => new Date(begun - days * DAY_MS).toISOString()

test('a source is read back page by page to the day that was asked for, and then goes on as before', async () => {
  await crawl()
  expect(await articles()).toBe(2)
  expect(lists()).toEqual(['/paged/list/'])
  await expect(ask(null)).rejects.toThrow('paged was not read back yet: give --since DAY')

  const since = new Date(Date.now() - 125 * DAY_MS)
  expect(await ask(since.toISOString())).toMatchObject({ state: 'running', articles: 0 })
  await crawl()
  expect(await articles()).toBe(12)
  const told = await ask(null)
  expect(told).toMatchObject({ state: 'done', articles: 10, open: 0 })
  // The last page that was asked for is the first on which all is older.
  expect(lists()).toEqual([
    '/paged/list/',
    ...['/paged/list/', '/paged/list/2', '/paged/list/3', '/paged/list/4'],
  ])

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

test.each([
  ['archives of months', 'months', 12],
  ['the sitemaps of an index', 'map', 12],
  ['what its articles name as related', 'related', 9],
])('a source is read back by %s', async (_, id, expected) => {
  await crawl(id)
  const before = await articles(id)
  expect(before).toBeLessThan(4)
  await ask(daysAgo(125), false, id)
  // Related reports are followed from what each round has read.
  for (let round = 0; round < 8 && (await articles(id)) < expected; round++) await crawl(id)
  await crawl(id)
  expect(await articles(id)).toBe(expected)
  expect(await ask(null, false, id)).toMatchObject({ state: 'done', open: 0 })
})

test('what was broken off in the middle of its lists goes on with the page that did not come', async () => {
  await ask(daysAgo(190))
  const from = lists().length
  const stop = new AbortController()
  onRequest = path => {
    if (path === '/paged/list/3') stop.abort()
  }
  await crawl('paged', stop.signal)
  onRequest = () => {}
  const broken = lists().slice(from)
  expect(broken.at(-1)).toBe('/paged/list/3')
  expect(await ask(null)).toMatchObject({ state: 'running' })
  await crawl()
  await crawl()
  // The first page is looked at as in every round; what had been gone through is not gone through again.
  const after = lists().slice(from + broken.length)
  expect(after).not.toContain('/paged/list/2')
  expect(after).toEqual(expect.arrayContaining(['/paged/list/3', '/paged/list/4']))
  expect(await articles()).toBe(19)
  expect(await ask(null)).toMatchObject({ state: 'done', open: 0 })
})

test('a list ends where a further page is not there, and waits for one that is refused', async () => {
  const { store } = running.world
  refused = '/beyond/list/2'
  await crawl('beyond')
  expect(await store.findResumes('beyond')).toMatchObject([{ pages: 1 }])
  refused = null
  await crawl('beyond')
  expect(lists('beyond')).toContain('/beyond/list/3')
  expect(await store.findResumes('beyond')).toEqual([])
  expect((await store.findSource('beyond'))!.alarms).toEqual([])
  const count = lists('beyond').length
  await crawl('beyond')
  expect(lists('beyond').slice(count)).toEqual(['/beyond/list/'])
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
