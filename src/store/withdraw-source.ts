import { sql } from 'kysely'
import { addRemoved, nothingRemoved, type Removed, removeAddresses } from './remove-addresses.ts'
import { deletePages } from './remove-pages.ts'
import type { Db, Tx } from './schema.ts'
import { inTransaction } from './transaction.ts'

const BATCH = 500

/** See `Removals.withdrawSource`. It is ended first, so that nothing comes after what is taken out. */
export async function withdrawSource(
  db: Db,
  sourceId: string,
  reason: string | null,
  now: Date,
): Promise<Removed | null> {
  const { numUpdatedRows } = await db
    .updateTable('source')
    .set({ active: false, removed_at: now, removed_reason: reason })
    .where('id', '=', sourceId)
    .executeTakeFirst()
  if (!numUpdatedRows) return null

  let sum = nothingRemoved
  for (;;) {
    const keys = await readKeys(db, sourceId)
    if (!keys.length) break
    sum = addRemoved(sum, await removeAddresses(db, keys, reason, now))
  }
  const pages = await inTransaction(db, tx => forgetListings(tx, sourceId))
  return { ...sum, pages: sum.pages + pages }
}

async function readKeys(db: Db, sourceId: string): Promise<string[]> {
  const { rows } = await sql<{ url_key: string }>`
    select url_key from carbonwire.article where source_id = ${sourceId}
    union select url_key from carbonwire.link where source_id = ${sourceId} and state not in ('removed', 'recorded')
    limit ${BATCH}`.execute(db)
  return rows.map(({ url_key }) => url_key)
}

/** The lists of a source as they were fetched, and where its paging stands. */
export async function forgetListings(tx: Tx, sourceId: string): Promise<number> {
  const { rows } = await sql<{ id: string }>`
    select page.id from carbonwire.page join carbonwire.listing on listing.url = page.url
    where listing.source_id = ${sourceId}`.execute(tx)
  await sql`delete from carbonwire.listing where source_id = ${sourceId}`.execute(tx)
  await sql`delete from carbonwire.paging where source_id = ${sourceId}`.execute(tx)
  return deletePages(
    tx,
    rows.map(({ id }) => id),
  )
}
