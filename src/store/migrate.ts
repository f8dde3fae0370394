import { readdirSync, readFileSync } from 'node:fs'
import type pg from 'pg'
import { breaksBelow, refuseBesideOlder } from './older-sessions.ts'

/** Any number, the same for every process: whoever holds it migrates. */
const MIGRATION_LOCK = 0x0c02_0060

const folder = new URL('./migrations/', import.meta.url)

export type Migration = { number: number; name: string; load(): string }

/** The numbered files of `migrations/`, in order. */
export function listMigrations(): Migration[] {
  return readdirSync(folder)
    .filter(name => /^\d{4}-[a-z0-9-]+\.sql$/.test(name))
    .sort()
    .map(name => ({
      number: Number(name.slice(0, 4)),
      name,
      load: () => readFileSync(new URL(name, folder), 'utf8'),
    }))
}

/**
 * Brings the schema up to date in one transaction. Processes that start together take turns; the later ones find nothing to do.
 * A database that a newer version has migrated is refused, and where others share it (`isShared`) one that an older process uses which
 * could not go on.
 */
export async function migrate(pool: pg.Pool, isShared = false): Promise<void> {
  const client = await pool.connect()
  try {
    await client.query('begin')
    await lockMigrations(client)
    if (isShared) await refuseWhatBreaks(client)
    await applyMissing(client)
    await client.query('commit')
  } catch (error) {
    await client.query('rollback').catch(() => undefined)
    throw error
  } finally {
    client.release()
  }
}

/** Until the end of the transaction nobody else changes the schema. */
export async function lockMigrations(client: pg.PoolClient): Promise<void> {
  await client.query('select pg_advisory_xact_lock($1)', [MIGRATION_LOCK])
  // What others made while this one waited is not known to its connection, which remembers what was not there, until it opens a table.
  await client.query('select oid from pg_catalog.pg_namespace limit 1')
}

/** Only what was in use can have somebody who uses it: a new database is looked at by nobody. */
async function refuseWhatBreaks(client: pg.PoolClient): Promise<void> {
  const { rows } = await client.query("select to_regclass('carbonwire.migration') as known")
  if (!rows[0].known) return
  const applied = await client.query('select number from carbonwire.migration')
  const levels = listMigrations()
    .filter(({ number }) => !applied.rows.some(row => row.number === number))
    .flatMap(({ load }) => breaksBelow(load()) ?? [])
  if (applied.rows.length && levels.length) await refuseBesideOlder(client, Math.max(...levels))
}

/** The number of the newest migration that this version knows. */
export const lastMigration = () => listMigrations().at(-1)!.number

/** Brings the schema up to a migration, or to the newest. */
export async function applyMissing(client: pg.PoolClient, upTo = lastMigration()): Promise<void> {
  await client.query('create schema if not exists carbonwire')
  await client.query(
    'create table if not exists carbonwire.migration (number integer primary key, name text not null, applied_at timestamptz not null default now())',
  )
  const known = listMigrations()
  const { rows } = await client.query('select number, name from carbonwire.migration')
  const newer = rows.find(row => !known.some(({ number }) => number === row.number))
  if (newer) {
    throw new Error(
      `The database was made by a newer version of Carbonwire (it has migration ${newer.name}): install that version`,
    )
  }
  for (const migration of known) {
    if (migration.number > upTo || rows.some(row => row.number === migration.number)) continue

    await client.query(migration.load())
    await client.query('insert into carbonwire.migration (number, name) values ($1, $2)', [
      migration.number,
      migration.name,
    ])
  }
}
