import { createHash, randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import type { ApiKey } from '../model/subscriber.ts'
import { isUuid } from '../text/uuid.ts'
import type { Db, Tables } from './schema.ts'

/** Keys that services show. Only their hashes are kept. */
export interface ApiKeys {
  /** `text` is what the service will show; it cannot be read back. */
  addApiKey(
    key: { name: string; scopes: string[]; perMinute: number | null; text: string },
    now: Date,
  ): Promise<ApiKey>
  /** The key with this text; null when there is none or it was revoked. */
  findApiKey(text: string): Promise<ApiKey | null>
  /** Gives a key a new text; the one before counts until then, and none that is older. Null when there is no such key. */
  rotateApiKey(id: string, text: string, oldUntil: Date): Promise<ApiKey | null>
  /** Notes that it was used, at most once a minute. */
  touchApiKey(id: string, at: Date): Promise<void>
  listApiKeys(): Promise<ApiKey[]>
  revokeApiKey(id: string, at: Date): Promise<boolean>
}

// A key is long and random: one round of a fast hash is as good as many.
const hashOf = (text: string) => createHash('sha256').update(text).digest()

type Row = Omit<Tables['api_key'], 'hash' | 'old_hash' | 'old_until'>

const toApiKey = (row: Row): ApiKey => ({
  id: row.id,
  name: row.name,
  scopes: row.scopes,
  perMinute: row.per_minute,
  createdAt: row.created_at,
  lastUsedAt: row.last_used_at,
  revokedAt: row.revoked_at,
})

/** The store's part for API keys. */
export function buildApiKeys(db: Db): ApiKeys {
  return {
    async addApiKey({ name, scopes, perMinute, text }, now) {
      const row = await db
        .insertInto('api_key')
        .values({
          ...{ id: randomUUID(), name, hash: hashOf(text), scopes, per_minute: perMinute },
          ...{ created_at: now, last_used_at: null, revoked_at: null },
          ...{ old_hash: null, old_until: null },
        })
        .returningAll()
        .executeTakeFirstOrThrow()
      return toApiKey(row)
    },
    async findApiKey(text) {
      const hash = hashOf(text)
      const row = await db
        .selectFrom('api_key')
        .selectAll()
        .where(eb =>
          eb.or([
            eb('hash', '=', hash),
            eb.and([eb('old_hash', '=', hash), eb('old_until', '>', sql<Date>`now()`)]),
          ]),
        )
        .where('revoked_at', 'is', null)
        .executeTakeFirst()
      return row ? toApiKey(row) : null
    },
    async rotateApiKey(id, text, oldUntil) {
      const row = await db
        .updateTable('api_key')
        .set(({ ref }) => ({ old_hash: ref('hash'), old_until: oldUntil, hash: hashOf(text) }))
        .where('id', '=', id)
        .where('revoked_at', 'is', null)
        .returningAll()
        .executeTakeFirst()
      return row ? toApiKey(row) : null
    },
    async touchApiKey(id, at) {
      const minuteAgo = new Date(at.getTime() - 60_000)
      await db
        .updateTable('api_key')
        .set({ last_used_at: at })
        .where('id', '=', id)
        .where(eb => eb.or([eb('last_used_at', 'is', null), eb('last_used_at', '<', minuteAgo)]))
        .execute()
    },
    async listApiKeys() {
      const rows = await db.selectFrom('api_key').selectAll().orderBy('created_at').execute()
      return rows.map(toApiKey)
    },
    async revokeApiKey(id, at) {
      if (!isUuid(id)) return false
      const { numUpdatedRows } = await db
        .updateTable('api_key')
        .set({ revoked_at: at })
        .where('id', '=', id)
        .where('revoked_at', 'is', null)
        .executeTakeFirst()
      return numUpdatedRows > 0n
    },
  }
}
