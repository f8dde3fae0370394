import type pg from 'pg'

const LOOK_EVERY_MS = 60_000
/** Log written since the last checkpoint: what a start after a crash has to go through, and what lies on the disk. */
const CHECKPOINT_BYTES = 64 * 1024 * 1024
const CHECKPOINT_EVERY_MS = 10 * 60_000

/** Stops tending, and waits for what is under way. */
export type Tending = { stop(): Promise<void> }

/**
 * Does for the embedded database what a server does by itself in the background and it does not: it writes checkpoints, clears away dead
 * rows and keeps the planner's figures. A server's own settings are left to it.
 */
export function startTending(pool: pg.Pool, onError: (error: Error) => void): Tending {
  let last = { at: performance.now(), position: '0/0' }
  let running: Promise<void> = Promise.resolve()
  let stopped = false

  const look = async () => {
    await clearAway(pool, () => stopped)
    const { rows } = await pool.query(
      'select pg_current_wal_insert_lsn()::text as position, pg_current_wal_insert_lsn() - $1::pg_lsn as grown',
      [last.position],
    )
    const isLate = performance.now() - last.at > CHECKPOINT_EVERY_MS && Number(rows[0].grown) > 0
    if (stopped || !(isLate || Number(rows[0].grown) > CHECKPOINT_BYTES)) return
    await pool.query('checkpoint')
    last = { at: performance.now(), position: rows[0].position }
  }
  const timer = setInterval(() => {
    running = running.then(look).catch(onError)
  }, LOOK_EVERY_MS)
  timer.unref()

  return {
    async stop() {
      stopped = true
      clearInterval(timer)
      await running
    },
  }
}

/** Clears away the dead rows of the tables that have many, in the measure of a server's autovacuum. Returns their names. */
export async function clearAway(pool: pg.Pool, isStopped = () => false): Promise<string[]> {
  const { rows } = await pool.query(`
    select quote_ident(schemaname) || '.' || quote_ident(relname) as name from pg_stat_user_tables
    where n_dead_tup > 500 + 0.2 * n_live_tup or n_mod_since_analyze > 500 + 0.2 * n_live_tup
    order by n_dead_tup + n_mod_since_analyze limit 20`)
  for (const { name } of rows) if (!isStopped()) await pool.query(`vacuum (analyze) ${name}`)
  return rows.map(({ name }) => name)
}
