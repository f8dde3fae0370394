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
    await queue.add('replay', [{ replayId: 'r1' }, { replayId: 'r2' }])
    const waits = async () =>
      (
        await pool.query(
          `select count(*)::integer as n from pg_stat_activity where wait_event_type = 'Lock'`,
        )
      ).rows[0].n === 1

    const other = await pool.connect()
    // As BullMQ does for the jobs that run, where they lie in the table one after the other.
    const touchAll = 'update bullmq.job set priority = priority'
    const { rows } = await pool.query('select id from bullmq.job order by ctid')
    const touch = (id: string) => other.query(`${touchAll} where id = '${id}'`)
    for (const isAgain of [false, true]) {
      const ask = (text: string) => pool.query(text)
      await other.query('begin')
      await touch(rows[1].id)
      const asked = (isAgain ? askingAgain(ask)(touchAll) : ask(touchAll)).then(
        () => 'done',
        error => error.code,
      )
      await expect.poll(waits).toBe(true)
      // Whoever waits longer finds the circle first, and is broken off.
      await touch(rows[0].id).catch(() => {})
      await other.query('commit')
      expect(await asked).toBe(isAgain ? 'done' : '40P01')
      const order = await pool.query('select id from bullmq.job order by ctid')
      rows.splice(0, 2, ...order.rows)
    }
    other.release()
    await queue.close()
    await store.close()
  },
)
