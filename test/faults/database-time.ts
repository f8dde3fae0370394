import { setTimeout as sleep } from 'node:timers/promises'
import { expect } from 'vitest'
import { end } from '../children.ts'
import { clockOffBy } from '../clock.ts'
import { ARTICLES, openClockedLine, SITES } from './clocked-line.ts'
import { allTitles, untilWhole } from './processes.ts'

/** Runs a line whose clock is off by so much: what it writes down is the time of its database, and it asks when that says so. */
export async function expectDatabaseTime(offset: string, jobs: string): Promise<void> {
  await using line = await openClockedLine(jobs)
  const { web, pool, base } = line
  web.moods.set('0/0', 'broken')
  for (let n = 0; n < ARTICLES; n++) web.moods.set(`2/${n}`, 'forbidden')
  const child = line.start('all', clockOffBy(offset))
  const held = await untilWhole(base, SITES * ARTICLES - ARTICLES - 1)
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
  const all = await untilWhole(base, SITES * (ARTICLES + 1))
  expect(all.titles).toEqual(allTitles(SITES, ARTICLES + 1))
  expect(all.kinds).toEqual(['added'])
  expect(await end(child, 'SIGTERM')).toBe(0)
}
