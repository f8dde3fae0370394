import type pg from 'pg'

const LOOK_EVERY_MS = 60_000
/** Less than this is the way of the answer, not the clock. */
const SAME_MS = 500

/** The time as the database has it: workers on machines whose clocks are off write down the same as the others. */
export type DatabaseClock = { now(): Date; stop(): void }

/** Reads the database's clock now and every minute; in between, and while the database is away, this machine's clock goes on from there. */
export async function openDatabaseClock(pool: pg.Pool): Promise<DatabaseClock> {
  let aheadMs = 0
  const look = async () => {
    const before = Date.now()
    const { rows } = await pool.query('select extract(epoch from clock_timestamp()) * 1000 as at')
    const found = Number(rows[0].at) - (before + Date.now()) / 2
    aheadMs = Math.abs(found) < SAME_MS ? 0 : found
  }
  await look()
  // An outage is told by whoever needs the database.
  const timer = setInterval(() => void look().catch(() => {}), LOOK_EVERY_MS).unref()
  return {
    now: () => new Date(Date.now() + aheadMs),
    stop: () => clearInterval(timer),
  }
}
