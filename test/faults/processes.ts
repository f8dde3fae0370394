import type { ChildProcess } from 'node:child_process'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach } from 'vitest'
import { openClient } from '../../src/client/client.ts'
import { end, startChild } from '../children.ts'
import { makeConfig } from '../pipeline/start-line.ts'
import {
  freePort,
  hasPostgres,
  hasRedis,
  type Service,
  startPostgres,
  startRedis,
} from '../services.ts'
import { titleOf } from './shaken-web.ts'

const root = join(import.meta.dirname, '../..')

/** The last of what the processes of this test have said. */
const said: string[] = []
const MOST_SAID = 2000

afterEach(({ task }) => {
  if (task.result?.state === 'fail')
    console.error(said.join('') || 'its processes have said nothing')
  said.length = 0
})

function note(text: string): void {
  said.push(text)
  if (said.length > MOST_SAID) said.splice(0, said.length - MOST_SAID)
}

/** A real process of the line, with none of this one's settings but those given. What it says is shown where its test fails. */
export function startProcess(
  args: string[],
  env: Record<string, string>,
  before: string[] = [],
): ChildProcess {
  const [program, ...rest] = [...before, process.execPath, ...args] as [string, ...string[]]
  const child = startChild(program, rest, {
    cwd: root,
    env: {
      ...{ PATH: process.env.PATH, TZ: process.env.TZ, LOG_LEVEL: 'error' },
      // As in the image: to compile everything is most of a start.
      NODE_COMPILE_CACHE: join(root, 'node_modules/.cache/carbonwire'),
      ...env,
    },
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  const name = args.join(' ').slice(0, 60)
  child.stderr!.on('data', chunk => note(`${name} (${child.pid}): ${chunk}`))
  child.on('exit', (code, signal) => note(`${name} (${child.pid}) ended with ${code ?? signal}\n`))
  return child
}

/** What the name of a test of many processes says where they cannot run; nothing where they can. */
export const whyNotScaledOut =
  hasPostgres && hasRedis ? '' : ' (skipped: no redis-server or no postgres on this machine)'

export type ScaledOut = AsyncDisposable & {
  /** The settings that all of them share. */
  env: Record<string, string>
  /** Where the server answers. */
  base: string
  postgres: Service
  redis: Service
  processes: ChildProcess[]
  /** What each of them runs. */
  kinds: string[]
  start(kind: string): ChildProcess
}

/** A server, a publisher and two crawlers of an invented web, over a Postgres and a Redis of their own; killed at the end. */
export async function openScaledOut(
  web: Parameters<typeof sourcesOf>[0],
  sites: number,
): Promise<ScaledOut> {
  await using opened = new AsyncDisposableStack()
  const postgres = opened.use(await startPostgres())
  const redis = opened.use(await startRedis())
  const config = opened.use(makeConfig(sourcesOf(web, sites)))
  const port = await freePort()
  const env = {
    ...{ DATABASE_URL: postgres.url, REDIS_URL: redis.url, CONFIG_DIR: config.dir },
    ...{ ALLOW_ADDRESSES: '127.0.0.1', PORT: String(port) },
  }
  const start = (kind: string) => startProcess([`workers/${kind}.ts`], env)
  const kinds = ['server', 'publish', 'crawl', 'crawl']
  const processes = kinds.map(start)
  opened.defer(async () => {
    await Promise.all(processes.map(child => end(child, 'SIGKILL')))
  })
  const all = opened.move()
  return {
    ...{ env, base: `http://127.0.0.1:${port}`, postgres, redis, processes, kinds, start },
    [Symbol.asyncDispose]: () => all.disposeAsync(),
  }
}

/** Numbers that look random and are the same in every run. */
export function seeded(seed: number): () => number {
  let state = seed
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648
    return state / 2_147_483_648
  }
}

/** Sources of an invented web, asked for once and quickly. */
export const sourcesOf = (
  web: { at(path: string, site?: number): string },
  sites: number,
): { id: string; [field: string]: unknown }[] =>
  Array.from({ length: sites }, (_, site) => ({
    id: `s${site}.example`,
    name: `${site}号站`,
    language: 'zh-Hans',
    zone: 'Asia/Shanghai',
    relevance: 'all',
    intervalMinutes: 10_080,
    entries: [{ kind: 'listing', url: web.at('/list/', site), maxPages: 1 }],
    maxAgeDays: 3650,
    politeness: { gapMs: 50, concurrency: 1 },
  }))

/** What a follower of the line's changes holds in the end. */
export type Held = { titles: string[]; kinds: string[]; sequences: number[] }

/** Asks a server for everything; null when it does not answer. */
export async function readEverything(base: string): Promise<Held | null> {
  try {
    const client = openClient({ base })
    const changes = []
    for (let after = 0, more = true; more; ) {
      const page = await client.changes({ after, limit: 500 })
      changes.push(...page.changes)
      ;({ next: after, more } = page)
    }
    const stories = []
    for await (const story of client.exportStories()) stories.push(story.title)
    return {
      titles: stories.sort(),
      kinds: [...new Set(changes.map(({ kind }) => kind))].sort(),
      sequences: changes.map(({ sequence }) => sequence),
    }
  } catch {
    return null
  }
}

/** Every title of such a web, sorted. */
export const allTitles = (sites: number, articles: number): string[] =>
  Array.from({ length: sites }, (_, site) =>
    Array.from({ length: articles }, (_, n) => titleOf(site, n)),
  )
    .flat()
    .sort()

/** Waits until a server holds so many stories; the caller's test has the limit. */
export async function untilWhole(base: string, stories: number): Promise<Held> {
  for (;;) {
    const held = await readEverything(base)
    if (held && held.titles.length >= stories) return held
    await sleep(300)
  }
}
