import type { ChildProcess } from 'node:child_process'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { expect, test } from 'vitest'
import { end } from '../children.ts'
import { clockOffBy, faketime } from '../clock.ts'
import { makeConfig } from '../pipeline/start-line.ts'
import { freePort, hasPostgres, hasRedis, startPostgres, startRedis } from '../services.ts'
import { allTitles, sourcesOf, startProcess, untilWhole } from './processes.ts'
import { openShakenWeb } from './shaken-web.ts'

const SITES = 3
const ARTICLES = 12
const whole = SITES * ARTICLES
/** A lock that is left for a day shows by this. */
const limit = { timeout: 600_000 }
const why = faketime && hasPostgres ? '' : ' (skipped: no faketime or no postgres on this machine)'

/** Clocks, and where the jobs are kept. */
const cases = (...offsets: string[]) =>
  offsets.flatMap(offset =>
    ['the database', ...(hasRedis ? ['Redis'] : [])].map(jobs => [offset, jobs] as const),
  )

/** The invented web, a database and a Redis with the right time, and processes over them whose clocks are told. */
async function openLine(jobs: string) {
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

test.skipIf(!faketime || !hasPostgres).each(cases('-1d', '+1d'))(
  `with a clock that is off by %s and jobs in %s the line writes down the time of its database, and asks when that says so${why}`,
  limit,
  async (offset, jobs) => {
    await using line = await openLine(jobs)
    const { web, pool, base } = line
    web.moods.set('0/0', 'broken')
    for (let n = 0; n < ARTICLES; n++) web.moods.set(`2/${n}`, 'forbidden')
    const child = line.start('all', clockOffBy(offset))
    const held = await untilWhole(base, whole - ARTICLES - 1)
    expect(held.sequences).toEqual(held.sequences.map((_, at) => at + 1))
    const ended = async () =>
      (
        await pool.query(
          `select count(*)::integer as n from carbonwire.source where last_round_at is null`,
        )
      ).rows[0].n === 0
    while (!(await ended())) await sleep(500)

    const { rows } = await pool.query(`
      select 'page' as what, extract(epoch from now() - fetched_at) / 60 as minutes from carbonwire.page
      union all select 'article', extract(epoch from now() - first_fetched_at) / 60 from carbonwire.article
      union all select 'first seen', extract(epoch from now() - first_seen_at) / 60 from carbonwire.link
      union all select 'round', extract(epoch from now() - started_at) / 60 from carbonwire.round
      union all select 'change', extract(epoch from now() - at) / 60 from carbonwire.change
      union all select 'next visit', extract(epoch from due_at - now()) / 60 - 60 from carbonwire.link where article_id is not null
      union all select 'failed', extract(epoch from due_at - now()) / 60 - 5 from carbonwire.link where outcome ->> 'kind' = 'retry'
      union all select 'held', extract(epoch from hold_until - now()) / 60 - 60 from carbonwire.source where hold_until is not null
      union all select 'next round', extract(epoch from next_round_at - now()) / 60 - 10080 from carbonwire.source`)
    const odd = rows.filter(({ minutes }) => Math.abs(Number(minutes)) > 8)
    expect(odd).toEqual([])
    expect(new Set(rows.map(({ what }) => what)).size).toBe(9)

    // What waits comes when the database says so, and not a day later: an hour passes there.
    web.mood = 'well'
    web.moods.clear()
    web.articles = ARTICLES + 1
    await pool.query(`
      update carbonwire.link set due_at = due_at - interval '7 days' where due_at is not null;
      update carbonwire.source set next_round_at = next_round_at - interval '8 days', hold_until = hold_until - interval '8 days'`)
    const all = await untilWhole(base, whole + SITES)
    expect(all.titles).toEqual(allTitles(SITES, ARTICLES + 1))
    expect(all.kinds).toEqual(['added'])
    expect(await end(child, 'SIGTERM')).toBe(0)
  },
)

test.skipIf(!faketime || !hasPostgres).each(cases('+1d', '-3h'))(
  `a crawler whose clock is off by %s and that is killed leaves its jobs in %s to the others${why}`,
  limit,
  async (offset, jobs) => {
    await using line = await openLine(jobs)
    line.web.mood = 'slow'
    line.start('server')
    line.start('publish')
    const wrong = line.start('crawl', clockOffBy(offset))
    while (line.web.asked.length < SITES * 2) await sleep(100)
    await end(wrong, 'SIGKILL')
    line.web.mood = 'well'
    line.start('crawl')
    const held = await untilWhole(line.base, whole)
    expect(held.titles).toEqual(allTitles(SITES, ARTICLES))
    expect(held.kinds).toEqual(['added'])
  },
)
