import { Redis } from 'ioredis'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openQueue } from '../../src/queue/open-queue.ts'
import { type OpenedStore, openStore } from '../../src/store/open-store.ts'
import {
  hasPostgres,
  hasRedis,
  needing,
  type Service,
  startPostgres,
  startRedis,
} from '../services.ts'
import { nativeFolder } from './native-folder.ts'
import { describeQueue } from './queue-contract.ts'

const log = { warn: () => undefined, error: () => undefined }

/** Takes every job out of the database. The version of the tables stays. */
async function emptyJobs({ pool }: OpenedStore): Promise<void> {
  const { rows } = await pool.query(
    "select quote_ident(tablename) as name from pg_tables where schemaname = 'bullmq' and tablename <> 'migration'",
  )
  if (rows.length) await pool.query(`truncate ${rows.map(({ name }) => `bullmq.${name}`).join()}`)
}

function describeDatabase(name: string, open: () => Promise<OpenedStore>): void {
  describe('in the database', () => {
    let opened: OpenedStore
    beforeAll(async () => {
      opened = await open()
    })
    afterAll(() => opened?.store.close())
    const openHere = () => openQueue({ redisUrl: null, pool: opened.pool, log })
    describeQueue(name, openHere, () => emptyJobs(opened))

    test(`a job that a dead worker took in ${name} while the clock was hours ahead is free within minutes`, async () => {
      await emptyJobs(opened)
      const queue = await openHere()
      await queue.add('replay', [{ replayId: 'one' }])
      const aheadMs = Date.now() + 5 * 3_600_000
      await opened.pool.query(
        "update bullmq.job set state = 'active', lock_token = 'dead', locked_until_ms = $1",
        [aheadMs],
      )
      await queue.followClock()
      const { rows } = await opened.pool.query('select locked_until_ms from bullmq.job')
      expect(Number(rows[0].locked_until_ms)).toBeLessThan(Date.now() + 120_000)
      await queue.close()
    })

    test(`a queue that is closed leaves nothing behind on the pool of ${name}`, async () => {
      const before = opened.pool.listenerCount('error')
      const queue = await openHere()
      queue.work('replay', async () => ({ kind: 'saved' }), { concurrency: 1 })
      await queue.close()
      expect(opened.pool.listenerCount('error')).toBe(before)
    })
  })
}

describeDatabase('PGlite', () => openStore({ databaseUrl: null, dataDir: 'memory://' }))

describe('in a data directory', () => {
  const folder = nativeFolder()
  afterAll(() => folder[Symbol.dispose]())
  describeDatabase('the PostgreSQL of npm', folder.open)
})

describe.skipIf(!hasPostgres)(needing('on a server', 'postgres', hasPostgres), () => {
  let postgres: Service
  beforeAll(async () => {
    postgres = await startPostgres()
  })
  afterAll(() => postgres?.[Symbol.asyncDispose]())
  describeDatabase('Postgres', () => openStore({ databaseUrl: postgres.url, dataDir: '' }))
})

describe.skipIf(!hasRedis)(needing('on Redis', 'redis-server', hasRedis), () => {
  let redis: Service
  let client: Redis
  beforeAll(async () => {
    redis = await startRedis()
    client = new Redis(redis.url)
  })
  afterAll(async () => {
    client?.disconnect()
    await redis?.[Symbol.asyncDispose]()
  })
  // The pool is the database's: on Redis nothing asks it for anything.
  const pool = null as never
  describeQueue(
    'Redis',
    () => openQueue({ redisUrl: redis.url, pool, log }),
    async () => {
      await client.flushall()
    },
  )
})
