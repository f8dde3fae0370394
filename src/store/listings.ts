import { sql } from 'kysely'
import type { Validators } from '../model/fetch.ts'
import { addLinks } from './add-links.ts'
import type { SaveListing } from './doors/crawling.ts'
import { addressId } from './names.ts'
import { insertPages, packPage } from './pages.ts'
import type { Db, Tx } from './schema.ts'
import { toText } from './stored-values.ts'
import { inTransaction, lockSources } from './transaction.ts'

const listingId = (sourceId: string, url: string) => addressId(`${sourceId} ${url}`)

/** See `Store.saveListing`. */
export async function saveListing(db: Db, listing: SaveListing) {
  const page = await packPage(listing.page)
  return inTransaction(db, async tx => {
    await lockSources(tx, [listing.sourceId])
    await insertPages(tx, [page])
    const unseen = await countUnseen(tx, listing)
    const fresh = await addLinks(tx, [{ ...listing, at: listing.page.fetchedAt }])
    const pagedBefore = await savePaging(tx, listing)
    const row = {
      ...{ etag: listing.validators.etag, last_modified: listing.validators.lastModified },
      ...{ page_id: page.id, asked_at: listing.page.fetchedAt },
    }
    await tx
      .insertInto('listing')
      .values({
        id: listingId(listing.sourceId, listing.url),
        source_id: listing.sourceId,
        url: toText(listing.url),
        ...row,
      })
      .onConflict(conflict => conflict.column('id').doUpdateSet(row))
      .execute()
    return { fresh, known: listing.links.length - fresh, unseen, pagedBefore, pageId: page.id }
  })
}

/** Links that this source has never printed before. */
async function countUnseen(tx: Tx, { sourceId, links }: SaveListing): Promise<number> {
  const ids = [...new Set(links.map(({ urlKey }) => addressId(urlKey)))]
  if (!ids.length) return 0
  const { rows } = await sql<{ count: number }>`
    select count(*)::integer as count from unnest(${ids}::uuid[]) as r(id)
    left join carbonwire.alias on alias.id = r.id
    where not exists (select from carbonwire.sighting
      where link_id = coalesce(alias.target_id, r.id) and source_id = ${sourceId})`.execute(tx)
  return rows[0]?.count ?? 0
}

async function savePaging(tx: Tx, { sourceId, entryUrl, resume }: SaveListing): Promise<boolean> {
  const id = listingId(sourceId, entryUrl)
  const before = await tx
    .selectFrom('paging')
    .select('ended')
    .where('id', '=', id)
    .executeTakeFirst()
  const pagedBefore = before?.ended ?? false
  const row = {
    url: resume?.url ?? null,
    pages: resume?.pages ?? 0,
    ended: pagedBefore || resume === null,
  }
  await tx
    .insertInto('paging')
    .values({ id, source_id: sourceId, entry_url: toText(entryUrl), ...row })
    .onConflict(conflict => conflict.column('id').doUpdateSet(row))
    .execute()
  return pagedBefore
}

/** See `Store.endPaging`. */
export async function endPaging(db: Db, sourceId: string, entryUrl: string): Promise<void> {
  await db
    .updateTable('paging')
    .set({ url: null, pages: 0, ended: true })
    .where('id', '=', listingId(sourceId, entryUrl))
    .execute()
}

/** See `Store.hasPaged`. */
export async function hasPaged(db: Db, sourceId: string, entryUrl: string): Promise<boolean> {
  const row = await db
    .selectFrom('paging')
    .select('ended')
    .where('id', '=', listingId(sourceId, entryUrl))
    .executeTakeFirst()
  return row?.ended ?? false
}

/** See `Store.findResumes`. */
export async function findResumes(db: Db, sourceId: string) {
  const rows = await db
    .selectFrom('paging')
    .select(['entry_url', 'url', 'pages'])
    .where('source_id', '=', sourceId)
    .where('url', 'is not', null)
    .execute()
  return rows.map(row => ({ entryUrl: row.entry_url, url: row.url!, pages: row.pages }))
}

/** See `Store.findValidators`. */
export async function findValidators(
  db: Db,
  sourceId: string,
  url: string,
): Promise<Validators | null> {
  const row = await db
    .selectFrom('listing')
    .select(['etag', 'last_modified'])
    .where('id', '=', listingId(sourceId, url))
    .executeTakeFirst()
  return row ? { etag: row.etag, lastModified: row.last_modified } : null
}

/** See `Store.touchListing`. */
export async function touchListing(db: Db, sourceId: string, url: string, at: Date): Promise<void> {
  await db
    .updateTable('listing')
    .set({ asked_at: at })
    .where('id', '=', listingId(sourceId, url))
    .execute()
}
