import { setTimeout as sleep } from 'node:timers/promises'
import { createPostgresBackend } from 'bullmq'
import type pg from 'pg'

type Rows = { rows: Record<string, unknown>[] }
type Query = (text: string, values?: unknown[]) => Promise<Rows>

/** deadlock_detected and serialization_failure: the other one went first, and asking again will do. */
const lostRaces = ['40P01', '40001']
const TRIES = 5
const APART_MS = 40

/**
 * BullMQ's statements on Postgres, each a transaction of its own: renewing the locks of all jobs that run, marking them for the next look
 * for lost ones and trimming those that have ended lock many rows in no order, and Postgres breaks off one of two that meet. It is asked again.
 */
export const askingAgain =
  (query: Query): Query =>
  async (text, values) => {
    for (let left = TRIES - 1; ; left--) {
      try {
        return await query(text, values)
      } catch (error) {
        const { code = '' } = error as { code?: string }
        if (left === 0 || !lostRaces.includes(code)) throw error
        await sleep(Math.random() * APART_MS)
      }
    }
  }

/** No count and no duration of BullMQ's is as large as a time of our days in milliseconds. */
const LEAST_TIME = 1e12

/**
 * Has statements tell and be told the time as the database has it. Each of BullMQ's workers goes by the clock of its machine: one whose
 * clock is ahead would take running jobs from the others, and leave its own locked for as long when it dies.
 */
const inDatabaseTime =
  (query: Query, skewMs: () => number): Query =>
  async (text, values) => {
    const ahead = Math.round(skewMs())
    if (!ahead) return query(text, values)
    const isTime = (value: unknown): value is number =>
      typeof value === 'number' && value > LEAST_TIME
    const told = values?.map(value => (isTime(value) ? value + ahead : value))
    const result = await query(text, told)
    // What is waited for is counted from the machine's clock.
    for (const row of result.rows)
      if (row.next_delay) row.next_delay = String(Number(row.next_delay) - ahead)
    return result
  }

/** BullMQ's own backend, whose statements go by the database's clock and are asked again when they lost a race. */
export const createBackend =
  (skewMs: () => number): typeof createPostgresBackend =>
  (...given) => {
    const backend = createPostgresBackend(...given)
    // All of them go through this one, which its types keep to themselves.
    const own = backend as unknown as { query: Query }
    own.query = inDatabaseTime(askingAgain(own.query.bind(backend)), skewMs)
    return backend
  }

/** Longer than any worker takes a job for before it says again that it lives. */
const LONGEST_LOCK_MS = 60_000

/**
 * Shortens locks that reach further than a lock can: they were taken while the clock was ahead. A worker that lives renews its own, and those
 * of the dead run out.
 */
export async function freeLocks(pool: pg.Pool): Promise<void> {
  await askingAgain(pool.query.bind(pool) as Query)(
    `with clock as (select (extract(epoch from clock_timestamp()) * 1000)::bigint + $1::bigint as longest_ms)
     update bullmq.job set locked_until_ms = longest_ms from clock
     where state = 'active' and locked_until_ms > longest_ms`,
    [LONGEST_LOCK_MS],
  )
}
