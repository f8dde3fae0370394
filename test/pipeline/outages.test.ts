import type { ChildProcess } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { Redis } from 'ioredis'
import { expect, test } from 'vitest'
import { openDemoWeb } from '../../demo/web.ts'
import { openStore } from '../../src/store/open-store.ts'
import { freePort, hasPostgres, hasRedis, startPostgres, startRedis } from '../services.ts'
import { tellOfChildren } from '../told-children.ts'
import { makeConfig } from './start-line.ts'

const workers = join(import.meta.dirname, '../../workers')
const both = hasPostgres && hasRedis
const why = both ? '' : ' (skipped: no redis-server or no postgres on this machine)'

/** The processes of a test, and how they are started. */
function openProcesses() {
  const children = tellOfChildren()
  const start = (worker: string, env: Record<string, string>): ChildProcess =>
    children.start(worker, [join(workers, `${worker}.ts`)], {
      ...process.env,
      ALLOW_ADDRESSES: '127.0.0.1',
      ...env,
    })
  const stop = async (child: ChildProcess) => expect(await children.stop(child)).toBe(0)
  return { start, stop, until: children.until }
}

test.skipIf(!hasPostgres)(
  `a process whose database is cut off in the middle of everything goes on by itself${why}`,
  { timeout: 480_000 },
  async () => {
    const { start, stop, until } = openProcesses()
    await using postgres = await startPostgres()
    const web = await openDemoWeb({ bornAt: new Date('2026-11-20T04:00:00Z') })
    using config = makeConfig(web.sources.map(({ source }) => source as { id: string }))
    const env = { DATABASE_URL: postgres.url, CONFIG_DIR: config.dir, PORT: `${await freePort()}` }
    const child = start('all', env)
    const { store, pool } = await openStore({ databaseUrl: postgres.url, dataDir: '' })
    const count = async (what: string) =>
      Number((await pool.query(`select count(*) as n from carbonwire.${what}`)).rows[0].n)
    try {
      for (const articles of [20, 80]) {
        await until(async () => (await count('article')) >= articles)
        await postgres.kill()
        await sleep(500)
        await postgres.restart()
      }
      await until(async () => (await count('article')) >= 200)
      await until(async () => (await count('article where published_revision < revision')) === 0)
      // What waited for us was not told as the page's fault, nor put off for later.
      expect(await count(`link where outcome ->> 'reason' = 'own-fault'`)).toBe(0)
      const changes = await store.changesAfter(0, 10_000)
      expect(changes.map(({ sequence }) => sequence)).toEqual(changes.map((_, at) => at + 1))
      const items = await store.readFeed({}, 1000)
      expect(new Set(items.map(({ url }) => url)).size).toBe(items.length)
      await stop(child)
    } finally {
      child.kill('SIGKILL')
      await store.close()
      await web.close()
    }
  },
)

test.skipIf(!both)(
  `the schedules are back within a minute when Redis has lost everything${why}`,
  { timeout: 480_000 },
  async () => {
    const { start, stop, until } = openProcesses()
    await using postgres = await startPostgres()
    await using redis = await startRedis()
    const source = {
      ...{ id: 'far.example', name: '远方', language: 'zh-Hans', zone: 'Asia/Shanghai' },
      ...{ entries: [{ kind: 'listing', url: 'http://far.invalid/' }], intervalMinutes: 600 },
    }
    using config = makeConfig([source])
    const child = start('publish', {
      ...{ DATABASE_URL: postgres.url, REDIS_URL: redis.url, CONFIG_DIR: config.dir },
    })
    const client = new Redis(redis.url)
    const schedules = () => client.zcard('{carbonwire}:crawl:repeat')
    try {
      await until(async () => (await schedules()) === 1)
      await client.flushall()
      const lostAt = performance.now()
      await until(async () => (await schedules()) === 1)
      expect(performance.now() - lostAt).toBeLessThan(60_000)
      await stop(child)
    } finally {
      child.kill('SIGKILL')
      client.disconnect()
    }
  },
)

test.skipIf(!hasPostgres)(
  `a server that starts while its database is away serves what was served last, and the rest once it is back${why}`,
  { timeout: 480_000 },
  async () => {
    const { start, stop, until } = openProcesses()
    await using postgres = await startPostgres()
    using config = makeConfig([])
    const dataDir = mkdtempSync(join(tmpdir(), 'carbonwire-away-'))
    const port = await freePort()
    const env = {
      DATABASE_URL: postgres.url,
      CONFIG_DIR: config.dir,
      DATA_DIR: dataDir,
      PORT: `${port}`,
    }
    const ask = (path: string) =>
      fetch(`http://localhost:${port}${path}`).catch(() => ({ status: 0, text: async () => '' }))
    const first = start('server', env)
    let second: ChildProcess | null = null
    try {
      await until(async () => (await ask('/feed.json')).status === 200)
      const before = await (await ask('/feed.json')).text()
      await until(async () => existsSync(join(dataDir, 'last-feeds')))
      await stop(first)
      await postgres.kill()

      second = start('server', env)
      await until(async () => (await ask('/feed.json')).status === 200)
      expect(await (await ask('/feed.json')).text()).toBe(before)
      expect((await ask('/api/v1/stories')).status).toBe(503)

      await postgres.restart()
      await until(async () => (await ask('/api/v1/stories')).status === 200)
      await stop(second)
    } finally {
      first.kill('SIGKILL')
      second?.kill('SIGKILL')
      rmSync(dataDir, { recursive: true, force: true })
    }
  },
)
