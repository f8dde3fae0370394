import { sql } from 'kysely'
import type pg from 'pg'
import type { Db } from './schema.ts'

/** The change log as those who follow it know it. */
export type Log = { epoch: string; lastSequence: number }

/** See `Store.readLog`. */
export async function readLog(db: Db): Promise<Log> {
  const { rows } = await sql<{ epoch: string; last_sequence: number }>`
    select epoch, last_sequence from carbonwire.wire`.execute(db)
  return { epoch: rows[0]!.epoch, lastSequence: rows[0]!.last_sequence }
}

/** See `Store.beginEpoch`. */
export async function beginEpoch(db: Db): Promise<string> {
  const { rows } = await sql<{ epoch: string }>`
    update carbonwire.wire set epoch = gen_random_uuid() returning epoch`.execute(db)
  return rows[0]!.epoch
}

/**
 * Begins a new epoch where the data have come to another database server than they were written on, or to another timeline of it: they
 * were restored, and what was written after the backup is gone.
 */
export async function followCluster(pool: pg.Pool): Promise<void> {
  const cluster = await readCluster(pool)
  if (!cluster) return
  await pool.query(
    `update carbonwire.wire set cluster = $1,
       epoch = case when cluster is null then epoch else gen_random_uuid() end
     where cluster is distinct from $1`,
    [cluster],
  )
}

/** Which server this is, and which of its histories; null where it does not say. */
async function readCluster(pool: pg.Pool): Promise<string | null> {
  try {
    const { rows } = await pool.query(
      'select system_identifier::text as server, timeline_id from pg_control_system(), pg_control_checkpoint()',
    )
    return `${rows[0].server}/${rows[0].timeline_id}`
  } catch {
    return null
  }
}
