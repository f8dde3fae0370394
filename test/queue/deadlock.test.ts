import type pg from 'pg'
import { expect, test } from 'vitest'
import { openQueue } from '../../src/queue/open-queue.ts'
import { askingAgain } from '../../src/queue/postgres-jobs.ts'
import { openStore } from '../../src/store/open-store.ts'
import { hasPostgres, needing, startPostgres } from '../services.ts'

test.skipIf(!hasPostgres)(
  needing('a statement of the queue that deadlocks is asked again', 'postgres', hasPostgres),
  async () => {
    await using server = await startPostgres()
    const { store, pool } = await openStore({ databaseUrl: server.url, dataDir: '' })
    const log = { warn: () => undefined, error: () => undefined }
    const queue = await openQueue({ redisUrl: null, pool, log })
    await queue.add(
      'replay',
      ['r1', 'r2', 'r3'].map(replayId => ({ replayId })),
    )
    const waiting = async () =>
      (
        await pool.query(
          `select count(*)::integer as n from pg_stat_activity where wait_event_type = 'Lock'`,
        )
      ).rows[0].n

    const other = await pool.connect()
    const third = await pool.connect()
    // It never looks whether it waits in a circle.
    await other.query("set deadlock_timeout = '1h'")
    // As BullMQ does for the jobs that run, where they lie in the table one after the other.
    const touchAll = 'update bullmq.job set priority = priority'
    const { rows } = await pool.query('select id from bullmq.job order by ctid')
    const touch = (by: pg.PoolClient, place: number) =>
      by.query(`${touchAll} where id = '${rows[place].id}'`)
    for (const isAgain of [false, true]) {
      const ask = (text: string) => pool.query(text)
      for (const each of [other, third]) await each.query('begin')
      await touch(third, 1)
      await touch(other, 2)
      const asked = (isAgain ? askingAgain(ask)(touchAll) : ask(touchAll)).then(
        () => 'done',
        error => error.code,
      )
      await expect.poll(waiting).toBe(1)
      const touched = touch(other, 0)
      await expect.poll(waiting).toBe(2)
      // Now it comes to what the other has, who waits for it: it is broken off, and the other goes on.
      await third.query('commit')
      await touched
      await other.query('commit')
      expect(await asked).toBe(isAgain ? 'done' : '40P01')
      const order = await pool.query('select id from bullmq.job order by ctid')
      rows.splice(0, 3, ...order.rows)
    }
    other.release(true)
    third.release()
    await queue.close()
    await store.close()
  },
)
