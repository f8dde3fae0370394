import { sql } from 'kysely'
import { addRemoved, nothingRemoved, type Removed, takeOutArticles } from './remove-addresses.ts'
import type { Db, Tx } from './schema.ts'
import { inTransaction, lockSources } from './transaction.ts'
import { forgetListings } from './withdraw-source.ts'

const BATCH = 200

/** See `Removals.purgeSource`. What was taken out on somebody's word stays barred. */
export async function purgeSource(db: Db, sourceId: string, now: Date): Promise<Removed | null> {
  const row = await db
    .selectFrom('source')
    .select('active')
    .where('id', '=', sourceId)
    .executeTakeFirst()
  if (!row || row.active) return null

  await inTransaction(db, tx => handOver(tx, sourceId))
  let sum = nothingRemoved
  for (;;) {
    const part = await inTransaction(db, tx => purgeBatch(tx, sourceId, now))
    if (!part) break
    sum = addRemoved(sum, part)
  }
  const pages = await inTransaction(db, tx => forgetSource(tx, sourceId))
  return { ...sum, pages: sum.pages + pages }
}

/** What others that are in use follow too goes on as theirs. */
async function handOver(tx: Tx, sourceId: string): Promise<void> {
  await lockSources(tx, [sourceId])
  await sql`delete from carbonwire.sighting where source_id = ${sourceId}`.execute(tx)
  await sql`
    update carbonwire.link set source_id = heir.source_id from (
      select distinct on (link_id) link_id, sighting.source_id from carbonwire.sighting
        join carbonwire.source on source.id = sighting.source_id and source.active
      where sighting.followed order by link_id, first_seen_at, sighting.source_id) as heir
    where link.id = heir.link_id and link.source_id = ${sourceId}`.execute(tx)
  await sql`
    update carbonwire.article set source_id = link.source_id from carbonwire.link
    where link.article_id = article.id and article.source_id = ${sourceId} and link.source_id <> ${sourceId}`.execute(
    tx,
  )
}

async function purgeBatch(tx: Tx, sourceId: string, now: Date): Promise<Removed | null> {
  await lockSources(tx, [sourceId])
  const { rows } = await sql<{ id: string }>`
    select id from carbonwire.article where source_id = ${sourceId}
    union select id from carbonwire.link where source_id = ${sourceId} and state <> 'removed'
    limit ${BATCH}`.execute(tx)
  if (!rows.length) return null

  const ids = rows.map(({ id }) => id)
  const { rows: reached } = await sql<{ id: string }>`
    select id from unnest(${ids}::uuid[]) as id
    union select article_id from carbonwire.link
      join carbonwire.article on article.id = link.article_id and article.source_id = ${sourceId}
    where link.id = any(${ids}::uuid[])`.execute(tx)
  const gone = await takeOutArticles(
    tx,
    reached.map(({ id }) => id),
    now,
  )
  await sql`delete from carbonwire.alias where target_id = any(${ids}::uuid[])`.execute(tx)
  const { numAffectedRows } = await sql`
    delete from carbonwire.link where id = any(${ids}::uuid[]) and state <> 'removed'`.execute(tx)
  return { ...gone, addresses: Number(numAffectedRows ?? 0) }
}

async function forgetSource(tx: Tx, sourceId: string): Promise<number> {
  const pages = await forgetListings(tx, sourceId)
  for (const table of ['round', 'alarm', 'sighting', 'backfill', 'source_day', 'incident'] as const)
    await sql`delete from ${sql.table(`carbonwire.${table}`)} where source_id = ${sourceId}`.execute(
      tx,
    )
  await sql`delete from carbonwire.source where id = ${sourceId}`.execute(tx)
  return pages
}
