import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Database } from '../../../src/store/database.ts'
import { openPgliteDatabase } from '../../../src/store/embedded/pglite-database.ts'
import { clearAway, startTending } from '../../../src/store/embedded/tend-pglite.ts'

let database: Database
beforeAll(async () => {
  database = await openPgliteDatabase('memory://', { busyLimitMs: 400 })
  await database.pool.query('create table public.note (text text)')
})
afterAll(() => database?.close())

const count = async () =>
  (await database.pool.query('select count(*)::integer as n from public.note')).rows[0].n

test('transactions beside single statements keep apart', async () => {
  const { pool } = database
  const transactions = Array.from({ length: 40 }, async (_, n) => {
    const client = await pool.connect()
    await client.query('begin')
    await client.query('insert into public.note values ($1)', [`a${n}`])
    await client.query('insert into public.note values ($1)', [`b${n}`])
    await client.query(n % 4 ? 'commit' : 'rollback')
    client.release()
  })
  const single = Array.from({ length: 40 }, (_, n) =>
    pool.query('insert into public.note values ($1)', [`c${n}`]),
  )
  await Promise.all([...transactions, ...single])
  expect(await count()).toBe(30 * 2 + 40)
})

test('a client that is given back inside a transaction is rolled back', async () => {
  const before = await count()
  const client = await database.pool.connect()
  await client.query('begin')
  await client.query("insert into public.note values ('left')")
  client.release()
  expect(await count()).toBe(before)
})

test('a statement that waits for a transaction without end is an error, not a hang', async () => {
  const client = await database.pool.connect()
  await client.query('begin')
  await expect(database.pool.query('select 1')).rejects.toThrow('was busy for 400 ms')
  await client.query('rollback')
  client.release()
  expect((await database.pool.query('select 1 as one')).rows).toEqual([{ one: 1 }])
})

test('a failed statement frees the session, and a callback hears of it', async () => {
  await expect(database.pool.query('select nothing')).rejects.toMatchObject({ code: '42703' })
  const heard = await new Promise(resolve =>
    database.pool.query('select nothing', error => resolve((error as { code?: string }).code)),
  )
  expect(heard).toBe('42703')
})

test('a notification reaches those who listen, each once', async () => {
  const listeners = await Promise.all([1, 2].map(() => database.pool.connect()))
  const heard: string[] = []
  for (const [n, client] of listeners.entries()) {
    client.on('notification', ({ payload }) => heard.push(`${n} ${payload}`))
    await client.query('listen news')
  }
  await database.pool.query("select pg_notify('news', 'now')")
  await listeners[0]!.query("select pg_notify('news', 'again')")
  await expect.poll(() => heard.sort()).toEqual(['0 again', '0 now', '1 again', '1 now'])
  for (const client of listeners) client.release(true)
})

test('statements answer as Postgres does', async () => {
  const answer = await database.pool.query(
    "insert into public.note values ('x'), ('y') returning text, now() as at, array['a', 'b'] as list, '{\"k\": 1}'::jsonb as json",
  )
  expect(answer).toMatchObject({ command: 'INSERT', rowCount: 2 })
  expect(answer.rows[1]).toMatchObject({ text: 'y', list: ['a', 'b'], json: { k: 1 } })
  expect(answer.rows[0].at).toBeInstanceOf(Date)
})

// Here because to make a database takes seconds.
test('an embedded database is kept tidy: dead rows go, and the planner has figures', async () => {
  const { pool } = database
  await pool.query(
    'create table public.line as select n, n::text as text from generate_series(1, 2000) n',
  )
  await pool.query("update public.line set text = text || '!'")
  // The database counts its rows a moment later.
  await expect.poll(() => clearAway(pool), { timeout: 30_000 }).toContain('public.line')
  const { rows } = await pool.query("select reltuples from pg_class where relname = 'line'")
  expect(rows).toEqual([{ reltuples: 2000 }])
  await expect.poll(() => clearAway(pool), { timeout: 30_000 }).not.toContain('public.line')
})

test('tending stops when the store is closed', async () => {
  const errors: Error[] = []
  const tending = startTending(database.pool, error => errors.push(error))
  await tending.stop()
  expect(errors).toEqual([])
})
