import { once } from 'node:events'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { listMigrations, migrate } from '../../src/store/migrate.ts'
import { openStore } from '../../src/store/open-store.ts'
import { startChild } from '../children.ts'
import { freePort, hasPostgres, needing, type Service, startPostgres } from '../services.ts'

test('migrations are numbered from one without a gap', () => {
  const numbers = listMigrations().map(({ number }) => number)
  expect(numbers).toEqual(numbers.map((_, at) => at + 1))
})

test('a database that does not answer is told with what to do', async () => {
  const databaseUrl = `postgres://127.0.0.1:${await freePort()}/news`
  await expect(openStore({ databaseUrl, dataDir: '' })).rejects.toThrow(
    /^DATABASE_URL: the database at 127\.0\.0\.1:\d+\/news cannot be used \(.*ECONNREFUSED.*\): start it/,
  )
})

describe.skipIf(!hasPostgres)(needing('migrations', 'postgres', hasPostgres), () => {
  let postgres: Service
  let pool: pg.Pool
  beforeAll(async () => {
    postgres = await startPostgres()
    pool = new pg.Pool({ connectionString: postgres.url })
  })
  afterAll(async () => {
    await pool?.end()
    await postgres?.[Symbol.asyncDispose]()
  })

  test('run once when three processes start together', async () => {
    const program = join(import.meta.dirname, 'child-store.ts')
    const codes = await Promise.all(
      [1, 2, 3].map(async () => {
        const child = startChild(process.execPath, [program, postgres.url], { stdio: 'inherit' })
        const [code] = await once(child, 'exit')
        return code
      }),
    )
    expect(codes).toEqual([0, 0, 0])
    const { rows } = await pool.query('select number from carbonwire.migration order by number')
    expect(rows.map(({ number }) => number)).toEqual(listMigrations().map(({ number }) => number))
  })

  test('of a newer version are not touched', async () => {
    await migrate(pool)
    await pool.query("insert into carbonwire.migration (number, name) values (9999, '9999-later')")
    await expect(migrate(pool)).rejects.toThrow(/newer version of Carbonwire .*9999-later/)
    await pool.query('delete from carbonwire.migration where number = 9999')
  })
})
