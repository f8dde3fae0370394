import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { type OpenedStore, openStore } from '../../src/store/open-store.ts'
import { hasPostgres, hasRedis } from '../services.ts'
import { whyNoNetwork } from './network.ts'
import { openTopology, type Topology } from './topology.ts'
import type { Asked } from './web.ts'

const HOSTS = 40
const pages = Number(process.env.SCALE_PAGES ?? 2_000)
const gapMs = Number(process.env.SCALE_GAP_MS ?? 1_000)
const processes = Number(process.env.SCALE_PROCESSES ?? 8)
/** How long one process works alone, to be compared with all of them. */
const ALONE_MS = Number(process.env.SCALE_ALONE_MS ?? 60_000)
/** Two requests may come nearer by as much as the network and this machine's scheduler delay the first. */
const JITTER_MS = 60

const why = whyNoNetwork() ?? (hasPostgres && hasRedis ? null : 'no postgres or no redis-server')
const name = `${processes} crawl processes on four machines share ${HOSTS} hosts and ${pages} pages`

test.skipIf(why !== null)(
  `${name}: one budget a host, no page twice, one list of changes${why ? ` (skipped: ${why})` : ''}`,
  { timeout: 4 * 3_600_000 },
  async () => {
    const pagesOfHost = Math.ceil(pages / HOSTS)
    await using topology = await openTopology({ hosts: HOSTS, pagesOfHost, gapMs })
    const servers = [topology.start('server'), topology.start('server')]
    await Promise.all(servers.map(({ url }) => untilServing(url)))
    topology.start('publish')
    topology.start('publish')
    topology.start('crawl')

    const alone = await rateOver(topology, ALONE_MS)
    for (let at = 1; at < processes; at++) topology.start('crawl')
    const together = await rateUntil(topology, HOSTS * pagesOfHost)
    console.log(
      `articles a second: ${alone.toFixed(1)} by one process, ${together.toFixed(1)} by ${processes}`,
    )
    const opened = await openStore({ databaseUrl: topology.databaseUrl, dataDir: '' })
    await untilTold(opened, HOSTS * pagesOfHost)
    const changes = await opened.store.changesAfter(0, 1_000_000)
    await opened.store.close()

    const asked = await topology.asked()
    expect(budgetFaults(asked)).toEqual([])
    expect(twice(asked)).toEqual([])
    expect(asked.filter(([, , , , , traced]) => traced)).toEqual([])
    expect(new Set(asked.map(([, , , , by]) => by)).size).toBeGreaterThan(1)
    expect(together).toBeGreaterThan(alone)

    // Two publishers gave one row of numbers, and both servers tell the same.
    expect(changes.map(({ sequence }) => sequence)).toEqual(changes.map((_, at) => at + 1))
    const [one, other] = await Promise.all(
      servers.map(async ({ url }) => (await fetch(`${url}/feed.json`)).headers.get('etag')),
    )
    expect(one).toBe(other)
  },
)

const isArticle = ([, path]: Asked) => path.startsWith('/news/')
const countArticles = async (topology: Topology) =>
  (await topology.asked()).filter(isArticle).length

/** Articles a second from the first one on. */
async function rateOver(topology: Topology, ms: number): Promise<number> {
  while ((await countArticles(topology)) === 0) await sleep(250)
  const startedAt = Date.now()
  const before = await countArticles(topology)
  await sleep(ms)
  return rate((await countArticles(topology)) - before, Date.now() - startedAt)
}

/** Machines that crawl when all processes are there. */
const machines = Math.min(processes, 4)
/** New processes need so long to find their place. */
const WARM_MS = 20_000

/** Articles a second from the moment on that every machine crawls, the best of what was seen on the way. */
async function rateUntil(topology: Topology, all: number): Promise<number> {
  const crawling = async () => new Set((await topology.asked()).map(([, , , , by]) => by)).size
  while ((await crawling()) < machines && (await countArticles(topology)) < all) await sleep(500)
  const startedAt = Date.now()
  const before = await countArticles(topology)
  let best = 0
  for (let count = before; count < all; ) {
    await sleep(2_000)
    count = await countArticles(topology)
    const ms = Date.now() - startedAt
    if (ms >= WARM_MS || count >= all) best = Math.max(best, rate(count - before, ms))
  }
  return best
}

const rate = (count: number, ms: number) => (count * 1_000) / ms

async function untilServing(url: string): Promise<void> {
  while (
    !(await fetch(`${url}/health/live`).then(
      ({ ok }) => ok,
      () => false,
    ))
  )
    await sleep(500)
}

/** Waits until every article is stored and told. */
async function untilTold({ store }: OpenedStore, articles: number): Promise<void> {
  for (;;) {
    const sources = await store.summarizeSources()
    const stored = sources.reduce((sum, each) => sum + each.articles, 0)
    if (stored >= articles && (await store.unpublished(1)).length === 0) return
    await sleep(1_000)
  }
}

/** Requests to one host that came sooner than its gap, or beside another. */
function budgetFaults(asked: Asked[]): string[] {
  const hosts = Map.groupBy(asked, ([host]) => host)
  return [...hosts].flatMap(([host, requests]) => {
    const ordered = requests.toSorted((a, b) => a[2] - b[2])
    return ordered.slice(1).flatMap((request, at) => {
      const [, path, from] = ordered[at]!
      const apart = request[2] - from
      return apart < gapMs - JITTER_MS
        ? [`host ${host}: ${request[1]} came ${apart} ms after ${path}`]
        : []
    })
  })
}

function twice(asked: Asked[]): string[] {
  const counts = Map.groupBy(asked.filter(isArticle), ([host, path]) => `${host} ${path}`)
  return [...counts].filter(([, requests]) => requests.length > 1).map(([key]) => key)
}
