import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Database, openEmbeddedDatabase } from '../../src/store/embedded-database.ts'
import { clearAway, startTending } from '../../src/store/tend-database.ts'

let database: Database
beforeAll(async () => {
  database = await openEmbeddedDatabase('memory://')
})
afterAll(() => database?.close())

test('an embedded database is kept tidy: dead rows go, and the planner has figures', async () => {
  const { pool } = database
  await pool.query(
    'create table public.note as select n, n::text as text from generate_series(1, 2000) n',
  )
  await pool.query("update public.note set text = text || '!'")
  // The database counts its rows a moment later.
  await expect.poll(() => clearAway(pool), { timeout: 5_000 }).toContain('public.note')
  const { rows } = await pool.query("select reltuples from pg_class where relname = 'note'")
  expect(rows).toEqual([{ reltuples: 2000 }])
  await expect.poll(() => clearAway(pool), { timeout: 5_000 }).not.toContain('public.note')
})

test('tending stops when the store is closed', async () => {
  const errors: Error[] = []
  const tending = startTending(database.pool, error => errors.push(error))
  await tending.stop()
  expect(errors).toEqual([])
})
