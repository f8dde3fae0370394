import { describe, expect, test } from 'vitest'
import { openQueue } from '../../src/queue/open-queue.ts'
import { openRedis } from '../../src/queue/redis.ts'
import { freePort, hasRedis, needing, startRedis } from '../services.ts'

const listen = () => {
  const warnings: string[] = []
  return { warnings, log: { warn: (text: string) => warnings.push(text), error: () => undefined } }
}

test('a Redis that does not answer is told with what to do', async () => {
  const redisUrl = `redis://:secret@127.0.0.1:${await freePort()}`
  const opening = openQueue({ redisUrl, pool: null as never, log: listen().log as never })
  await expect(opening).rejects.toThrow(
    /^REDIS_URL: the Redis at 127\.0\.0\.1:\d+ cannot be used \(.*ECONNREFUSED.*\): start it, correct the address, or leave REDIS_URL empty/,
  )
})

describe.skipIf(!hasRedis)(needing('Redis', 'redis-server', hasRedis), () => {
  test('with settings that lose jobs is used with a loud warning', async () => {
    await using server = await startRedis({
      appendonly: 'no',
      maxmemory: '50mb',
      'maxmemory-policy': 'allkeys-lru',
    })
    const { warnings, log } = listen()
    const redis = await openRedis(server.url, {}, log)
    redis.close()
    expect(warnings).toEqual([
      expect.stringContaining('Set maxmemory-policy noeviction.'),
      expect.stringContaining('Set appendonly yes.'),
    ])
  })

  test('set up well is used without a word', async () => {
    await using server = await startRedis()
    const { warnings, log } = listen()
    const redis = await openRedis(server.url, {}, log)
    redis.close()
    expect(warnings).toEqual([])
  })

  test('that goes away and comes back with its data has every job', async () => {
    await using server = await startRedis()
    const { log } = listen()
    const queue = await openQueue({
      redisUrl: server.url,
      pool: null as never,
      log: log as never,
    })
    await queue.add('replay', [{ replayId: 'r1' }, { replayId: 'r2' }])
    await server.kill()
    await server.restart()
    const ran: string[] = []
    queue.work(
      'replay',
      async ({ replayId }) => {
        ran.push(replayId)
        return { kind: 'saved' }
      },
      { concurrency: 1 },
    )
    await expect.poll(() => ran.sort(), { timeout: 60_000 }).toEqual(['r1', 'r2'])
    await queue.close()
  })
})
