import { Redis } from 'ioredis'
import { afterAll, describe, expect, test } from 'vitest'
import { freePort, hasRedis, needing, startRedis } from '../services.ts'
import { run, start, temporaryFolder } from './run-command.ts'

const folder = temporaryFolder()
afterAll(() => folder[Symbol.dispose]())
const secret = 'Geheim-fuer-niemanden'

describe('a secret in a setting', () => {
  test.each([
    ['a database that is away', { DATABASE_URL: `postgres://me:${secret}@127.0.0.1:1/wire` }],
    ['a database that is mistyped', { DATABASE_URL: `postgress:/me:${secret}@127.0.0.1/wire` }],
    ['a Redis that is away', { REDIS_URL: `redis://:${secret}@127.0.0.1:1` }],
  ])('is not told: %s', async (_, env) => {
    const { out, err } = await run(['sources'], {
      env: { ...env, DATA_DIR: `${folder.path}/data`, LOG_LEVEL: 'trace' },
    })
    expect(out + err).not.toBe('')
    expect(out + err).not.toContain(secret)
  })

  test('is told by no page and by no line of the log of a server', async () => {
    const port = await freePort()
    const server = start(['start', '--port', String(port), '--data', `${folder.path}/served`], {
      env: {
        IMAGE_PROXY_SECRET: secret,
        PUBLIC_URL: 'https://wire.example',
        CONFIG_DIR: 'config',
        LOG_LEVEL: 'trace',
        ALLOW_ADDRESSES: '',
      },
    })
    await server.said('feeds at')
    const pages = ['/health', '/feed.json', '/', '/openapi.json', '/api/v1/export/stories.ndjson']
    for (const page of pages) {
      const answer = await fetch(`http://127.0.0.1:${port}${page}`)
      expect(await answer.text()).not.toContain(secret)
    }
    server.child.kill('SIGTERM')
    const { out, err } = await server.ended
    expect(out + err).not.toContain(secret)
  })

  describe.skipIf(!hasRedis)(needing('on Redis', 'redis-server', hasRedis), () => {
    test('is not in the log when Redis refuses it', async () => {
      await using redis = await startRedis()
      const client = new Redis(redis.url)
      await client.config('SET', 'requirepass', 'another')
      client.disconnect()
      const url = redis.url.replace('redis://', `redis://:${secret}@`)
      const { out, err } = await run(['sources'], {
        env: { REDIS_URL: url, DATA_DIR: `${folder.path}/redis`, LOG_LEVEL: 'trace' },
      })
      expect(out + err).not.toContain(secret)
    })
  })
})
