import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type OpenedQueue, openQueue } from '../../src/queue/open-queue.ts'
import { type OpenedStore, openStore } from '../../src/store/open-store.ts'
import * as news from '../contract/invented-news.ts'
import { hasPostgres, needing, type Service, startPostgres } from '../services.ts'

const LINKS = 100_000
const SMALL = 200
const big = 'big.example'
const smallIds = Array.from({ length: SMALL }, (_, at) => `small-${at}.example`)

describe.skipIf(!hasPostgres)(
  needing('a source with a hundred thousand open links beside small ones', 'postgres', hasPostgres),
  () => {
    let server: Service
    let opened: OpenedStore
    let queue: OpenedQueue
    beforeAll(async () => {
      server = await startPostgres()
      opened = await openStore({ databaseUrl: server.url, dataDir: '' })
      await opened.store.syncSources(
        [big, ...smallIds].map(id => news.source(id)),
        news.start,
      )
      const rows = (id: string, count: number) =>
        opened.pool.query(
          `insert into carbonwire.link (id, url_key, url, source_id, state, depth, position, title, truncated, first_seen_at, due_at)
           select gen_random_uuid(), $1 || '/' || at, 'https://' || $1 || '/' || at, $1, 'open', 0, at, 'x', false, now(), now()
           from generate_series(1, $2) as at`,
          [id, count],
        )
      await rows(big, LINKS)
      for (const id of smallIds) await rows(id, 1)
      await opened.pool.query('analyze carbonwire.link')
      queue = await openQueue({
        redisUrl: null,
        pool: opened.pool,
        log: { warn: () => undefined, error: () => undefined },
      })
    })
    afterAll(async () => {
      await queue?.close()
      await opened?.store.close()
      await server?.[Symbol.asyncDispose]()
    })
    // Rounds that are planned do not matter here: these links are due by themselves.
    const soon = () => new Date(Date.now() + 1_000)

    test('takes no more memory at one time than a batch of them', async () => {
      const before = process.memoryUsage().heapUsed
      const due = await opened.store.dueLinks(big, soon(), 100)
      const state = await opened.store.findSource(big)
      expect(due).toHaveLength(100)
      expect(due.map(({ url }) => url).slice(0, 2)).toEqual([
        `https://${big}/1`,
        `https://${big}/2`,
      ])
      expect(state?.openLinks).toBe(LINKS)
      expect(process.memoryUsage().heapUsed - before).toBeLessThan(64_000_000)
    })

    test('is found due as one of all, and its job is as small as any', async () => {
      await opened.pool.query(
        "update carbonwire.source set next_round_at = now() + interval '1 day'",
      )
      const due = await opened.store.sourcesWithDueLinks(soon())
      expect(due).toHaveLength(SMALL + 1)
      await queue.takeUp(due, 'sweep')
      const waiting = await queue.queues.crawl.getJobs(['waiting', 'prioritized'], 0, 1_000)
      expect(waiting).toHaveLength(SMALL + 1)
      for (const { data } of waiting) expect(JSON.stringify(data).length).toBeLessThan(200)
    })

    test('goes to the end of the line after each round: every small one has its turn before the next of its own', async () => {
      const ran: string[] = []
      queue.work(
        'crawl',
        async ({ sourceId }) => {
          ran.push(sourceId)
          if (sourceId === big) await queue.takeUp([big], 'more')
          return { kind: 'unchanged' }
        },
        { concurrency: 1 },
      )
      await expect.poll(() => new Set(ran).size, { timeout: 80_000, interval: 100 }).toBe(SMALL + 1)
      const untilAll = ran.slice(0, Math.max(...smallIds.map(id => ran.indexOf(id))) + 1)
      expect(untilAll.filter(id => id === big).length).toBeLessThanOrEqual(2)
      await queue.stopWorkers(10_000)
    })
  },
)
