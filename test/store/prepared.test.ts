import { expect, test } from 'vitest'
import { preparing } from '../../src/store/prepared.ts'
import { nativeFolder } from '../contract/native-folder.ts'

const countPrepared = 'select count(*)::integer as count from pg_prepared_statements'
const countSessions = `
  select count(*)::integer as count from pg_stat_activity
  where query like '%"last_sequence"%' and pid <> pg_backend_pid()`

test('a connection keeps prepared what is said again and again', async () => {
  using folder = nativeFolder()
  const { store, pool } = await folder.open()
  const line = await preparing(pool).connect()
  try {
    const counts: unknown[] = []
    for (let time = 0; time < 4; time++) {
      await line.query('select $1::integer as number', [time])
      counts.push((await line.query<{ count: number }>(countPrepared, [])).rows[0]!.count)
    }
    expect(counts).toEqual([0, 0, 1, 1])
  } finally {
    line.release()
    await store.close()
  }
})

test('a database of our own is told what the line says through four connections, and nothing that readers ask is prepared', async () => {
  using folder = nativeFolder()
  const { store, pool } = await folder.open()
  try {
    await Promise.all(Array.from({ length: 40 }, () => store.lastSequence()))
    expect((await pool.query(countSessions)).rows).toEqual([{ count: 4 }])
    for (let time = 0; time < 6; time++) await store.listSources()
    expect((await pool.query(countPrepared)).rows).toEqual([{ count: 0 }])
  } finally {
    await store.close()
  }
})
