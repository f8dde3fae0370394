import { once } from 'node:events'
import { cpSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { expect, test } from 'vitest'
import { articlePage, listingPage } from '../../bench/whole-line/pages.ts'
import { startChild } from '../children.ts'
import { makeConfig } from '../pipeline/start-line.ts'
import { freePort, hasPostgres, hasRedis, startPostgres, startRedis } from '../services.ts'
import { RELEASED } from '../store/released.ts'
import { hasHistory, oldTree } from './old-tree.ts'

const root = join(import.meta.dirname, '../..')
const can = hasHistory && hasPostgres && hasRedis
const why = can ? '' : ' (skipped: no history of 0.1.0, no postgres or no redis-server here)'

test.skipIf(!can)(
  `a new version waits until the last process of 0.1.0 has ended, then goes on where that stopped${why}`,
  { timeout: 900_000 },
  async () => {
    using old = oldTree()
    await using postgres = await startPostgres()
    await using redis = await startRedis()
    await using site = await openSite()
    using config = makeConfig([site.source])
    rmSync(join(old.path, 'config/sources'), { recursive: true, force: true })
    cpSync(join(config.dir, 'sources'), join(old.path, 'config/sources'), { recursive: true })
    await using database = await connect(postgres.url)
    const env = {
      ...process.env,
      ...{ DATABASE_URL: postgres.url, REDIS_URL: redis.url, ALLOW_ADDRESSES: '127.0.0.1' },
      ...{ LOG_LEVEL: 'error', CRAWLER_CONTACT: 'tests@example.org' },
    }
    const startOld = () => start(old.path, { ...env, CONFIG_DIR: join(old.path, 'config') })
    const startNew = () => start(root, { ...env, CONFIG_DIR: config.dir })

    const before = await startOld()
    await untilStories(before.url, 3)
    const refused = await startNew()
    expect(await refused.ended()).not.toBe(0)
    expect(refused.said()).toMatch(
      /in use by an older version of Carbonwire \(\d+ connections from/,
    )
    expect(await database.level()).toBe(RELEASED)

    // The one that was there goes on undisturbed.
    site.show(5)
    await database.askAgain()
    await untilStories(before.url, 5)
    const known = await items(before.url)
    before.child.kill('SIGTERM')
    await before.ended()

    site.show(8)
    const after = await startNew()
    await database.askAgain()
    await untilStories(after.url, 8)
    const all = await items(after.url)
    expect(new Set(all.map(({ title }) => title)).size).toBe(8)
    expect(all).toEqual(expect.arrayContaining(known))
    const { changes } = (await (await fetch(`${after.url}/api/v1/changes?after=0`)).json()) as {
      changes: { sequence: number }[]
    }
    expect(changes.map(({ sequence }) => sequence)).toEqual(changes.map((_, at) => at + 1))

    const again = await startOld()
    expect(await again.ended()).not.toBe(0)
    expect(again.said()).toContain('made by a newer version of Carbonwire')
    after.child.kill('SIGTERM')
    expect(await after.ended()).toBe(0)
  },
)

async function start(folder: string, env: NodeJS.ProcessEnv) {
  const port = await freePort()
  const child = startChild(process.execPath, [join(folder, 'workers', 'all.ts')], {
    cwd: folder,
    env: { ...env, PORT: String(port) },
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  let said = ''
  child.stderr!.on('data', chunk => {
    said += chunk
  })
  const closed = once(child, 'close') as Promise<[number]>
  return {
    child,
    url: `http://127.0.0.1:${port}`,
    said: () => said,
    ended: async () => (await closed)[0],
  }
}

async function connect(url: string) {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  return {
    async level() {
      const { rows } = await client.query('select max(number) as level from carbonwire.migration')
      return rows[0].level as number
    },
    /** Rounds are minutes apart: the next one is due now. */
    askAgain: () =>
      client.query("update carbonwire.source set next_round_at = now() - interval '2 minutes'"),
    [Symbol.asyncDispose]: () => client.end(),
  }
}

type Item = { id: string; title: string }

async function items(url: string): Promise<Item[]> {
  const answer = await fetch(`${url}/feed.json`).catch(() => null)
  if (!answer?.ok) return []
  return ((await answer.json()) as { items: Item[] }).items.map(({ id, title }) => ({ id, title }))
}

async function untilStories(url: string, count: number): Promise<void> {
  while ((await items(url)).length < count) await sleep(500)
}

/** A site whose list grows. */
async function openSite() {
  let shown = 3
  const server = createServer((request, response) => {
    const number = Number(/\/a(\d+)\.html$/.exec(request.url!)?.[1] ?? Number.NaN) - 100_000
    const numbers = Array.from({ length: shown }, (_, at) => at)
    if (request.url === '/robots.txt') response.writeHead(404).end()
    else
      response
        .writeHead(200, { 'content-type': 'text/html; charset=utf-8' })
        .end(number >= 0 ? articlePage({ host: 0, number }, 9) : listingPage(0, 'all', numbers, 0))
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    show(count: number) {
      shown = count
    },
    source: {
      id: 'site.example',
      name: 'a site',
      language: 'zh-Hans',
      zone: 'Asia/Shanghai',
      relevance: 'all',
      intervalMinutes: 60,
      entries: [{ kind: 'listing', url: `http://127.0.0.1:${port}/list/` }],
      depth: 0,
      maxAgeDays: 36_500,
      politeness: { gapMs: 0, concurrency: 2 },
    },
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      await new Promise(resolve => server.close(resolve))
    },
  }
}
