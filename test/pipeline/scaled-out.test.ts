import { join } from 'node:path'
import { expect, test } from 'vitest'
import { openDemoWeb } from '../../demo/web.ts'
import type { FeedItem } from '../../src/model/feed.ts'
import { openStore } from '../../src/store/open-store.ts'
import { freePort, hasPostgres, hasRedis, startPostgres, startRedis } from '../services.ts'
import { tellOfChildren } from '../told-children.ts'
import { makeConfig } from './start-line.ts'

const workers = join(import.meta.dirname, '../../workers')
const both = hasPostgres && hasRedis
const name =
  'many processes on Redis and Postgres crawl everything once, though one of them is killed'
const why = both ? '' : ' (skipped: no redis-server or no postgres on this machine)'

test.skipIf(!both)(`${name}${why}`, { timeout: 480_000 }, async () => {
  await using postgres = await startPostgres()
  await using redis = await startRedis({ appendonly: 'yes' })
  const web = await openDemoWeb({ bornAt: new Date('2026-11-20T04:00:00Z') })
  using config = makeConfig(web.sources.map(({ source }) => source as { id: string }))
  const port = await freePort()
  const env = {
    ...process.env,
    DATABASE_URL: postgres.url,
    REDIS_URL: redis.url,
    CONFIG_DIR: config.dir,
    ALLOW_ADDRESSES: '127.0.0.1',
    PORT: String(port),
  }
  const children = tellOfChildren()
  const start = (worker: string) => children.start(worker, [join(workers, `${worker}.ts`)], env)
  const processes = ['server', 'publish', 'crawl', 'crawl'].map(start)
  const { store } = await openStore({ databaseUrl: postgres.url, dataDir: '' })
  try {
    await children.until(async () => (await countArticles(store)) > 40)
    await children.stop(processes.at(-1)!, 'SIGKILL')
    await children.until(
      async () => (await countArticles(store)) >= 200 && (await isQuiet(store, web.sources)),
    )

    const items: FeedItem[] = await store.readFeed({}, 1000)
    expect(new Set(items.map(({ id }) => id)).size).toBe(items.length)
    expect(new Set(items.map(({ url }) => url)).size).toBe(items.length)
    const changes = await store.changesAfter(0, 10_000)
    expect(changes.map(({ sequence }) => sequence)).toEqual(changes.map((_, at) => at + 1))

    const served = await fetch(`http://127.0.0.1:${port}/feed.json`)
    expect(served.status).toBe(200)
    const health = await fetch(`http://127.0.0.1:${port}/health`)
    expect(await health.json()).toMatchObject({ store: { ok: true } })
    // Who is asked to stop stops cleanly.
    expect(await children.stopAll()).toEqual([0, 0, 0])
  } finally {
    await store.close()
    await web.close()
  }
})

type Store = Awaited<ReturnType<typeof openStore>>['store']

async function countArticles(store: Store): Promise<number> {
  const summary = await store.summarizeSources()
  return summary.reduce((sum, { articles }) => sum + articles, 0)
}

/** Nothing waits to be fetched, and nothing to be published. */
async function isQuiet(store: Store, sources: { id: string }[]): Promise<boolean> {
  const due = await Promise.all(sources.map(({ id }) => store.dueLinks(id, new Date(), 1)))
  return due.flat().length === 0 && (await store.unpublished(1)).length === 0
}
