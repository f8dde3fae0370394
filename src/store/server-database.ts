import { UnavailableError } from '../model/unavailable-error.ts'
import type { Database } from './database.ts'
import { endableInTime } from './end-pool.ts'
import { openPool } from './open-pool.ts'

/** Opens the Postgres at `databaseUrl` and makes sure that it answers. Throws `UnavailableError` when it does not. */
export async function openServerDatabase(databaseUrl: string): Promise<Database> {
  const pool = openPool({ connectionString: databaseUrl })
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
  return { pool, engine: 'server', close: endPool }
}

/** A refused connection to a name with several addresses says why only in its parts. */
function reasonOf(error: unknown): string {
  if (error instanceof AggregateError && error.errors.length) return reasonOf(error.errors[0])
  return error instanceof Error ? error.message : String(error)
}
