import type { Db, Tx } from './schema.ts'

/** serialization_failure and deadlock_detected: the other one went first, and asking again will do. */
const worthAgain = ['40001', '40P01']
const TRIES = 5

/** Runs `work` in one transaction; again when it lost a race that Postgres broke off. Inside it, only the handle given may be awaited. */
export async function inTransaction<T>(db: Db, work: (tx: Tx) => Promise<T>): Promise<T> {
  for (let left = TRIES - 1; ; left--) {
    try {
      return await db.transaction().execute(work)
    } catch (error) {
      const code = (error as { code?: string }).code ?? ''
      if (left === 0 || !worthAgain.includes(code)) throw error
    }
  }
}
