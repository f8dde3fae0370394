import type pg from 'pg'
import { clockSetBy, SAME_MS } from '../text/clock-set.ts'

const LOOK_EVERY_MS = 60_000

/** The time as the database has it: workers on machines whose clocks are off write down the same as the others. */
export type DatabaseClock = { now(): Date; stop(): void }

/** The clock on the wall, which may be set, and one that only goes on; handed in by tests. */
export type MachineClocks = { wall(): number; steady(): number }
const machine: MachineClocks = { wall: () => Date.now(), steady: () => performance.now() }

/** The clock of a database on this machine: both go by one, whatever becomes of it. */
export const ownClock: DatabaseClock = { now: () => new Date(), stop: () => undefined }

/**
 * Reads the clock of a database elsewhere now, every minute, and when this machine's was set. In between, and while the database is away, the
 * time goes on from there, whatever becomes of the clock on the wall.
 */
export async function openDatabaseClock(
  pool: Pick<pg.Pool, 'query'>,
  { wall, steady }: MachineClocks = machine,
): Promise<DatabaseClock> {
  let aheadMs = 0
  const read = () => ({ wall: wall(), steady: steady() })
  let looked = read()
  /** How far the clock on the wall was set since it was looked at. */
  const setBy = (at: typeof looked) => clockSetBy(looked, at)
  const look = async () => {
    const before = read()
    const { rows } = await pool.query('select extract(epoch from clock_timestamp()) * 1000 as at')
    const after = read()
    const tookMs = after.steady - before.steady
    // The clock was set meanwhile: this tells nothing.
    if (Math.abs(after.wall - before.wall - tookMs) >= SAME_MS) return
    // The database has read its clock at some time in between: on a busy machine that is a wide stretch.
    const found = Number(rows[0].at) - (after.wall - tookMs / 2)
    const known = aheadMs - setBy(after)
    const told = Math.abs(found - known) < SAME_MS + tookMs / 2 ? known : found
    aheadMs = Math.abs(told) < SAME_MS ? 0 : told
    looked = after
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
      const at = read()
      const by = setBy(at)
      if (Math.abs(by) < SAME_MS) return new Date(at.wall + aheadMs)
      void lookOnce()
      return new Date(at.wall + aheadMs - by)
    },
    stop: () => clearInterval(timer),
  }
}
