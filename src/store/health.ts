import { sql } from 'kysely'
import type { DayCounts, Finding, HealthState, Incident, SourceHistory } from '../model/health.ts'
import { urlKey } from '../text/url-key.ts'
import { acknowledgeIncident, findIncident, listIncidents, toIncident } from './incidents.ts'
import { addressId } from './names.ts'
import { endNotices, type Notice, type NoticeEnd, takeNotices } from './notices.ts'
import type { Db } from './schema.ts'
import { toJson } from './stored-values.ts'
import { inTransaction } from './transaction.ts'

/** Rounds that a judgement looks at. */
const ROUNDS_READ = 80

/** What becomes of the incidents of one source, or of the whole machine when `sourceId` is null. */
export type HealthReport = {
  sourceId: string | null
  at: Date
  /** Null leaves the state as it is. */
  state: { state: HealthState; reason: string } | null
  /** Whether its hosts were reached; null says nothing. */
  reach: { at: Date; reached: boolean; since: Date } | null
  open: Finding[]
  keep: { id: string; finding: Finding }[]
  end: string[]
}

/** Whether the hosts of a source were reached at the last look, and since when it is so. */
export type SourceReach = {
  sourceId: string
  entries: string[]
  at: Date
  reached: boolean
  since: Date
}

/** How many articles of a source were read on a day of its zone. */
export type SourceDay = { sourceId: string; day: string; articles: number }

/** The part of the store that knows how sources are. */
export interface HealthStore {
  /** The last rounds of a source and its days, the oldest first. */
  readRounds(sourceId: string): Promise<SourceHistory>
  /** Articles a day of every source since this day (`2026-03-01`, in the source's zone): days without a round are not there. */
  countArticlesByDay(since: string): Promise<SourceDay[]>
  /** Saves how a source is. Gives back the incidents that were opened and those that ended, each once. */
  saveHealth(report: HealthReport): Promise<{ opened: Incident[]; ended: Incident[] }>
  listReaches(): Promise<SourceReach[]>
  /** The last page kept of an address (an answer that was refused is not kept), and that of the source's last dated article beside it. */
  findEvidence(
    url: string,
    sourceId: string,
  ): Promise<{ pageId: string | null; goodPageId: string | null }>
  /** Those that are open, the newest first, then those that ended. */
  listIncidents(filter?: {
    sourceId?: string | null
    open?: boolean
    limit?: number
  }): Promise<Incident[]>
  findIncident(id: string): Promise<Incident | null>
  /** Somebody has taken it up: nothing more is told of it but its end. Null when there is none of this id. */
  acknowledgeIncident(id: string, by: string, at: Date): Promise<Incident | null>
  /** Makes a notice for each channel of what was not told yet, and gives those that are due. */
  takeNotices(channels: string[], since: Date, now: Date): Promise<Notice[]>
  endNotices(end: NoticeEnd): Promise<void>
}

async function readRounds(db: Db, sourceId: string): Promise<SourceHistory> {
  const rounds = await db
    .selectFrom('round')
    .select(['started_at', 'outcomes', 'counts'])
    .where('source_id', '=', sourceId)
    .where('counts', 'is not', null)
    .orderBy('started_at', 'desc')
    .limit(ROUNDS_READ)
    .execute()
  const days = await db
    .selectFrom('source_day')
    .select('counts')
    .where('source_id', '=', sourceId)
    .orderBy('day')
    .execute()
  return {
    rounds: rounds
      .reverse()
      .map(row => ({ startedAt: row.started_at, outcomes: row.outcomes, counts: row.counts! })),
    days: days.map(({ counts }) => counts as DayCounts),
  }
}

async function countArticlesByDay(db: Db, since: string): Promise<SourceDay[]> {
  const { rows } = await sql<SourceDay>`
    select source_id as "sourceId", day::text as day, (counts ->> 'articles')::integer as articles
    from carbonwire.source_day where day >= ${since}::date order by source_id collate "C", day`.execute(
    db,
  )
  return rows
}

async function saveHealth(db: Db, report: HealthReport) {
  const { sourceId, at, state, reach, open, keep, end } = report
  return inTransaction(db, async tx => {
    if (sourceId !== null && state) {
      const since = toJson({ ...state, since: at })
      await sql`
        update carbonwire.source set
          health = case when health ->> 'state' = ${state.state} then jsonb_set(${since}::jsonb, '{since}', health -> 'since') else ${since}::jsonb end
        where id = ${sourceId}`.execute(tx)
    }
    if (sourceId !== null && reach)
      await tx
        .updateTable('source')
        .set({ reach: toJson(reach) })
        .where('id', '=', sourceId)
        .execute()
    for (const { id, finding } of keep)
      await tx
        .updateTable('incident')
        .set({
          kind: finding.kind,
          last_seen_at: at,
          finding: sql`finding || ${withoutEvidence(finding)}::jsonb`,
        })
        .where('id', '=', id)
        .where('ended_at', 'is', null)
        .execute()
    const ended = end.length
      ? await tx
          .updateTable('incident')
          .set({ ended_at: at })
          .where('id', 'in', end)
          .where('ended_at', 'is', null)
          .returningAll()
          .execute()
      : []
    const opened = open.length
      ? await tx
          .insertInto('incident')
          .values(
            open.map(finding => ({
              ...{ id: crypto.randomUUID(), source_id: sourceId, kind: finding.kind },
              ...{ finding: toJson(finding), opened_at: at, last_seen_at: at },
              ...{ ended_at: null, acknowledged_at: null, acknowledged_by: null },
            })),
          )
          .onConflict(conflict => conflict.doNothing())
          .returningAll()
          .execute()
      : []
    return { opened: opened.map(toIncident), ended: ended.map(toIncident) }
  })
}

/** What was good before the incident is not replaced by what was found during it. */
const withoutEvidence = ({ pageId, goodPageId: _, before: __, ...found }: Finding): string =>
  toJson({ ...found, ...(pageId && { pageId }) })

async function listReaches(db: Db): Promise<SourceReach[]> {
  const { rows } = await sql<{
    id: string
    entries: string[]
    reach: { at: string; reached: boolean; since?: string }
  }>`
    select id, reach, (select jsonb_agg(entry ->> 'url') from jsonb_array_elements(config -> 'entries') as entry) as entries
    from carbonwire.source where active and (config ->> 'enabled')::boolean and reach is not null and reach <> 'null'`.execute(
    db,
  )
  return rows.map(({ id, entries, reach }) => ({
    ...{
      sourceId: id,
      entries,
      at: new Date(reach.at),
      reached: reach.reached,
      since: new Date(reach.since ?? reach.at),
    },
  }))
}

async function findEvidence(db: Db, url: string, sourceId: string) {
  const id = addressId(urlKey(url) ?? url)
  const { rows } = await sql<{ page_id: string }>`
    select page_id from (
      select page_id, fetched_at from carbonwire.article where id = ${id}
      union all select page_id, ended_at from carbonwire.link where id = ${id} and page_id is not null
    ) as found order by fetched_at desc limit 1`.execute(db)
  const pageId = rows[0]?.page_id ?? null
  const good = await db
    .selectFrom('article')
    .select('page_id')
    .where('source_id', '=', sourceId)
    .$if(pageId !== null, query => query.where('page_id', '<>', pageId))
    .where('published_at', 'is not', null)
    .orderBy('first_fetched_at', 'desc')
    .limit(1)
    .executeTakeFirst()
  return { pageId, goodPageId: good?.page_id ?? null }
}

/** The store's part for how sources are. */
export function buildHealth(db: Db): HealthStore {
  return {
    readRounds: (...given) => readRounds(db, ...given),
    countArticlesByDay: since => countArticlesByDay(db, since),
    saveHealth: (...given) => saveHealth(db, ...given),
    listReaches: () => listReaches(db),
    findEvidence: (...given) => findEvidence(db, ...given),
    listIncidents: (...given) => listIncidents(db, ...given),
    findIncident: (...given) => findIncident(db, ...given),
    acknowledgeIncident: (...given) => acknowledgeIncident(db, ...given),
    takeNotices: (...given) => takeNotices(db, ...given),
    endNotices: (...given) => endNotices(db, ...given),
  }
}
