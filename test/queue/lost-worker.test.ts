import { once } from 'node:events'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openQueue } from '../../src/queue/open-queue.ts'
import { openStore } from '../../src/store/open-store.ts'
import { startChild } from '../children.ts'
import { clockOffBy, faketime } from '../clock.ts'
import {
  hasPostgres,
  hasRedis,
  needing,
  type Service,
  startPostgres,
  startRedis,
} from '../services.ts'

const log = { warn: () => undefined, error: () => undefined }

describe.skipIf(!hasPostgres)(needing('a worker that is killed', 'postgres', hasPostgres), () => {
  let postgres: Service
  let redis: Service | undefined
  beforeAll(async () => {
    postgres = await startPostgres()
    if (hasRedis) redis = await startRedis()
  })
  afterAll(async () => {
    await redis?.[Symbol.asyncDispose]()
    await postgres?.[Symbol.asyncDispose]()
  })

  const recover = async (redisUrl: string | null, clock: Record<string, string> = {}) => {
    const { store, pool, now } = await openStore({ databaseUrl: postgres.url, dataDir: '' })
    const queue = await openQueue({ redisUrl, pool, now, log })
    await queue.add('replay', [{ replayId: crypto.randomUUID() }])
    const program = join(import.meta.dirname, 'child-worker.ts')
    const child = startChild(
      process.execPath,
      [program, postgres.url, ...(redisUrl ? [redisUrl] : [])],
      { stdio: ['ignore', 'pipe', 'inherit'], env: { ...process.env, ...clock } },
    )
    await once(child.stdout, 'data')
    child.kill('SIGKILL')
    const killedAt = performance.now()

    const { promise: recovered, resolve } = Promise.withResolvers<number>()
    queue.work(
      'replay',
      async () => {
        resolve(performance.now() - killedAt)
        return { kind: 'saved' }
      },
      { concurrency: 1 },
    )
    const tookMs = await recovered
    await queue.close()
    await store.close()
    return tookMs
  }

  test.concurrent('leaves its job to the next soon, in the database', async () => {
    expect(await recover(null)).toBeLessThan(75_000)
  })

  test.skipIf(!faketime).each(['+1d', '-1d'])(
    `leaves its job to the next soon though its clock is off by %s${faketime ? '' : ' (skipped: no faketime on this machine)'}`,
    async offset => {
      expect(await recover(null, clockOffBy(offset))).toBeLessThan(75_000)
    },
  )

  test
    .skipIf(!hasRedis)
    .concurrent(
      needing('leaves its job to the next soon, on Redis', 'redis-server', hasRedis),
      async () => {
        expect(await recover(redis!.url)).toBeLessThan(75_000)
      },
    )
})
