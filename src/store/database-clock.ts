import type pg from 'pg'

const LOOK_EVERY_MS = 60_000
/** Less than this is the way of the answer, not the clock. */
const SAME_MS = 500

/** The time as the database has it: workers on machines whose clocks are off write down the same as the others. */
export type DatabaseClock = { now(): Date; stop(): void }

/** The clock on the wall, which may be set, and one that only goes on; handed in by tests. */
export type MachineClocks = { wall(): number; steady(): number }
const machine: MachineClocks = { wall: () => Date.now(), steady: () => performance.now() }

/**
 * Reads the database's clock now, every minute, and when this machine's was set. In between, and while the database is away, the time goes
 * on from there; whatever becomes of the clock on the wall, unless the database goes by it too.
 */
export async function openDatabaseClock(
  pool: Pick<pg.Pool, 'query'>,
  isElsewhere: boolean,
  { wall, steady }: MachineClocks = machine,
): Promise<DatabaseClock> {
  let aheadMs = 0
  let looked = { wall: wall(), steady: steady() }
  const look = async () => {
    const before = wall()
    const { rows } = await pool.query('select extract(epoch from clock_timestamp()) * 1000 as at')
    const after = wall()
    const found = Number(rows[0].at) - (before + after) / 2
    aheadMs = Math.abs(found) < SAME_MS ? 0 : found
    looked = { wall: after, steady: steady() }
  }
  await look()
  // An outage is told by whoever needs the database.
  const timer = setInterval(() => void look().catch(() => {}), LOOK_EVERY_MS).unref()
  let isLooking = false
  const lookOnce = async () => {
    if (isLooking) return
    isLooking = true
    await look().catch(() => {})
    isLooking = false
  }
  return {
    now() {
      const at = wall()
      const setBy = isElsewhere ? at - looked.wall - (steady() - looked.steady) : 0
      if (Math.abs(setBy) < SAME_MS) return new Date(at + aheadMs)
      void lookOnce()
      return new Date(at + aheadMs - setBy)
    },
    stop: () => clearInterval(timer),
  }
}
