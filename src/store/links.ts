import { sql } from 'kysely'
import type { Validators } from '../model/fetch.ts'
import type { Outcome } from '../model/outcome.ts'
import type { DueLink, LinkEnd } from './doors/crawling.ts'
import { addressId } from './names.ts'
import { insertPages, packPage } from './pages.ts'
import type { Db, StoredPublished, Tx } from './schema.ts'
import { readPublished, toJson, toText } from './stored-values.ts'
import { inTransaction } from './transaction.ts'

type DueRow = {
  url_key: string
  url: string
  source_id: string
  depth: number
  attempts: number
  visits: number
  title: string
  truncated: boolean
  published: StoredPublished | null
  etag: string | null
  last_modified: string | null
  outcome: Outcome | null
  first_seen_at: Date
  article_id: string | null
  revision: number | null
  first_fetched_at: Date | null
}

/** See `Store.dueLinks`. What was never read comes first, the newest finds before older ones; then articles asked for again. */
export async function dueLinks(
  db: Db,
  sourceId: string,
  now: Date,
  limit: number,
): Promise<DueLink[]> {
  const { rows } = await sql<DueRow>`
    select link.url_key, link.url, link.source_id, link.depth, link.attempts, link.visits, link.title, link.truncated,
      link.published, link.etag, link.last_modified, link.outcome, link.first_seen_at, article.id as article_id, article.revision, article.first_fetched_at
    from carbonwire.link left join carbonwire.article on article.id = link.article_id
    where link.source_id = ${sourceId} and link.due_at <= ${now}
      and not exists (select from carbonwire.source where id = ${sourceId} and hold_until > ${now})
    order by link.article_id is not null, link.attempts, link.depth, link.first_seen_at desc, link.position, link.id
    limit ${limit}`.execute(db)
  return rows.map(toDueLink)
}

function toDueLink(row: DueRow): DueLink {
  return {
    urlKey: row.url_key,
    url: row.url,
    sourceId: row.source_id,
    depth: row.depth,
    attempts: row.attempts,
    lastOutcome: row.outcome,
    firstSeenAt: row.first_seen_at,
    listed: {
      title: row.title,
      truncated: row.truncated,
      published: readPublished(row.published),
    },
    article: row.article_id
      ? {
          id: row.article_id,
          revision: row.revision!,
          validators: { etag: row.etag, lastModified: row.last_modified },
          visits: row.visits,
          firstFetchedAt: row.first_fetched_at!,
        }
      : null,
  }
}

/** A round that is so late has been lost by the queue. */
const LOST_AFTER_MS = 60_000

/** See `Store.sourcesWithDueLinks`. */
export async function sourcesWithDueLinks(db: Db, now: Date): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from carbonwire.source
    where active and (config ->> 'enabled')::boolean and (
      next_round_at <= ${new Date(now.getTime() - LOST_AFTER_MS)}
      or (coalesce(next_round_at > ${now}, true) and coalesce(hold_until <= ${now}, true) and exists (
        select from carbonwire.link where link.source_id = source.id and link.due_at <= ${now})))
    order by id collate "C"`.execute(db)
  return rows.map(({ id }) => id)
}

/** See `Store.endLink`. */
export async function endLink(db: Db, end: LinkEnd): Promise<void> {
  const { urlKey, outcome, attempts, nextAttemptAt, at } = end
  const page = end.page ? await packPage(end.page) : null
  await inTransaction(db, async tx => {
    if (page) await insertPages(tx, [page])
    await sql`
      update carbonwire.link set attempts = ${attempts}, due_at = ${nextAttemptAt}, ended_at = ${at},
        state = case when ${nextAttemptAt}::timestamptz is null then 'done' when article_id is null then 'open' else state end,
        outcome = ${toJson(outcome)}::jsonb, page_id = coalesce(${page?.id ?? null}::uuid, page_id)
      where id = ${addressId(urlKey)} and state <> 'removed'`.execute(tx)
  })
}

/** See `Store.reopenLinks`. */
export async function reopenLinks(
  db: Db,
  sourceId: string,
  endedAs: string[],
  since: Date,
  at: Date,
): Promise<number> {
  const { numAffectedRows } = await sql`
    update carbonwire.link set due_at = ${at}, state = 'open'
    where source_id = ${sourceId} and article_id is null and state not in ('recorded', 'removed') and ended_at >= ${since}
      and coalesce(due_at > ${at}, true)
      and (outcome ->> 'kind') || ':' || (outcome ->> 'reason') = any(${endedAs}::text[])`.execute(
    db,
  )
  return Number(numAffectedRows ?? 0)
}

/** See `Store.endVisit`. */
export async function endVisit(
  db: Db,
  urlKey: string,
  validators: Validators | null,
  nextVisitAt: Date | null,
  at: Date,
): Promise<void> {
  await sql`
    update carbonwire.link set
      visits = visits + (ended_at is distinct from ${at}::timestamptz)::integer,
      attempts = 0, due_at = ${nextVisitAt}, outcome = '{"kind":"unchanged"}', ended_at = ${at},
      etag = coalesce(${validators?.etag ?? null}, etag),
      last_modified = coalesce(${validators?.lastModified ?? null}, last_modified)
    where id = ${addressId(urlKey)} and state <> 'removed'`.execute(db)
}

/**
 * Another key under which an article was reached (redirect, trusted canonical). The link of that key is closed: its article is asked for
 * under one address.
 */
export async function writeAlias(tx: Tx, urlKey: string, target: string): Promise<void> {
  const id = addressId(urlKey)
  const targetId = await resolveId(tx, target)
  if (id === targetId) return

  await tx
    .insertInto('alias')
    .values({ id, url_key: toText(urlKey), target_id: targetId })
    .onConflict(conflict => conflict.column('id').doUpdateSet({ target_id: targetId }))
    .execute()
  await tx.updateTable('alias').set({ target_id: targetId }).where('target_id', '=', id).execute()
  await tx
    .updateTable('link')
    .set({ state: 'done', due_at: null })
    .where('id', '=', id)
    .where('article_id', 'is', null)
    .where('state', '<>', 'removed')
    .execute()
}

/** The id of the article that is reached under this key. */
export async function resolveId(db: Db, urlKey: string): Promise<string> {
  const id = addressId(urlKey)
  const alias = await db
    .selectFrom('alias')
    .select('target_id')
    .where('id', '=', id)
    .executeTakeFirst()
  return alias?.target_id ?? id
}
