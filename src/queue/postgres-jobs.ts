import { setTimeout as sleep } from 'node:timers/promises'
import { createPostgresBackend } from 'bullmq'

type Query = (text: string, values?: unknown[]) => Promise<unknown>

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

/** BullMQ's own backend, whose statements are asked again when they lost a race. */
export const createBackend: typeof createPostgresBackend = (...given) => {
  const backend = createPostgresBackend(...given)
  // All of them go through this one, which its types keep to themselves.
  const own = backend as unknown as { query: Query }
  own.query = askingAgain(own.query.bind(backend))
  return backend
}
