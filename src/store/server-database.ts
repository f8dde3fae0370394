import pg from 'pg'
import { UnavailableError } from '../model/unavailable-error.ts'
import type { Database } from './embedded-database.ts'
import { endableInTime } from './end-pool.ts'

/** Each worker of the queue keeps one connection to listen; the others are for statements. */
const CONNECTIONS = 16
const CONNECT_LIMIT_MS = 10_000

/**
 * Opens the Postgres at `databaseUrl` and makes sure that it answers. Throws `UnavailableError` when it does not.
 * `search_path` is that of the queue's tables; ours are always named with their schema.
 */
export async function openServerDatabase(databaseUrl: string): Promise<Database> {
  const pool = new pg.Pool({
    connectionString: databaseUrl,
    options: '-c search_path=bullmq,public',
    max: CONNECTIONS,
    connectionTimeoutMillis: CONNECT_LIMIT_MS,
    keepAlive: true,
    application_name: 'carbonwire',
  })
  const endPool = endableInTime(pool)
  try {
    await pool.query('select 1')
  } catch (cause) {
    await endPool()
    const address = new URL(databaseUrl)
    throw new UnavailableError(
      `DATABASE_URL: the database at ${address.host}${address.pathname} cannot be used (${reasonOf(cause)}): start it or correct the address`,
      { cause },
    )
  }
  return { pool, embedded: false, close: endPool }
}

/** A refused connection to a name with several addresses says why only in its parts. */
function reasonOf(error: unknown): string {
  if (error instanceof AggregateError && error.errors.length) return reasonOf(error.errors[0])
  return error instanceof Error ? error.message : String(error)
}
