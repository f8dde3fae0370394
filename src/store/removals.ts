import { sql } from 'kysely'
import { purgeSource } from './purge-source.ts'
import { type Removed, removeAddresses } from './remove-addresses.ts'
import type { Db } from './schema.ts'
import { inTransaction } from './transaction.ts'
import { withdrawSource } from './withdraw-source.ts'

/** An address that was taken out because somebody asked for it. */
export type Removal = { urlKey: string; reason: string | null; at: Date }

/** What is taken out of the store. Followers are told by the change log; each method may run again, and goes on where it was cut short. */
export interface Removals {
  /** Takes out what was read at these addresses (comparing keys), and bars them and every other address that led there. */
  removeAddresses(urlKeys: string[], reason: string | null, now: Date): Promise<Removed>
  /** Takes out everything of a source and ends it, though its file may still be there. Null when there is no such source. */
  withdrawSource(sourceId: string, reason: string | null, now: Date): Promise<Removed | null>
  /** Lets an address be asked for again; false when it was not barred. */
  allowAddress(urlKey: string, now: Date): Promise<boolean>
  /** Lets a source go on that was taken out; what is new of it is read. */
  allowSource(sourceId: string, now: Date): Promise<boolean>
  /** Addresses that are barred, the newest first. */
  listRemovals(limit: number): Promise<Removal[]>
  /** Forgets a source whose file is gone, with all that only it has given. Null when there is none or when it is in use. */
  purgeSource(sourceId: string, now: Date): Promise<Removed | null>
}

/** The store's part for taking out. */
export function buildRemovals(db: Db): Removals {
  return {
    removeAddresses: (...given) => removeAddresses(db, ...given),
    withdrawSource: (...given) => withdrawSource(db, ...given),
    purgeSource: (...given) => purgeSource(db, ...given),
    allowAddress: (...given) => allowAddress(db, ...given),
    allowSource: (...given) => allowSource(db, ...given),
    async listRemovals(limit) {
      const rows = await db
        .selectFrom('removal')
        .select(['url_key', 'reason', 'at'])
        .orderBy('at', 'desc')
        .orderBy('id')
        .limit(limit)
        .execute()
      return rows.map(({ url_key, reason, at }) => ({ urlKey: url_key, reason, at }))
    },
  }
}

async function allowAddress(db: Db, urlKey: string, now: Date): Promise<boolean> {
  return inTransaction(db, async tx => {
    const { rows } = await sql<{ id: string }>`
      delete from carbonwire.removal where url_key = ${urlKey} returning id`.execute(tx)
    const ids = rows.map(({ id }) => id)
    await sql`
      update carbonwire.link set state = 'open', due_at = ${now}, attempts = 0, outcome = null
      where id = any(${ids}::uuid[]) and state = 'removed'`.execute(tx)
    return ids.length > 0
  })
}

async function allowSource(db: Db, sourceId: string, now: Date): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('source')
    .set({ removed_at: null, removed_reason: null, active: true, next_round_at: now })
    .where('id', '=', sourceId)
    .where('removed_at', 'is not', null)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}
