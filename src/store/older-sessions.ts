import { setTimeout as sleep } from 'node:timers/promises'
import type pg from 'pg'
import { UnavailableError } from '../model/unavailable-error.ts'

/** How processes call themselves in the database: by the newest migration that they know. Version 0.1.0 said the first word alone. */
const NAME = 'carbonwire'
const FIRST_LEVEL = 5
export const sessionName = (level: number) => `${NAME}/${level}`

/** A process at rest lets its connections go after ten seconds, and looks into the database as often. */
const WATCH_MS = 11_000
const LOOK_EVERY_MS = 250

type Session = { level: number; address: string }

/**
 * The level below which a process cannot work beside this migration, from its first line (`-- breaks below 25: …`); null when all can that
 * know the one before.
 */
export function breaksBelow(migration: string): number | null {
  const [, level] = /^-- breaks below (\d+)\b/.exec(migration) ?? []
  return level ? Number(level) : null
}

/**
 * Throws when a process works on this database that knows no migration of `level`: what it would do after the migration would fail. To be
 * asked under the lock of the migrations.
 */
export async function refuseBesideOlder(client: pg.ClientBase, level: number): Promise<void> {
  const endAt = performance.now() + WATCH_MS
  for (;;) {
    const older = (await listSessions(client)).filter(session => session.level < level)
    if (older.length) throw new UnavailableError(describe(older))
    if (performance.now() >= endAt) return
    await sleep(LOOK_EVERY_MS)
  }
}

async function listSessions(client: pg.ClientBase): Promise<Session[]> {
  // Within a transaction the list stays as it was first seen.
  await client.query('select pg_stat_clear_snapshot()')
  const { rows } = await client.query<{ name: string; address: string }>(
    `select application_name as name, coalesce(host(client_addr), 'this machine') as address from pg_stat_activity
     where datname = current_database() and pid <> pg_backend_pid() and application_name ~ $1`,
    [`^${NAME}(/[0-9]+)?$`],
  )
  return rows.map(({ name, address }) => ({
    level: Number(name.split('/')[1] ?? FIRST_LEVEL),
    address,
  }))
}

function describe(sessions: Session[]): string {
  const addresses = [...new Set(sessions.map(({ address }) => address))].sort().join(', ')
  return `The database is in use by an older version of Carbonwire (${sessions.length} connections from ${addresses}), which cannot work with the tables of this one: stop its processes, then start this one again. Nothing was changed`
}
