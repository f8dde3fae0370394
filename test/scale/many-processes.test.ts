import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { type OpenedStore, openStore } from '../../src/store/open-store.ts'
import { type Asked, type Manners, politenessFaults } from '../politeness/check-politeness.ts'
import { hasPostgres, hasRedis } from '../services.ts'
import {
  CLOSED_HOST,
  CRAWL_DELAY_MS,
  hostsOf,
  isBarren,
  isSlowHost,
  kindOf,
} from './invented-web.ts'
import { type Cost, measureCost, tell } from './measure-cost.ts'
import { whyNoNetwork } from './network.ts'
import { openTopology, type Started, type Topology } from './topology.ts'

const HOSTS = 40
const pages = Number(process.env.SCALE_PAGES ?? 20_000)
const gapMs = Number(process.env.SCALE_GAP_MS ?? 1_000)
const processes = Number(process.env.SCALE_PROCESSES ?? 8)
/** How long each number of processes is measured, when all of them work. */
const measureMs = Number(process.env.SCALE_MEASURE_MS ?? 90_000)
/** A folder that the log of the web is written to, with what was promised. */
const logFolder = process.env.SCALE_LOG
const pagesOfHost = Math.ceil(pages / HOSTS)
const hosts = hostsOf(HOSTS)

const numbers = Array.from({ length: pagesOfHost }, (_, at) => at)
const articles = HOSTS * numbers.filter(number => !isBarren(number)).length
/** Steps that a way without an end may be followed. */
const LONGEST_WAY = 12

/** A list is asked for with every round; a way on which a round ended is gone once more from its beginning. */
function mostFetches(path: string): number {
  if (path.startsWith('/list/')) return 20
  if (path.startsWith('/loop/')) return 3
  const number = Number(/a(\d+)\.html$/.exec(path)?.[1] ?? Number.NaN) - 100_000
  if (kindOf(number) === 'plain' || kindOf(number) === 'slow') return 1
  return path.startsWith('/moved/') ? 1 : 3
}

const manners: Manners = {
  gapMs,
  concurrency: 1,
  slowHosts: Object.fromEntries(
    hosts.filter((_, at) => isSlowHost(at)).map(host => [host, CRAWL_DELAY_MS]),
  ),
  forbidden: ['/closed/'],
  agent: 'Carbonwire',
  // Two processes may come to a host at the same moment.
  robotsFetches: 2,
  fetches: (_, path) => mostFetches(path),
  closedHosts: [CLOSED_HOST],
  deadEnds: {
    '/loop/': numbers.filter(number => kindOf(number) === 'loop').length * LONGEST_WAY,
  },
  hasValidator: path => path.startsWith('/list/'),
  jitterMs: 60,
}

const why = whyNoNetwork() ?? (hasPostgres && hasRedis ? null : 'no postgres or no redis-server')
const name = `${processes} crawl processes on as many machines share ${HOSTS} hosts and ${pages} pages`

test.skipIf(why !== null)(
  `${name}: one budget a host, no page twice, one list of changes${why ? ` (skipped: ${why})` : ''}`,
  { timeout: 4 * 3_600_000 },
  async () => {
    await using topology = await openTopology({
      ...{ hosts: HOSTS, pagesOfHost, gapMs },
      intervalMinutes: 10,
    })
    const servers = [topology.start('server'), topology.start('server')]
    await Promise.all(servers.map(({ url }) => untilServing(url)))
    const publishers = [topology.start('publish'), topology.start('publish')]
    const crawlers: Started[] = []
    const costs: Cost[] = []
    for (const count of [1, 2, 4, 8].filter(each => each <= processes)) {
      while (crawlers.length < count) crawlers.push(topology.start('crawl'))
      await untilAllWork(topology, crawlers, articles)
      costs.push(await measureCost(topology, { crawlers, publishers, servers }, measureMs))
      tell(costs.at(-1)!)
    }
    // The publisher that works is killed: the other one goes on with the next number.
    const [working] = publishers.toSorted((a, b) => costs.at(-1)!.of(b) - costs.at(-1)!.of(a))
    working!.child.kill('SIGKILL')
    await untilGivenOut(topology, articles)
    const opened = await openStore({ databaseUrl: topology.databaseUrl, dataDir: '' })
    await untilTold(opened, articles)
    const changes = await opened.store.changesAfter(0, 1_000_000)
    await opened.store.close()

    const asked = await topology.asked()
    if (logFolder) writeLog(logFolder, asked)
    expect(politenessFaults(asked, manners)).toEqual([])
    expect(readTwice(asked)).toEqual([])
    expect(new Set(asked.map(({ by }) => by)).size).toBe(processes)

    // Two publishers gave one row of numbers, and both servers tell the same.
    expect(changes.map(({ sequence }) => sequence)).toEqual(changes.map((_, at) => at + 1))
    await expect.poll(() => etags(servers).then(all => new Set(all).size)).toBe(1)

    // Others on the machine make every figure larger, in one window more than in another.
    const [alone, together] = [costs[0]!, costs.findLast(({ pages: read }) => read > 0)!]
    expect(together.cpuMsAPage).toBeLessThan(alone.cpuMsAPage * 2)
  },
)

const isArticle = ({ path }: Asked) => /^\/(?:news|moved)\//.test(path)

/** Waits until each process has read something; in vain where everything is read before. */
async function untilAllWork(topology: Topology, crawlers: Started[], all: number): Promise<void> {
  const before = await topology.counted()
  const works = ({ machine }: Started, by: Record<string, number>) =>
    (by[machine] ?? 0) > (before.by[machine] ?? 0)
  for (;;) {
    const { articles: count, by } = await topology.counted()
    if (count >= all || crawlers.every(each => works(each, by))) return
    await sleep(250)
  }
}

async function untilServing(url: string): Promise<void> {
  const isAlive = () =>
    fetch(`${url}/health/live`).then(
      ({ ok }) => ok,
      () => false,
    )
  while (!(await isAlive())) await sleep(500)
}

/** Nothing for so long is no slowness. */
const STANDSTILL_MS = 240_000

async function untilGivenOut(topology: Topology, all: number): Promise<void> {
  let [last, since] = [-1, Date.now()]
  for (;;) {
    const { articles: count } = await topology.counted()
    if (count >= all) return
    if (count !== last) [last, since] = [count, Date.now()]
    if (Date.now() - since > STANDSTILL_MS) {
      if (logFolder) writeLog(logFolder, await topology.asked())
      throw new Error(`${count} of ${all} articles were asked for, and none in the last minutes`)
    }
    await sleep(1_000)
  }
}

/** Waits until every article is stored and told. */
async function untilTold({ store }: OpenedStore, all: number): Promise<void> {
  const giveUpAt = Date.now() + STANDSTILL_MS
  for (;;) {
    const sources = await store.summarizeSources()
    const stored = sources.reduce((sum, each) => sum + each.articles, 0)
    const waiting = await store.unpublished(1_000)
    if (stored >= all && waiting.length === 0) return
    if (Date.now() > giveUpAt)
      throw new Error(`${stored} of ${all} articles are stored, ${waiting.length} not told`)
    await sleep(1_000)
  }
}

/** Articles that were given out whole more than once. */
function readTwice(asked: Asked[]): string[] {
  const read = asked.filter(each => isArticle(each) && each.status === 200)
  return [...Map.groupBy(read, ({ host, path }) => `${host}${path}`)]
    .filter(([, requests]) => requests.length > 1)
    .map(([key]) => key)
}

const etags = (servers: Started[]) =>
  Promise.all(servers.map(async ({ url }) => (await fetch(`${url}/feed.json`)).headers.get('etag')))

function writeLog(folder: string, asked: Asked[]): void {
  const { fetches, hasValidator, ...promised } = manners
  writeFileSync(join(folder, 'manners.json'), JSON.stringify({ ...promised, hosts }))
  writeFileSync(join(folder, 'asked.jsonl'), asked.map(each => JSON.stringify(each)).join('\n'))
}
