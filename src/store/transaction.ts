import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import type { Db, Tx } from './schema.ts'

/**
 * serialization_failure and deadlock_detected: the other one went first, and asking again will do. foreign_key_violation: the bytes of a page
 * that was stored were just removed with another page.
 */
const worthAgain = ['40001', '40P01', '23503']
const TRIES = 5
/** Losers of one race that ask again at the same moment would meet again. */
const APART_MS = 40

/** Runs `work` in one transaction; again when it lost a race that Postgres broke off. Inside it, only the handle given may be awaited. */
export async function inTransaction<T>(db: Db, work: (tx: Tx) => Promise<T>): Promise<T> {
  for (let left = TRIES - 1; ; left--) {
    try {
      return await db.transaction().execute(work)
    } catch (error) {
      const code = (error as { code?: string }).code ?? ''
      if (left === 0 || !worthAgain.includes(code)) throw error
      await sleep(Math.random() * APART_MS)
    }
  }
}

/**
 * Makes the transactions that write links of one source go one after the other: each holds the row of its own page and wants those of
 * the pages in its related list, which are the own rows of others.
 */
export async function lockSources(tx: Tx, sourceIds: string[]): Promise<void> {
  // Always in the same order: two batches that share sources wait for each other once.
  const names = [...new Set(sourceIds)].sort().map(id => `source ${id}`)
  await sql`
    select pg_advisory_xact_lock(hashtextextended(name, 0)) from unnest(${names}::text[]) as name`.execute(
    tx,
  )
}
