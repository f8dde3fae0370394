import type pg from 'pg'
import { expect, test } from 'vitest'
import { connectPostgres } from '../../src/queue/queue-connection.ts'
import { migrate } from '../../src/store/migrate.ts'
import { openPool } from '../../src/store/open-pool.ts'
import { hasPostgres, needing, startPostgres } from '../services.ts'

const log = { warn: () => undefined, error: () => undefined }

/** Resolves when somebody waits for a lock that is taken by a number. */
const untilSomebodyWaits = (pool: pg.Pool) =>
  expect
    .poll(async () => {
      const waiting = `select count(*)::integer as n from pg_locks where locktype = 'advisory' and not granted`
      return (await pool.query(waiting)).rows[0].n
    })
    .toBe(1)

/** The number under which BullMQ takes turns: "BULL". */
const TURN = 0x42554c4c

test.skipIf(!hasPostgres)(
  needing(
    'of two processes that start together on a new database the one that waits for its turn finds what the other has made',
    'postgres',
    hasPostgres,
  ),
  async () => {
    await using server = await startPostgres()
    const [pool, others] = [1, 2].map(() => openPool({ connectionString: server.url }))
    // The connection on which it found nothing left to migrate knows that there is no schema for jobs.
    await migrate(others!)
    await migrate(pool!)
    const other = await others!.connect()
    await other.query('begin')
    await other.query("select pg_advisory_xact_lock($1, hashtext('bullmq'))", [TURN])

    const connecting = connectPostgres(pool!, log)
    await untilSomebodyWaits(others!)
    await other.query('create schema bullmq')
    await other.query('commit')
    const connection = await connecting
    expect(await connection.queue('crawl', {}).getJobCounts('waiting')).toEqual({ waiting: 0 })

    other.release()
    await Promise.all([pool!.end(), others!.end()])
  },
)

test.skipIf(!hasPostgres)(
  needing(
    'nor does the store make anew what was made while it waited, though its connection had looked for it before',
    'postgres',
    hasPostgres,
  ),
  async () => {
    await using server = await startPostgres()
    const [pool, others] = [1, 2].map(() => openPool({ connectionString: server.url }))
    const other = await others!.connect()
    // A pooler lends out connections that others have used.
    for (const schema of ['elsewhere', 'carbonwire']) {
      await pool!.query(`create schema ${schema}`)
      await pool!.query(`drop schema ${schema}`)
    }
    await pool!.query("select to_regclass('carbonwire.migration')")
    await other.query('begin')
    await other.query('select pg_advisory_xact_lock($1)', [0x0c02_0060])

    const migrating = migrate(pool!)
    await untilSomebodyWaits(others!)
    await other.query('create schema carbonwire')
    await other.query('commit')
    await migrating

    other.release()
    await Promise.all([pool!.end(), others!.end()])
  },
)
