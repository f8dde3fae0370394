import { sql } from 'kysely'
import type { Outcome } from '../model/outcome.ts'
import { addressId } from './names.ts'
import type { Db } from './schema.ts'

/** A link that gave no article so far. */
export type IdleLink = {
  url: string
  title: string
  /** How it ended; null while it waits to be fetched for the first time. */
  outcome: Outcome | null
  attempts: number
  /** When it is asked for again; null when it is not. */
  dueAt: Date | null
  firstSeenAt: Date
  endedAt: Date | null
  /** The page that gave no article, where it was kept. */
  pageId: string | null
}

/** Links of a source that gave nothing, by how they ended (`kind:reason`, or `open`). */
export type IdleCount = { reason: string; links: number; due: number; newest: Date }

/** Links as operators look at them. */
export interface SourceLinks {
  /** The commonest reason first. */
  countIdleLinks(sourceId: string): Promise<IdleCount[]>
  /** The newest first; all reasons where none is told. */
  listIdleLinks(sourceId: string, reason: string | null, limit: number): Promise<IdleLink[]>
  /** Makes links that gave nothing due now, whatever was planned for them; what was taken out stays out. */
  retryLinks(sourceId: string, reason: string | null, at: Date): Promise<number>
  /** Makes one link due now, also one that gave an article. Tells whose it is, or null when it is not known or was taken out. */
  retryAddress(urlKey: string, at: Date): Promise<string | null>
}

const reasonOf = sql`coalesce(concat_ws(':', nullif(outcome ->> 'kind', ''), outcome ->> 'reason'), '')`
const shownReason = sql<string>`case when ${reasonOf} = '' then 'open' else ${reasonOf} end`
const isIdle = sql`article_id is null and state <> 'recorded'`

/** The store's part for links as operators look at them. */
export function buildSourceLinks(db: Db): SourceLinks {
  return {
    async countIdleLinks(sourceId) {
      const { rows } = await sql<IdleCount>`
        select * from (
          select ${shownReason} as reason, count(*)::integer as links, count(due_at)::integer as due,
            max(coalesce(ended_at, first_seen_at)) as newest
          from carbonwire.link where source_id = ${sourceId} and ${isIdle} group by 1) as counted
        order by links desc, reason collate "C"`.execute(db)
      return rows
    },
    async listIdleLinks(sourceId, reason, limit) {
      const { rows } = await sql<{
        url: string
        title: string
        outcome: Outcome | null
        attempts: number
        due_at: Date | null
        first_seen_at: Date
        ended_at: Date | null
        page_id: string | null
      }>`
        select coalesce(nullif(url, ''), url_key) as url, title, outcome, attempts, due_at, first_seen_at, ended_at, page_id
        from carbonwire.link where source_id = ${sourceId} and ${isIdle} and (${reason}::text is null or ${shownReason} = ${reason})
        order by coalesce(ended_at, first_seen_at) desc, id limit ${limit}`.execute(db)
      return rows.map(row => ({
        ...{ url: row.url, title: row.title, outcome: row.outcome, attempts: row.attempts },
        ...{ dueAt: row.due_at, firstSeenAt: row.first_seen_at, endedAt: row.ended_at },
        pageId: row.page_id,
      }))
    },
    async retryLinks(sourceId, reason, at) {
      const { numAffectedRows } = await sql`
        update carbonwire.link set due_at = ${at}, state = 'open', attempts = 0
        where source_id = ${sourceId} and ${isIdle} and state <> 'removed' and coalesce(due_at > ${at}, true)
          and (${reason}::text is null or ${shownReason} = ${reason})
          and not exists (select from carbonwire.alias where alias.id = link.id)`.execute(db)
      return Number(numAffectedRows ?? 0)
    },
    async retryAddress(urlKey, at) {
      const { rows } = await sql<{ source_id: string }>`
        update carbonwire.link set due_at = ${at}, attempts = 0, state = case when article_id is null then 'open' else state end
        where id = ${addressId(urlKey)} and state <> 'removed' returning source_id`.execute(db)
      return rows[0]?.source_id ?? null
    },
  }
}
