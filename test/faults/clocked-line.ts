import type { ChildProcess } from 'node:child_process'
import pg from 'pg'
import { end } from '../children.ts'
import { faketime } from '../clock.ts'
import { makeConfig } from '../pipeline/start-line.ts'
import { freePort, hasPostgres, hasRedis, startPostgres, startRedis } from '../services.ts'
import { sourcesOf, startProcess } from './processes.ts'
import { openShakenWeb } from './shaken-web.ts'

export const SITES = 3
export const ARTICLES = 12
/** A lock that is left for a day shows by this. */
export const limit = { timeout: 600_000 }
/** What the name of a test says where no clock can be set; nothing where one can. */
export const whyNoClock =
  faketime && hasPostgres ? '' : ' (skipped: no faketime or no postgres on this machine)'

/** Clocks, and where the jobs are kept. */
export const cases = (...offsets: string[]) =>
  offsets.flatMap(offset =>
    ['the database', ...(hasRedis ? ['Redis'] : [])].map(jobs => [offset, jobs] as const),
  )

/** The invented web, a database and a Redis with the right time, and processes over them whose clocks are told. */
export async function openClockedLine(jobs: string) {
  await using opened = new AsyncDisposableStack()
  const web = opened.use(await openShakenWeb({ articles: ARTICLES }))
  const config = opened.use(makeConfig(sourcesOf(web, SITES)))
  const postgres = opened.use(await startPostgres())
  const redis = jobs === 'Redis' ? opened.use(await startRedis()) : null
  const pool = new pg.Pool({ connectionString: postgres.url, max: 2 })
  pool.on('error', () => {})
  opened.defer(() => pool.end())
  const port = await freePort()
  const children: ChildProcess[] = []
  opened.defer(async () => void (await Promise.all(children.map(child => end(child, 'SIGKILL')))))
  const line = opened.move()
  return {
    ...{ web, pool, base: `http://127.0.0.1:${port}` },
    start(worker: string, clock: Record<string, string> = {}) {
      const child = startProcess([`workers/${worker}.ts`], {
        ...{ DATABASE_URL: postgres.url, CONFIG_DIR: config.dir, PORT: String(port) },
        ...{ ALLOW_ADDRESSES: '127.0.0.1', LOG_LEVEL: 'fatal' },
        ...(redis && { REDIS_URL: redis.url }),
        ...clock,
      })
      children.push(child)
      return child
    },
    [Symbol.asyncDispose]: () => line.disposeAsync(),
  }
}
