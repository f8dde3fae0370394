import { expect, test } from 'vitest'
import { openDemoWeb } from '../../demo/web.ts'
import {
  hasPgBouncer,
  hasPostgres,
  hasRedis,
  startPgBouncer,
  startPostgres,
  startRedis,
} from '../services.ts'
import { crawlAll, makeConfig, startLineFor } from './start-line.ts'

const all = hasPostgres && hasRedis && hasPgBouncer
const why = all ? '' : ' (skipped: no pgbouncer, no redis-server or no postgres on this machine)'

test.skipIf(!all)(
  `the whole line starts, crawls, publishes and serves behind a pooler of three connections${why}`,
  { timeout: 300_000 },
  async () => {
    await using postgres = await startPostgres()
    await using pooler = await startPgBouncer(postgres.url)
    await using redis = await startRedis()
    const web = await openDemoWeb({ bornAt: new Date('2026-11-20T04:00:00Z') })
    using config = makeConfig(web.sources.slice(0, 1).map(({ source }) => source as { id: string }))
    const env = {
      DATABASE_URL: pooler.url,
      REDIS_URL: redis.url,
      ALLOW_ADDRESSES: '127.0.0.1',
    }
    {
      await using line = await startLineFor(config.dir, env)
      await crawlAll(line, 240_000)
      const { items } = (await (await fetch(`${line.url}/feed.json`)).json()) as { items: object[] }
      expect(items.length).toBeGreaterThan(5)
      const ready = await fetch(`${line.url}/health/ready`)
      expect(await ready.json()).toMatchObject({ status: 'ok' })
    }
    // A second start finds everything as it was.
    await using again = await startLineFor(config.dir, env)
    const answer = await fetch(`${again.url}/feed.json`)
    expect(((await answer.json()) as { items: object[] }).items.length).toBeGreaterThan(5)
    await web.close()
  },
)
