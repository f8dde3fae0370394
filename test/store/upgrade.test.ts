import pg from 'pg'
import { expect, test } from 'vitest'
import { applyMissing } from '../../src/store/migrate.ts'
import { openDatabase } from '../../src/store/open-database.ts'
import { openStore } from '../../src/store/open-store.ts'
import { readSearched, readTokens } from '../../src/store/search-text.ts'
import { source } from '../contract/invented-news.ts'
import { hasPostgres, needing, startPostgres } from '../services.ts'

/** The last migration of version 0.1.0. */
const OLD = 5

/** A database as the version left it whose last migration this is. */
async function migrateTo(pool: pg.Pool, level: number): Promise<void> {
  const client = await pool.connect()
  await applyMissing(client, level)
  client.release()
}

/** A database as version 0.1.0 left it: one link that it gave up behind a wall, one for good, one that was never followed. */
async function makeOld(url: string): Promise<void> {
  const pool = new pg.Pool({ connectionString: url })
  await migrateTo(pool, OLD)
  await pool.end()
  const client = new pg.Client({ connectionString: url })
  await client.connect()
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

test('stories that stood in one index of words are found as before, and their words stand by parts of the archive', async () => {
  const database = await openDatabase({ databaseUrl: null, dataDir: 'memory://' })
  await migrateTo(database.pool, 24)
  const story = (place: number) => `urn:uuid:${String(place).padStart(12, '0')}`
  const texts = ['全国碳市场开盘', '海上风电并网', '碳市场配额']
  // More than a start leaves waiting.
  const places = Array.from({ length: 2_400 }, (_, at) => at + 1)
  for (const [at, title] of texts.entries()) {
    const { tokens, phrases } = readSearched([title])
    await database.pool.query(
      `insert into carbonwire.story (id, started_by, lead_id, first_sequence, sequence, first_seen, modified, tier, topics, sources,
         outlets, gone, item, tokens, title_tokens, phrases, into_id)
       select 'urn:uuid:' || lpad(place::text, 12, '0'), gen_random_uuid(), gen_random_uuid(), place, place, now(), now(), 'relevant', '{}',
         '{}', '{}', false, jsonb_build_object('title', $2::text, 'firstSeen', now(), 'modified', now()), $3, $4, $5,
         case when place = 2 then 'urn:uuid:other' end
       from unnest($1::integer[]) as place`,
      [places.filter(place => place % 3 === at), title, [...tokens], readTokens([title]), phrases],
    )
  }
  const { store, pool } = await openStore({
    ...{ databaseUrl: null, dataDir: 'memory://' },
    database: Promise.resolve(database),
  })
  try {
    const idsOf = async (q: string) =>
      (await store.readPlaces({ q }, 10, 1_000)).map(({ id }) => id)
    expect(await idsOf('碳市场')).toEqual(
      [999, 998, 996, 995, 993, 992, 990, 989, 987, 986].map(story),
    )
    expect(await idsOf('"碳市场" -开盘')).toEqual(
      [998, 995, 992, 989, 986, 983, 980, 977, 974, 971].map(story),
    )
    const all = await store.countByDay({ q: '碳市场配额' }, 'UTC')
    expect(all.reduce((sum, { stories }) => sum + stories, 0)).toBe(799)
    const { rows } = await pool.query(
      'select (select count(*)::integer from carbonwire.word_waiting) as waiting, (select count(distinct part)::integer from carbonwire.word) as parts',
    )
    expect(rows[0].parts).toBeGreaterThan(0)
    expect(rows[0].waiting).toBeLessThanOrEqual(2_000)
  } finally {
    await store.close()
  }
})
