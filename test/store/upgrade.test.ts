import pg from 'pg'
import { expect, test } from 'vitest'
import { listMigrations } from '../../src/store/migrate.ts'
import { openStore } from '../../src/store/open-store.ts'
import { source } from '../contract/invented-news.ts'
import { hasPostgres, needing, startPostgres } from '../services.ts'

/** The last migration of version 0.1.0. */
const OLD = 5

/** A database as version 0.1.0 left it: one link that it gave up behind a wall, one for good, one that was never followed. */
async function makeOld(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  await client.query('create schema carbonwire')
  await client.query(
    'create table carbonwire.migration (number integer primary key, name text not null, applied_at timestamptz not null default now())',
  )
  for (const { number, name, load } of listMigrations().filter(each => each.number <= OLD)) {
    await client.query(load())
    await client.query('insert into carbonwire.migration (number, name) values ($1, $2)', [
      number,
      name,
    ])
  }
  await client.query(
    "insert into carbonwire.source (id, config, active) values ('news.example', $1, true)",
    [JSON.stringify(source())],
  )
  const ends = [
    ['done', { kind: 'blocked', reason: 'http-403' }],
    ['done', { kind: 'gone', reason: 'http-410' }],
    ['recorded', { kind: 'skipped', reason: 'other-host' }],
  ] as const
  for (const [at, [state, outcome]] of ends.entries()) {
    const id = `00000000-0000-4000-8000-00000000000${at}`
    await client.query(
      `insert into carbonwire.link (id, url_key, url, source_id, state, depth, position, title, truncated, outcome, first_seen_at, ended_at)
       values ($1, $2, $3, 'news.example', $4, 0, 0, 'x', false, $5, now(), now())`,
      [id, `news.example/${at}`, `https://news.example/${at}`, state, JSON.stringify(outcome)],
    )
    await client.query(
      "insert into carbonwire.sighting (link_id, source_id, first_seen_at, title) values ($1, 'news.example', now(), 'x')",
      [id],
    )
  }
  await client.end()
}

test.skipIf(!hasPostgres)(
  needing(
    'what 0.1.0 gave up behind a wall is tried again after the upgrade',
    'postgres',
    hasPostgres,
  ),
  async () => {
    await using postgres = await startPostgres()
    await makeOld(postgres.url)
    const { store, pool } = await openStore({ databaseUrl: postgres.url, dataDir: '' })
    try {
      const due = await store.dueLinks('news.example', new Date(Date.now() + 60_000), 10)
      expect(due.map(({ urlKey }) => urlKey)).toEqual(['news.example/0'])
      const { rows } = await pool.query('select followed from carbonwire.sighting order by link_id')
      expect(rows.map(({ followed }) => followed)).toEqual([true, true, false])
      expect((await store.readLog()).epoch).toMatch(/^[0-9a-f-]{36}$/)
    } finally {
      await store.close()
    }
  },
)
