import type { RobotsCache } from '../model/robots-entry.ts'
import type { Db } from './schema.ts'
import { toText } from './stored-values.ts'

/** The robots.txt files of every host, shared by all processes. */
export function openRobotsCache(db: Db): RobotsCache {
  return {
    async find(origin) {
      const row = await db
        .selectFrom('robots')
        .selectAll()
        .where('origin', '=', origin)
        .executeTakeFirst()
      if (!row) return null
      const { verdict, body, fetched_at, expires_at } = row
      return { verdict, body, fetchedAt: fetched_at, expiresAt: expires_at }
    },

    async save(origin, { verdict, body, fetchedAt, expiresAt }) {
      const row = { verdict, body: toText(body), fetched_at: fetchedAt, expires_at: expiresAt }
      await db
        .insertInto('robots')
        .values({ origin, ...row })
        .onConflict(conflict => conflict.column('origin').doUpdateSet(row))
        .execute()
    },
  }
}
