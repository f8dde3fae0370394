import { UnavailableError } from '../model/unavailable-error.ts'
import type { Database } from './database.ts'
import { endableInTime } from './end-pool.ts'
import { openPool } from './open-pool.ts'

/** Opens the Postgres at `databaseUrl` and makes sure that it answers. Throws `UnavailableError` when it does not. */
export async function openServerDatabase(databaseUrl: string): Promise<Database> {
  const pool = openPool({ connectionString: checkedAlways(databaseUrl) })
  const endPool = endableInTime(pool)
  try {
    await pool.query('select 1')
  } catch (cause) {
    await endPool()
    const address = new URL(databaseUrl)
    throw new UnavailableError(
      `DATABASE_URL: the database at ${address.host}${address.pathname} cannot be used (${reasonOf(cause)}): ${adviceFor(cause)}`,
      { cause },
    )
  }
  return { pool, line: null, engine: 'server', close: endPool }
}

/** What `sslmode` may be; the driver takes any other word for the strictest. */
const MODES = ['disable', 'no-verify', 'prefer', 'require', 'verify-ca', 'verify-full']

/** The same address, with every mode between "not at all" and "fully" made the full one: who asks for TLS gets a server that was looked at. */
function checkedAlways(databaseUrl: string): string {
  const mode = /[?&]sslmode=([^&]*)/.exec(databaseUrl)?.[1]
  if (mode === undefined) return databaseUrl
  if (!MODES.includes(mode))
    throw new UnavailableError(
      `DATABASE_URL: sslmode=${mode} is not known: expected one of ${MODES.join(' ')}`,
    )
  const isBetween = MODES.indexOf(mode) > MODES.indexOf('no-verify')
  return isBetween ? databaseUrl.replace(`sslmode=${mode}`, 'sslmode=verify-full') : databaseUrl
}

const adviceFor = (error: unknown): string =>
  /certificate|self.signed/i.test(reasonOf(error)) && !/Hostname\/IP/.test(reasonOf(error))
    ? 'name the authority of its certificate by &sslrootcert=FILE'
    : 'start it or correct the address'

/** A refused connection to a name with several addresses says why only in its parts. */
function reasonOf(error: unknown): string {
  if (error instanceof AggregateError && error.errors.length) return reasonOf(error.errors[0])
  return error instanceof Error ? error.message : String(error)
}
