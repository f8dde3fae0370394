import { sql } from 'kysely'
import type { Db, Tx } from './schema.ts'
import { inTransaction, lockSources } from './transaction.ts'

/** How far the reading back of a source has come. */
export type Backfill = {
  sourceId: string
  since: Date
  state: 'running' | 'done' | 'stopped'
  askedAt: Date
  endedAt: Date | null
  /** Since it was asked for: links that were found or opened again, those of them that wait, and articles that were read. */
  links: number
  open: number
  articles: number
  /** The earliest date that lists have printed since; null while they printed none. */
  reached: Date | null
}

/** Reading back what a source has published before it was followed. */
export interface Backfills {
  /** Lists are paged through from their first page again, and links that were too old become open. One that runs gets the new day. */
  beginBackfill(sourceId: string, since: Date, now: Date): Promise<void>
  /** The day that a source is read back to while that is under way. */
  backfillSince(sourceId: string): Promise<Date | null>
  endBackfill(sourceId: string, state: 'done' | 'stopped', now: Date): Promise<boolean>
  findBackfill(sourceId: string): Promise<Backfill | null>
}

/** The store's part for reading back. */
export function buildBackfills(db: Db): Backfills {
  return {
    beginBackfill: (sourceId, since, now) =>
      inTransaction(db, tx => begin(tx, sourceId, since, now)),
    async backfillSince(sourceId) {
      const row = await db
        .selectFrom('backfill')
        .select('since')
        .where('source_id', '=', sourceId)
        .where('state', '=', 'running')
        .executeTakeFirst()
      return row?.since ?? null
    },
    async endBackfill(sourceId, state, now) {
      const { numUpdatedRows } = await db
        .updateTable('backfill')
        .set({ state, ended_at: now })
        .where('source_id', '=', sourceId)
        .where('state', '=', 'running')
        .executeTakeFirst()
      return numUpdatedRows > 0n
    },
    findBackfill: sourceId => find(db, sourceId),
  }
}

/** The instant a printed date begins at. */
const printed = sql`coalesce(published ->> 'at', published ->> 'day')::timestamptz`

async function begin(tx: Tx, sourceId: string, since: Date, now: Date): Promise<void> {
  await lockSources(tx, [sourceId])
  await sql`
    insert into carbonwire.backfill (source_id, since, state, asked_at) values (${sourceId}, ${since}, 'running', ${now})
    on conflict (source_id) do update set since = excluded.since, state = 'running', asked_at = excluded.asked_at, ended_at = null`.execute(
    tx,
  )
  await sql`delete from carbonwire.paging where source_id = ${sourceId}`.execute(tx)
  await sql`
    update carbonwire.listing set etag = null, last_modified = null where source_id = ${sourceId}`.execute(
    tx,
  )
  const { rows } = await sql<{ id: string }>`
    update carbonwire.link set state = 'open', due_at = ${now}, attempts = 0, outcome = null
    where source_id = ${sourceId} and article_id is null and state in ('recorded', 'done') and outcome ->> 'reason' = 'too-old'
      and coalesce(${printed} >= ${since}, true)
    returning id`.execute(tx)
  await sql`
    update carbonwire.sighting set followed = true
    where source_id = ${sourceId} and link_id = any(${rows.map(({ id }) => id)}::uuid[])`.execute(
    tx,
  )
}

async function find(db: Db, sourceId: string): Promise<Backfill | null> {
  const { rows } = await sql<{
    since: Date
    state: Backfill['state']
    asked_at: Date
    ended_at: Date | null
    links: number
    open: number
    articles: number
    reached: Date | null
  }>`
    select since, backfill.state, asked_at, ended_at, found.links, found.open, found.reached, (
        select count(*)::integer from carbonwire.article
        where source_id = backfill.source_id and first_fetched_at >= asked_at and first_fetched_at <= coalesce(ended_at, 'infinity')) as articles
    from carbonwire.backfill, lateral (
      select count(*) filter (where link.state <> 'recorded')::integer as links,
        count(*) filter (where due_at is not null and article_id is null)::integer as open, min(${printed}) as reached
      from carbonwire.link where link.source_id = backfill.source_id
        and (first_seen_at >= asked_at or ended_at >= asked_at or due_at is not null)) as found
    where backfill.source_id = ${sourceId}`.execute(db)
  const row = rows[0]
  if (!row) return null
  return {
    ...{ sourceId, since: row.since, state: row.state, askedAt: row.asked_at },
    ...{ endedAt: row.ended_at, links: row.links, open: row.open, articles: row.articles },
    reached: row.reached,
  }
}
