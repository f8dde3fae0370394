import { sql } from 'kysely'
import type { Keep } from '../model/settings.ts'
import { deletePages } from './remove-pages.ts'
import type { Db, Tx } from './schema.ts'
import { inTransaction } from './transaction.ts'

/** What was taken away because its time was over. */
export type Tidied = { pages: number; revisions: number; deliveries: number; actions: number }

/** How much room one kind of thing takes. */
export type Size = { kind: SizeKind; bytes: number; rows: number }
export type SizeKind = keyof typeof tablesOf | 'queue' | 'other'

/** What is kept, and for how long. What is known by (addresses, articles, stories, the change log) is kept for good. */
export interface Keeping {
  /** Takes away what is older than it is to be kept, a little at a time, until nothing is left or `signal` fires. */
  tidy(keep: Keep, now: Date, signal: AbortSignal): Promise<Tidied>
  /** How much room each kind takes, with its indexes; rows are estimates. The largest first. */
  readSizes(): Promise<Size[]>
}

/** The tables of each kind that grows. */
const tablesOf = {
  pages: ['page', 'body'],
  articles: ['article', 'member', 'fingerprint', 'series_point', 'series_change'],
  revisions: ['revision'],
  stories: ['story', 'sibling', 'change', 'archive_document'],
  links: ['link', 'sighting', 'alias', 'removal'],
  rounds: ['round', 'source_day', 'incident', 'notice', 'alarm', 'listing', 'paging'],
  deliveries: ['delivery', 'told', 'subscriber', 'digest_issue', 'digest_delivery'],
} as const satisfies Record<string, readonly string[]>

const BATCH = 500
const DAY_MS = 86_400_000

/** The store's part for keeping. */
export function buildKeeping(db: Db): Keeping {
  return {
    tidy: (...given) => tidy(db, ...given),
    readSizes: () => readSizes(db),
  }
}

async function tidy(db: Db, keep: Keep, now: Date, signal: AbortSignal): Promise<Tidied> {
  const repeat = async (days: number | null, batch: (tx: Tx, before: Date) => Promise<number>) => {
    if (days === null) return 0
    const before = new Date(now.getTime() - days * DAY_MS)
    let sum = 0
    for (let done = BATCH; done >= BATCH && !signal.aborted; sum += done)
      done = await inTransaction(db, tx => batch(tx, before))
    return sum
  }
  // A page that gave nothing is let go by its link first, and an old text by its revision.
  await repeat(keep.emptyPagesDays, letGoEmptyPages)
  const revisions = await repeat(keep.revisionsDays, letGoTexts)
  const old = await repeat(keep.pagesDays, deleteOldPages)
  const loose = await repeat(keep.listingsDays, deleteLoosePages)
  const deliveries = await repeat(keep.deliveriesDays, deleteDeliveries)
  const actions = await repeat(keep.revisionsDays, deleteActions)
  return { pages: old + loose, revisions, deliveries, actions }
}

async function letGoEmptyPages(tx: Tx, before: Date): Promise<number> {
  const { numAffectedRows } = await sql`
    update carbonwire.link set page_id = null where id in (
      select id from carbonwire.link where page_id is not null and coalesce(ended_at, first_seen_at) < ${before} limit ${BATCH})`.execute(
    tx,
  )
  return Number(numAffectedRows ?? 0)
}

/** That there was another text, and when, stays. */
async function letGoTexts(tx: Tx, before: Date): Promise<number> {
  const { numAffectedRows } = await sql`
    update carbonwire.revision set content = null, page_id = null where (article_id, revision) in (
      select article_id, revision from carbonwire.revision
      where kind = 'text' and content is not null and at < ${before} order by at limit ${BATCH})`.execute(
    tx,
  )
  return Number(numAffectedRows ?? 0)
}

/** The newest page of each list is what the next round is compared with. */
const isListed = sql`exists (select from carbonwire.listing where listing.page_id = page.id)`

async function deleteOldPages(tx: Tx, before: Date): Promise<number> {
  const { rows } = await sql<{ id: string }>`
    select id from carbonwire.page where fetched_at < ${before} and not ${isListed}
    order by fetched_at limit ${BATCH}`.execute(tx)
  return deletePages(
    tx,
    rows.map(({ id }) => id),
  )
}

/** Lists that were fetched anew since, and visits to articles that found the same text. */
async function deleteLoosePages(tx: Tx, before: Date): Promise<number> {
  const { rows } = await sql<{ id: string }>`
    with further as (select unnest(further_page_ids) as id from carbonwire.article where further_page_ids <> '{}')
    select id from carbonwire.page where fetched_at < ${before} and not ${isListed}
      and not exists (select from carbonwire.article where article.page_id = page.id)
      and not exists (select from carbonwire.revision where revision.page_id = page.id)
      and not exists (select from carbonwire.link where link.page_id = page.id)
      and not exists (select from further where further.id = page.id)
    order by fetched_at limit ${BATCH}`.execute(tx)
  return deletePages(
    tx,
    rows.map(({ id }) => id),
  )
}

async function deleteDeliveries(tx: Tx, before: Date): Promise<number> {
  const { numAffectedRows } = await sql`
    delete from carbonwire.delivery where ctid in (
      select ctid from carbonwire.delivery where at < ${before} order by at limit ${BATCH})`.execute(
    tx,
  )
  return Number(numAffectedRows ?? 0)
}

async function deleteActions(tx: Tx, before: Date): Promise<number> {
  const { numAffectedRows } = await sql`
    delete from carbonwire.audit where id in (
      select id from carbonwire.audit where at < ${before} order by id limit ${BATCH})`.execute(tx)
  return Number(numAffectedRows ?? 0)
}

async function readSizes(db: Db): Promise<Size[]> {
  const { rows } = await sql<{ schema: string; name: string; bytes: string; rows: number }>`
    select nspname as schema, relname as name, pg_total_relation_size(pg_class.oid)::text as bytes, greatest(reltuples, 0)::float8 as rows
    from pg_class join pg_namespace on pg_namespace.oid = relnamespace
    where relkind = 'r' and nspname in ('carbonwire', 'bullmq')`.execute(db)
  const kinds = new Map<SizeKind, Size>()
  for (const row of rows) {
    const kind = row.schema === 'bullmq' ? 'queue' : kindOf(row.name)
    const size = kinds.get(kind) ?? { kind, bytes: 0, rows: 0 }
    kinds.set(kind, {
      kind,
      bytes: size.bytes + Number(row.bytes),
      rows: size.rows + Math.round(row.rows),
    })
  }
  return [...kinds.values()].sort((a, b) => b.bytes - a.bytes)
}

function kindOf(table: string): SizeKind {
  const found = Object.entries(tablesOf).find(([, tables]) =>
    (tables as readonly string[]).includes(table),
  )
  return (found?.[0] as SizeKind | undefined) ?? 'other'
}
