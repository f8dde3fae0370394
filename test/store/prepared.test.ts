import { expect, test } from 'vitest'
import { nativeFolder } from '../contract/native-folder.ts'

const countPrepared = `select count(*)::integer as count from pg_prepared_statements`

test('a database of our own keeps what the line says again and again prepared, and what readers ask not', async () => {
  using folder = nativeFolder()
  const { store, pool } = await folder.open()
  try {
    for (let time = 0; time < 6; time++) await store.findSource('nobody.example')
    expect((await pool.query(countPrepared)).rows).toEqual([{ count: 1 }])

    for (let time = 0; time < 6; time++) await store.listSources()
    expect((await pool.query(countPrepared)).rows).toEqual([{ count: 1 }])
  } finally {
    await store.close()
  }
})
