import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { Redis } from 'ioredis'
import pg from 'pg'
import { expect, test } from 'vitest'
import { articlePage, listingPage, pathOf } from '../../bench/whole-line/pages.ts'
import { startChild } from '../children.ts'
import { makeConfig } from '../pipeline/start-line.ts'
import { freePort, hasPostgres, hasRedis, startPostgres, startRedis } from '../services.ts'
import { peakMb } from './processor-time.ts'

const LINKS = 100_000
const SMALL = 200
const INTERVAL_MINUTES = 2
const INTERVAL_MS = INTERVAL_MINUTES * 60_000
/** Rounds of each small source that are looked at. */
const rounds = Number(process.env.SCALE_ROUNDS ?? 4)

const BIG = '127.77.0.1'
const smallHosts = Array.from({ length: SMALL }, (_, at) => `127.77.1.${at + 1}`)
const root = join(import.meta.dirname, '../..')
const can = hasPostgres && hasRedis
const why = can ? '' : ' (skipped: no postgres or no redis-server)'

test.skipIf(!can)(
  `while a source with ${LINKS} open links is read, ${SMALL} small ones keep their rhythm${why}`,
  { timeout: 3_600_000 },
  async () => {
    await using postgres = await startPostgres()
    await using redis = await startRedis()
    await using web = await openWeb()
    using config = makeConfig([BIG, ...smallHosts].map(host => sourceOf(host, web.port)))
    const port = await freePort()
    const child = startChild(process.execPath, [join(root, 'workers/all.ts')], {
      cwd: root,
      env: {
        ...process.env,
        ...{ DATABASE_URL: postgres.url, REDIS_URL: redis.url, CONFIG_DIR: config.dir },
        ...{ ALLOW_ADDRESSES: '127.77.0.0/16', CRAWLER_CONTACT: 'scale@example.org' },
        ...{ LOG_LEVEL: 'error', PORT: String(port) },
      },
      stdio: ['ignore', 'ignore', 'inherit'],
    })
    await using database = await connect(postgres.url)
    await using queue = watchQueue(redis.url)
    // Every source has had its first round, and what it takes to have two hundred of them is there.
    while (smallHosts.some(host => web.lists(host).length < 1)) await sleep(250)
    const before = peakMb(child.pid!)
    await database.addLinks(web.port)
    const startedAt = Date.now()
    await sleep(INTERVAL_MS * rounds)
    const endedAt = Date.now()

    const gaps = smallHosts.flatMap(host => longest(web.lists(host), startedAt, endedAt))
    const read = web.articles(BIG)
    const largest = await queue.largest()
    console.log(
      `${read} articles of the large source read; lists of the small ones: a round of ${INTERVAL_MINUTES} minutes came after ` +
        `${seconds(quantile(gaps, 0.5))} s (half of them), ${seconds(quantile(gaps, 0.99))} s (99 of 100) at the latest; ` +
        `memory ${before} MB before, ${peakMb(child.pid!)} MB at the most; jobs ${queue.most()} at one time, the largest of ${largest} bytes`,
    )
    expect(read).toBeGreaterThan(rounds * 20)
    // No source starves for more than an interval.
    expect(Math.max(...gaps)).toBeLessThan(2 * INTERVAL_MS)
    // What a small one lists is read in the round that finds it.
    for (const host of smallHosts)
      expect(web.articles(host)).toBeGreaterThanOrEqual(web.lists(host).length - 1)
    expect(peakMb(child.pid!) - before).toBeLessThan(256)
    expect(largest).toBeLessThan(2_000)
    expect(queue.most()).toBeLessThan(3 * (SMALL + 1))

    child.kill('SIGTERM')
    await new Promise(resolve => child.once('exit', resolve))
  },
)

const sourceOf = (host: string, port: number) => ({
  id: `${host.replaceAll('.', '-')}.example`,
  name: host,
  language: 'zh-Hans',
  zone: 'Asia/Shanghai',
  relevance: 'all',
  intervalMinutes: host === BIG ? 60 : INTERVAL_MINUTES,
  rhythm: false,
  entries: [{ kind: 'listing', url: `http://${host}:${port}/list/all/0.html` }],
  depth: 0,
  maxAgeDays: 36_500,
  politeness: { gapMs: host === BIG ? 100 : 1_000, concurrency: 1 },
})

/** Each small host prints one article more whenever its list is asked for. */
async function openWeb() {
  const lists = new Map<string, number[]>()
  const articles = new Map<string, Set<string>>()
  const server = createServer((request, response) => {
    const host = (request.headers.host ?? '').split(':')[0]!
    const path = request.url ?? '/'
    const number = Number(/\/a(\d+)\.html$/.exec(path)?.[1] ?? Number.NaN) - 100_000
    // Hosts tell different news: the last part of their address is their number.
    const of = host === BIG ? 0 : Number(host.split('.')[3]) * 7
    if (path === '/robots.txt') response.writeHead(404).end()
    else if (number >= 0) {
      articles.set(host, (articles.get(host) ?? new Set()).add(path))
      answer(articlePage({ host: of, number }, LINKS))
    } else {
      const asked = [...(lists.get(host) ?? []), Date.now()]
      lists.set(host, asked)
      answer(listingPage(of, 'all', host === BIG ? [0] : asked.map((_, at) => at), 0))
    }
    function answer(body: string) {
      response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(body)
    }
  })
  await new Promise<void>(resolve => server.listen(0, '0.0.0.0', resolve))
  return {
    port: (server.address() as AddressInfo).port,
    lists: (host: string) => lists.get(host) ?? [],
    articles: (host: string) => articles.get(host)?.size ?? 0,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      await new Promise(resolve => server.close(resolve))
    },
  }
}

async function connect(url: string) {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  return {
    /** As if long lists had been read: a hundred thousand articles wait to be asked for. */
    async addLinks(port: number) {
      const id = `${BIG.replaceAll('.', '-')}.example`
      const paths = Array.from({ length: LINKS }, (_, at) => pathOf({ host: 0, number: at + 1 }))
      await client.query(
        `insert into carbonwire.link (id, url_key, url, source_id, state, depth, position, title, truncated, first_seen_at, due_at)
         select gen_random_uuid(), $1 || path, 'http://' || $1 || path, $2, 'open', 0, at, '碳市场', true, now(), now()
         from unnest($3::text[]) with ordinality as path(path, at)`,
        [`${BIG}:${port}`, id, paths],
      )
    },
    [Symbol.asyncDispose]: () => client.end(),
  }
}

/** Looks at the jobs now and then. */
function watchQueue(url: string) {
  const redis = new Redis(url)
  let most = 0
  const jobs = async () =>
    (await redis.keys('*')).filter(key => /:job-[^:]+$|:\d+$|:repeat:[^:]+:\d+$/.test(key))
  const timer = setInterval(() => {
    jobs().then(
      all => {
        most = Math.max(most, all.length)
      },
      () => undefined,
    )
  }, 5_000)
  return {
    most: () => most,
    async largest() {
      const sizes = await Promise.all(
        (await jobs()).map(async key => (await redis.hget(key, 'data'))?.length ?? 0),
      )
      return Math.max(0, ...sizes)
    },
    async [Symbol.asyncDispose]() {
      clearInterval(timer)
      redis.disconnect()
    },
  }
}

/** The longest time between two of these moments, or to the ends of what was looked at. */
function longest(moments: number[], from: number, until: number): number {
  const first = moments.findLast(at => at <= from) ?? from
  const all = [first, ...moments.filter(at => at > from && at < until), until]
  return Math.max(...all.slice(1).map((at, index) => at - all[index]!))
}

const quantile = (values: number[], part: number) =>
  values.toSorted((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * part))]!
const seconds = (ms: number) => (ms / 1_000).toFixed(1)
