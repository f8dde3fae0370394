import { sql } from 'kysely'
import type { Outcome } from '../model/outcome.ts'
import { dropFromDigests } from './drop-from-digests.ts'
import { dropFromStories } from './drop-from-stories.ts'
import { addressId } from './names.ts'
import { removePages } from './remove-pages.ts'
import type { Db, Tx } from './schema.ts'
import { withdrawPoints } from './series.ts'
import { readSightings } from './sightings.ts'
import { toJson, toText } from './stored-values.ts'
import { inTransaction, lockSources } from './transaction.ts'

/** What taking out has done. */
export type Removed = {
  /** Articles that are gone, with their pages and their history. */
  articles: number
  /** Addresses that are never asked for again. */
  addresses: number
  /** Stories that readers do not see any more. */
  stories: number
  /** Pages as fetched whose bytes are gone. */
  pages: number
}

const removed: Outcome = { kind: 'skipped', reason: 'removed' }

/** Articles that are taken out in one transaction: readers and the crawl wait no longer than for these. */
const BATCH = 100

export const nothingRemoved: Removed = { articles: 0, addresses: 0, stories: 0, pages: 0 }

export const addRemoved = (a: Removed, b: Removed): Removed => ({
  articles: a.articles + b.articles,
  addresses: a.addresses + b.addresses,
  stories: a.stories + b.stories,
  pages: a.pages + b.pages,
})

/** See `Removals.removeAddresses`. */
export async function removeAddresses(
  db: Db,
  urlKeys: string[],
  reason: string | null,
  now: Date,
): Promise<Removed> {
  let sum = nothingRemoved
  for (let at = 0; at < urlKeys.length; at += BATCH) {
    const batch = urlKeys.slice(at, at + BATCH)
    sum = addRemoved(sum, await inTransaction(db, tx => removeBatch(tx, batch, reason, now)))
  }
  return sum
}

async function removeBatch(
  tx: Tx,
  urlKeys: string[],
  reason: string | null,
  now: Date,
): Promise<Removed> {
  const asked = urlKeys.map(key => ({ id: addressId(key), url_key: toText(key) }))
  await lockSources(tx, await sourcesOf(tx, asked))
  const addresses = await findAddresses(tx, asked)
  const ids = addresses.map(({ id }) => id)
  const gone = await takeOutArticles(tx, ids, now)
  await bar(tx, addresses, reason, now)
  return { ...gone, addresses: ids.length }
}

type Address = { id: string; url_key: string }

/** Every address that leads to what stands at these. */
async function findAddresses(tx: Tx, asked: Address[]): Promise<Address[]> {
  const { rows } = await sql<Address>`
    with asked as (select * from jsonb_to_recordset(${toJson(asked)}::jsonb) as r(id uuid, url_key text)),
      target as (
        select id from asked union select target_id from carbonwire.alias where id in (select id from asked)
        union select article_id from carbonwire.link where id in (select id from asked) and article_id is not null)
    select id, url_key from asked
    union select id, url_key from carbonwire.link where id in (select id from target) or article_id in (select id from target)
    union select id, url_key from carbonwire.alias where target_id in (select id from target)
    union select id, url_key from carbonwire.article where id in (select id from target)
    order by id`.execute(tx)
  return rows
}

async function sourcesOf(tx: Tx, asked: Address[]): Promise<string[]> {
  const ids = (await findAddresses(tx, asked)).map(({ id }) => id)
  const { rows } = await sql<{ source_id: string }>`
    select source_id from carbonwire.link where id = any(${ids}::uuid[])
    union select source_id from carbonwire.article where id = any(${ids}::uuid[])`.execute(tx)
  return rows.map(({ source_id }) => source_id)
}

/** Takes the articles that are read at these addresses out of their stories and out of the store, with every page of them. */
export async function takeOutArticles(
  tx: Tx,
  addressIds: string[],
  now: Date,
): Promise<Omit<Removed, 'addresses'>> {
  const { rows } = await sql<{ id: string; source_id: string }>`
    select id, source_id from carbonwire.article where id = any(${addressIds}::uuid[])`.execute(tx)
  const articleIds = rows.map(({ id }) => id)
  let [stories, pages] = [0, 0]
  await withdrawPoints(tx, articleIds, async () => {
    await dropFromDigests(tx, articleIds)
    stories = await dropFromStories(tx, articleIds, now)
    await discount(tx, rows)
    pages = await removePages(tx, addressIds)
    await deleteArticles(tx, articleIds)
  })
  return { articles: articleIds.length, stories, pages }
}

async function deleteArticles(tx: Tx, articleIds: string[]): Promise<void> {
  await sql`update carbonwire.link set article_id = null where article_id = any(${articleIds}::uuid[])`.execute(
    tx,
  )
  for (const table of ['replay_example', 'fingerprint'] as const)
    await sql`
      delete from ${sql.table(`carbonwire.${table}`)} where article_id = any(${articleIds}::uuid[])`.execute(
      tx,
    )
  await sql`
    delete from carbonwire.never_merge
    where first_id = any(${articleIds}::uuid[]) or second_id = any(${articleIds}::uuid[])`.execute(
    tx,
  )
  await sql`delete from carbonwire.article where id = any(${articleIds}::uuid[])`.execute(tx)
}

/** They count no more for whoever listed them. */
async function discount(tx: Tx, articles: { id: string; source_id: string }[]): Promise<void> {
  const sightings = await readSightings(
    tx,
    articles.map(({ id }) => id),
  )
  const counts: Record<string, number> = {}
  for (const { id, source_id } of articles)
    for (const source of new Set([source_id, ...(sightings.get(id) ?? [])]))
      counts[source] = (counts[source] ?? 0) + 1
  await sql`
    update carbonwire.source set articles = greatest(0, articles - (${JSON.stringify(counts)}::jsonb ->> id)::integer) where id in (
      select id from carbonwire.source where id = any(${Object.keys(counts)}::text[]) order by id for update)`.execute(
    tx,
  )
}

/** Writes down that these are never asked for again, and forgets what lists have printed of them. */
async function bar(tx: Tx, addresses: Address[], reason: string | null, now: Date): Promise<void> {
  const rows = toJson(addresses)
  await sql`
    insert into carbonwire.removal (id, url_key, reason, at)
    select r.id, r.url_key, ${reason}, ${now} from jsonb_to_recordset(${rows}::jsonb) as r(id uuid, url_key text)
    on conflict (id) do nothing`.execute(tx)
  await sql`
    insert into carbonwire.link (id, url_key, url, source_id, state, depth, position, title, truncated, outcome, first_seen_at, ended_at)
    select r.id, r.url_key, '', '', 'removed', 0, 0, '', false, ${toJson(removed)}::jsonb, ${now}, ${now}
    from jsonb_to_recordset(${rows}::jsonb) as r(id uuid, url_key text)
    on conflict (id) do update set state = 'removed', due_at = null, title = '', truncated = false, published = null, outlet = null,
      summary = null, guid = null, etag = null, last_modified = null, outcome = excluded.outcome, article_id = null, page_id = null,
      ended_at = excluded.ended_at`.execute(tx)
  await sql`
    update carbonwire.sighting set title = '', published = null, outlet = null
    where link_id in (select id from jsonb_to_recordset(${rows}::jsonb) as r(id uuid))`.execute(tx)
}
