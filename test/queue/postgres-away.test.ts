import { describe, expect, test } from 'vitest'
import { openQueue } from '../../src/queue/open-queue.ts'
import { openStore } from '../../src/store/open-store.ts'
import { hasPostgres, needing, startPostgres } from '../services.ts'

describe.skipIf(!hasPostgres)(needing('a database that goes away', 'postgres', hasPostgres), () => {
  test('and comes back finds store and workers where they were', async () => {
    await using server = await startPostgres()
    const lost: Error[] = []
    const { store, pool } = await openStore({
      databaseUrl: server.url,
      dataDir: '',
      onError: error => lost.push(error),
    })
    const log = { warn: () => undefined, error: () => undefined }
    const queue = await openQueue({ redisUrl: null, pool, log })
    const ran: string[] = []
    queue.work(
      'replay',
      async ({ replayId }) => {
        ran.push(replayId)
        return { kind: 'saved' }
      },
      { concurrency: 1 },
    )
    await queue.add('replay', [{ replayId: 'r1' }])
    await expect.poll(() => ran, { timeout: 60_000 }).toEqual(['r1'])

    await server.kill()
    await expect(store.lastSequence()).rejects.toThrow()
    await server.restart()
    expect(await store.lastSequence()).toBe(0)
    await queue.add('replay', [{ replayId: 'r2' }])
    await expect.poll(() => ran, { timeout: 60_000 }).toEqual(['r1', 'r2'])
    expect(lost.length).toBeGreaterThan(0)
    await queue.close()
    await store.close()
  })
})
