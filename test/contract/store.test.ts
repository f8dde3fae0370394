import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openLastingPace } from '../../src/fetch/lasting-pace.ts'
import { type OpenedStore, openStore } from '../../src/store/open-store.ts'
import { openSqlPace } from '../../src/store/pace.ts'
import { hasPostgres, needing, type Service, startPostgres } from '../services.ts'
import { nativeFolder } from './native-folder.ts'
import { describePace } from './pace-contract.ts'
import { describeStore } from './store-contract.ts'

test('every method of the store is asked by the suite of a door', async () => {
  const { store } = await openStore({ databaseUrl: null, dataDir: 'memory://' })
  const methods = Object.keys(store).filter(name => name !== 'close')
  await store.close()
  const folder = join(import.meta.dirname, 'store')
  const suites = readdirSync(folder).map(name => readFileSync(join(folder, name), 'utf8'))
  const helpers = readFileSync(join(import.meta.dirname, 'invented-news.ts'), 'utf8')
  const text = [...suites, helpers].join('\n')
  expect(methods.length).toBeGreaterThan(100)
  expect(methods.filter(name => !text.includes(`.${name}(`))).toEqual([])
})

/** Everything that shares the store's database, on one database: to make one takes seconds. */
function describeDatabase(name: string, open: () => Promise<OpenedStore>): void {
  let opened: OpenedStore
  beforeAll(async () => {
    opened = await open()
  })
  afterAll(() => opened?.store.close())

  describeStore(name, () => opened)
  describePace(name, async options => {
    await opened.pool.query('truncate carbonwire.host, carbonwire.turn')
    const [pace, other] = [openSqlPace(opened.db, options), openSqlPace(opened.db, options)]
    return { pace, other, close: async () => {} }
  })

  describePace(`${name}, for a process that is alone`, async options => {
    await opened.pool.query('truncate carbonwire.host')
    const fail = (error: unknown) => expect.unreachable(String(error))
    const pace = await openLastingPace(opened.hosts, fail, options)
    return { pace, other: pace, close: pace.close }
  })

  test('hosts, turns and leases that were written while the clock of the database was ahead are free within their time', async () => {
    const { pool, store } = opened
    await pool.query(`truncate carbonwire.host, carbonwire.turn;
      insert into carbonwire.host (name, gap_ms, concurrency, strict_until, last_start, touched_at)
        values ('a.example:443', 200, 1, now() + interval '29 hours', now() + interval '5 hours', now() + interval '5 hours');
      insert into carbonwire.turn values (gen_random_uuid(), 'b.example:443', now() + interval '5 hours');
      insert into carbonwire.lease values ('source:ahead', 'dead', now() + interval '5 hours')`)
    await store.followClock(new Date())
    const turn = await openSqlPace(opened.db).takeTurn(
      'a.example:443',
      { gapMs: 200, concurrency: 1 },
      { maxWaitMs: 20_000 },
    )
    expect(turn.kind).toBe('turn')
    const { rows } = await pool.query(`
      select ends_at < now() + interval '2 minutes' as soon from carbonwire.turn where host = 'b.example:443'
      union all select expires_at < now() + interval '2 minutes' from carbonwire.lease where name = 'source:ahead'`)
    expect(rows).toEqual([{ soon: true }, { soon: true }])
    await store.releaseLease('source:ahead', 'dead')
    await pool.query('truncate carbonwire.host, carbonwire.turn')
  })

  test('what is known of hosts goes from one process to the next, which is told whether the last one was cut short', async () => {
    await opened.pool.query('truncate carbonwire.host')
    const mark = {
      ...{ host: 'a.example:443', gapMs: 2_000, concurrency: 2, strictUntil: Date.now() + 60_000 },
      ...{ lastStart: Date.now() - 500, heldUntil: 0, holdReason: 'overloaded' as const },
    }
    expect(await opened.hosts.recall()).toEqual({ marks: [], isWhole: true })
    await opened.hosts.keep([mark], false)
    expect(await opened.hosts.recall()).toEqual({ marks: [mark], isWhole: false })

    const held = { ...mark, heldUntil: Date.now() + 5_000, holdReason: 'retry-after' as const }
    await opened.hosts.keep([held], true)
    await opened.hosts.end()
    expect(await opened.hosts.recall()).toEqual({ marks: [held], isWhole: true })
  })

  test('robots.txt is kept by origin, and the last one stands', async () => {
    const at = new Date('2026-03-02T01:00:00Z')
    const entry = {
      verdict: 'rules',
      body: 'User-agent: *\n',
      fetchedAt: at,
      expiresAt: at,
    } as const
    expect(await opened.robots.find('https://a.example')).toBeNull()
    await opened.robots.save('https://a.example', { ...entry, verdict: 'disallow', body: '' })
    await opened.robots.save('https://a.example', entry)
    expect(await opened.robots.find('https://a.example')).toEqual(entry)
    expect(await opened.robots.find('https://a.example:8080')).toBeNull()
  })
}

describe('in this process', () => {
  describeDatabase('PGlite', () => openStore({ databaseUrl: null, dataDir: 'memory://' }))
})

describe('in a data directory', () => {
  const folder = nativeFolder()
  afterAll(() => folder[Symbol.dispose]())
  describeDatabase('the PostgreSQL of npm', folder.open)
})

describe.skipIf(!hasPostgres)(needing('on a server', 'postgres', hasPostgres), () => {
  let postgres: Service
  beforeAll(async () => {
    postgres = await startPostgres()
  })
  afterAll(() => postgres?.[Symbol.asyncDispose]())
  describeDatabase('Postgres', () => openStore({ databaseUrl: postgres.url, dataDir: '' }))
})
