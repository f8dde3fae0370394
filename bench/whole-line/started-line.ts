import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { stringify } from 'yaml'
import { askRunning } from '../../src/cli/control-socket.ts'
import { openQueue } from '../../src/queue/open-queue.ts'
import { freePort, type Service, startPostgres, startRedis } from '../../test/services.ts'
import { type BenchWeb, HOSTS } from './started-web.ts'

const root = join(import.meta.dirname, '../..')

/** As `npm start` and the image have it. */
const FLAGS = ['--max-semi-space-size=8', '--v8-pool-size=1']
/** Where both keep what was compiled and stripped of types. */
const COMPILED = join(root, 'node_modules/.cache/carbonwire')

/** One process with a database of its own, or the three kinds of processes on Postgres and Redis. */
export type Shape = 'embedded' | 'services'

/** The product while it runs, as an operator would run it: its processes, and a directory of sources. */
export type BenchLine = {
  /** Ids of its processes, those of its database and queue among them. */
  roots: number[]
  url: string
  /** Where its database is when it is a server. */
  databaseUrl: string | null
  /** Fills this list of the web's and has it read, on all hosts or on some: nothing of it was there before. */
  crawl(list: string, hosts?: number[]): Promise<void>
  /** Waits until so many articles have found their place in the feed since the start; returns how many there are. */
  untilPublished(articles: number, limitMs: number): Promise<number>
  /** SIGTERM to the first process: how long it took, and what it exited with. */
  terminate(): Promise<{ ms: number; code: number | null }>
  end(): Promise<void>
}

export type LineOptions = {
  shape: Shape
  web: BenchWeb
  /** Where an embedded database lies; a new directory that goes with it unless told. */
  dataDir?: string
  /** Processor cores that it may use, as `taskset` has them. */
  cores?: string
}

/** Starts the product with a source for each list and host of the web, and waits until it serves and has found the lists empty. */
export async function startLine({ shape, web, dataDir, cores }: LineOptions): Promise<BenchLine> {
  const folder = mkdtempSync(join(tmpdir(), 'carbonwire-bench-'))
  const config = join(folder, 'config')
  cpSync(join(root, 'config'), config, { recursive: true })
  rmSync(join(config, 'sources'), { recursive: true })
  mkdirSync(join(config, 'sources'))
  const sourceIds = web.lists.flatMap(list =>
    [...HOSTS.keys()].map(host => addSource(config, web, host, list)),
  )

  const services: Service[] =
    shape === 'services' ? await Promise.all([startPostgres(), startRedis()]) : []
  const port = await freePort()
  const env = {
    ...process.env,
    CONFIG_DIR: config,
    DATA_DIR: dataDir ?? join(folder, 'data'),
    ALLOW_ADDRESSES: '127.0.0.0/8',
    LOG_LEVEL: process.env.BENCH_LOG ?? 'error',
    PORT: String(port),
    NODE_COMPILE_CACHE: COMPILED,
    ...(services[0] && { DATABASE_URL: services[0].url, REDIS_URL: services[1]!.url }),
  }
  const start = (worker: string) => {
    const given = [...FLAGS, ...(process.env.BENCH_NODE ?? '').split(' ').filter(Boolean)]
    const command = [process.execPath, ...given, join(root, 'workers', `${worker}.ts`)]
    const [program, ...args] = cores ? ['taskset', '-c', cores, ...command] : command
    return spawn(program!, args, { env, cwd: folder, stdio: ['ignore', 'inherit', 'inherit'] })
  }
  const children = (shape === 'embedded' ? ['all'] : ['server', 'publish', 'crawl']).map(start)
  const url = `http://127.0.0.1:${port}`
  await untilServing(url, children)
  await untilLookedAt(url, sourceIds)

  return {
    roots: [...children, ...services].map(({ pid }) => pid!),
    url,
    databaseUrl: services[0]?.url ?? null,
    async crawl(list, hosts = [...HOSTS.keys()]) {
      await web.open(list)
      const ids = hosts.map(host => idOf(list, host))
      if (services[1]) await askThroughQueue(services[1].url, ids)
      else await askRunning(env.DATA_DIR, { command: 'crawl', args: { sources: ids } })
    },
    untilPublished: await followFeed(url),
    async terminate() {
      const startedAt = performance.now()
      const code = await stop(children[0]!)
      return { ms: Math.round(performance.now() - startedAt), code }
    },
    async end() {
      await Promise.all(children.map(stop))
      await Promise.all(services.map(service => service[Symbol.asyncDispose]()))
      rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 })
    },
  }
}

/** No gap, and as many requests at one time as a source may have: the pages are ours. */
function addSource(config: string, web: BenchWeb, host: number, list: string): string {
  const id = idOf(list, host)
  const source = {
    id,
    name: `第${host + 1}碳讯网`,
    language: 'zh-Hans',
    zone: 'Asia/Shanghai',
    relevance: 'dedicated',
    entries: [{ kind: 'listing', url: `${web.origin(host)}/list/${list}/0.html`, maxPages: 500 }],
    depth: 0,
    maxAgeDays: 36_500,
    politeness: { gapMs: 0, concurrency: 8 },
  }
  writeFileSync(join(config, 'sources', `${id}.yaml`), stringify(source))
  return id
}

const idOf = (list: string, host: number) => `${list}-${host}`

async function askThroughQueue(redisUrl: string, sourceIds: string[]): Promise<void> {
  const log = { warn: () => undefined, error: () => undefined }
  const queue = await openQueue({ redisUrl, pool: null as never, log })
  const slot = `asked-${Date.now()}`
  await queue.add(
    'crawl',
    sourceIds.map(sourceId => ({ sourceId, slot })),
  )
  await queue.close()
}

/** Every source has had a round. */
async function untilLookedAt(url: string, sourceIds: string[]): Promise<void> {
  for (;;) {
    const answer = await fetch(`${url}/api/v1/sources`)
    const { sources } = (await answer.json()) as { sources: { id: string; lastRoundAt: unknown }[] }
    const looked = sources.filter(({ lastRoundAt }) => lastRoundAt !== null)
    if (looked.length >= sourceIds.length) return
    await sleep(200)
  }
}

async function untilServing(url: string, children: ChildProcess[]): Promise<void> {
  for (;;) {
    const ended = children.find(({ exitCode }) => exitCode !== null)
    if (ended) throw new Error(`a process of the line ended with ${ended.exitCode}`)
    const answer = await fetch(`${url}/health`).catch(() => null)
    await answer?.arrayBuffer()
    if (answer?.ok) return
    await sleep(100)
  }
}

type Told = {
  changes: { sequence: number; story?: { url: string; copies: { url: string }[] } | null }[]
}

/** Follows the feed from where it is now: the articles that came since, whoever leads their stories. */
async function followFeed(url: string) {
  const answer = await fetch(`${url}/api/v1/stories?limit=1`)
  let { sequence: after } = (await answer.json()) as { sequence: number }
  const seen = new Set<string>()
  return async (articles: number, limitMs: number): Promise<number> => {
    const giveUpAt = performance.now() + limitMs
    while (seen.size < articles && performance.now() < giveUpAt) {
      const told = await fetch(`${url}/api/v1/changes?after=${after}&limit=500`)
      const { changes } = (await told.json()) as Told
      for (const { sequence, story } of changes) {
        after = sequence
        for (const each of story ? [story, ...story.copies] : []) seen.add(each.url)
      }
      if (!changes.length) await sleep(300)
    }
    return seen.size
  }
}

async function stop(child: ChildProcess): Promise<number | null> {
  if (child.exitCode !== null || child.signalCode !== null) return child.exitCode
  const ended = once(child, 'exit')
  child.kill('SIGTERM')
  const late = setTimeout(() => child.kill('SIGKILL'), 60_000)
  const [code] = (await ended) as [number | null]
  clearTimeout(late)
  return code
}
