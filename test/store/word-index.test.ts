import { Kysely, PostgresDialect } from 'kysely'
import type pg from 'pg'
import { expect, test } from 'vitest'
import { findHolders } from '../../src/store/find-holders.ts'
import type { Tables } from '../../src/store/schema.ts'
import { forgetWords, openWordIndex, shelveWaiting } from '../../src/store/word-index.ts'
import { nativeFolder } from '../contract/native-folder.ts'

/** The same database, with what it is asked. */
function noting(pool: pg.Pool) {
  const asked: string[] = []
  const connect = async () => {
    const client = await pool.connect()
    const query = (text: string, values: unknown[]) => {
      asked.push(text)
      return client.query(text, values)
    }
    return { query: query as never, release: () => client.release() }
  }
  const dialect = new PostgresDialect({ pool: { connect, end: async () => {} } })
  return { asked, db: new Kysely<Tables>({ dialect }) }
}

const addWaiting = (pool: pg.Pool, from: number, to: number) =>
  pool.query(
    `insert into carbonwire.word_waiting select place, array[1, place], array[place] from generate_series($1::integer, $2) as place`,
    [from, to],
  )

test('words of stories wait for others, and are put on their shelves when there are enough of them, the fullest part first', async () => {
  using folder = nativeFolder()
  const { store, pool } = await folder.open()
  const count = async (table: string) =>
    (await pool.query(`select count(*)::integer as rows from carbonwire.${table}`)).rows[0].rows
  try {
    const { asked, db } = noting(pool)
    const words = openWordIndex(db, 'native')
    await addWaiting(pool, 1, 1)
    words.written(1)
    expect(asked).toEqual([])

    await addWaiting(pool, 2, 60)
    await addWaiting(pool, 4200, 4349)
    words.written(209)
    await expect.poll(() => count('word_waiting')).toBe(60)
    const { rows } = await pool.query('select distinct part from carbonwire.word')
    expect(rows).toEqual([{ part: 4 }])

    await shelveWaiting(db)
    expect(await count('word_waiting')).toBe(0)
  } finally {
    await store.close()
  }
})

test('stories whose words are being written are left for the next time, and others are put on their shelves meanwhile', async () => {
  using folder = nativeFolder()
  const { store, pool, db } = await folder.open()
  try {
    await addWaiting(pool, 1, 20)
    const writer = await pool.connect()
    await writer.query('begin')
    await writer.query(`update carbonwire.word_waiting set words = '{7}' where place = 3`)
    await shelveWaiting(db)
    await writer.query('commit')
    writer.release()
    const { rows } = await pool.query('select place, words from carbonwire.word_waiting')
    expect(rows).toEqual([{ place: 3, words: [7] }])
  } finally {
    await store.close()
  }
})

test('of words that are forgotten nothing is left on the shelves', async () => {
  using folder = nativeFolder()
  const { store, pool, db } = await folder.open()
  const bytes = async () =>
    (await pool.query('select sum(length(entries))::integer as bytes from carbonwire.word')).rows[0]
      .bytes
  try {
    await addWaiting(pool, 1, 20)
    await shelveWaiting(db)
    expect(await bytes()).toBeGreaterThan(0)
    await db.transaction().execute(tx =>
      forgetWords(
        tx,
        Array.from({ length: 20 }, (_, n) => n + 1),
      ),
    )
    await shelveWaiting(db)
    expect(await bytes()).toBe(0)
  } finally {
    await store.close()
  }
})

test('where words cannot be put on their shelves this is told, they wait, and the next time does it', async () => {
  using folder = nativeFolder()
  const { store, pool, db } = await folder.open()
  try {
    const told: unknown[] = []
    const words = openWordIndex(db, 'native', error => told.push(error))
    await addWaiting(pool, 1, 200)
    await pool.query('alter table carbonwire.word rename to word_away')
    words.written(128)
    await expect.poll(() => told).toEqual([expect.objectContaining({ code: '42P01' })])
    const waiting = async () =>
      (await pool.query('select count(*)::integer as n from carbonwire.word_waiting')).rows[0].n
    expect(await waiting()).toBe(200)

    await pool.query('alter table carbonwire.word_away rename to word')
    words.written(128)
    await expect.poll(waiting).toBe(0)
    expect(told).toHaveLength(1)
  } finally {
    await store.close()
  }
})

test('a story is found by all its words, however many are asked for', async () => {
  using folder = nativeFolder()
  const { store, pool, db } = await folder.open()
  try {
    const tokens = Array.from({ length: 400 }, (_, at) => at * 7919 + 1)
    await pool.query('insert into carbonwire.word_waiting values (3, $1, $1), (4, $2, $2)', [
      tokens,
      tokens.slice(1),
    ])
    const find = () => findHolders(db, [{ excluded: false, tokens, marks: [] }], { from: 1, to: 9 })
    const held = [{ place: 3, inTitle: true, unless: [] }]
    expect(await find()).toEqual(held)
    await shelveWaiting(db)
    expect(await find()).toEqual(held)
  } finally {
    await store.close()
  }
})
