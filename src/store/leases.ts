import { sql } from 'kysely'
import type { Db } from './schema.ts'

/** What one process does at a time. */
export interface Leases {
  /** One holder at a time; a lease that was not renewed for `ttlMs` is free. */
  takeLease(name: string, holder: string, ttlMs: number): Promise<boolean>
  releaseLease(name: string, holder: string): Promise<void>
}

/** See `Store.takeLease`. The database's clock decides, so that machines need not agree on the time. */
export async function takeLease(
  db: Db,
  name: string,
  holder: string,
  ttlMs: number,
): Promise<boolean> {
  const taken = await sql`
    insert into carbonwire.lease (name, holder, expires_at)
    values (${name}, ${holder}, clock_timestamp() + ${ttlMs} * interval '1 millisecond')
    on conflict (name) do update set holder = excluded.holder, expires_at = excluded.expires_at
    where lease.holder = excluded.holder or lease.expires_at <= clock_timestamp()
    returning name`.execute(db)
  return taken.rows.length === 1
}

/** Frees the lease when `holder` still has it. */
export async function releaseLease(db: Db, name: string, holder: string): Promise<void> {
  await db.deleteFrom('lease').where('name', '=', name).where('holder', '=', holder).execute()
}
