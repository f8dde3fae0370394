import { sql } from 'kysely'
import { wallDay } from '../health/calendar.ts'
import { emptyDay, tallyDay } from '../health/tally-day.ts'
import type {
  DayCounts,
  Finding,
  HealthState,
  Incident,
  IncidentKind,
  RoundCounts,
  SourceHistory,
} from '../model/health.ts'
import type { RoundReport } from '../model/source-state.ts'
import { urlKey } from '../text/url-key.ts'
import { isUuid } from '../text/uuid.ts'
import { addressId } from './names.ts'
import type { Db, Stored, Tx } from './schema.ts'
import { toJson } from './stored-values.ts'
import { inTransaction } from './transaction.ts'

/** Days of counts that are kept, and incidents that ended. */
const DAYS_KEPT = 400
const INCIDENT_DAYS_KEPT = 400
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

/** Something to tell: the beginning or the end of an incident, to one channel. */
export type Notice = {
  incident: Incident
  event: 'opened' | 'ended'
  channel: string
  attempts: number
}

/** How the telling of some notices went. `nextAttemptAt` null and no `toldAt`: given up. */
export type NoticeEnd = {
  notices: Pick<Notice, 'incident' | 'event' | 'channel'>[]
  toldAt: Date | null
  nextAttemptAt: Date | null
  error: string | null
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
  /** The last page kept of an address, and of the last article read before it from the same source. */
  findEvidence(url: string): Promise<{ pageId: string | null; goodPageId: string | null }>
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

/** Articles first read since the round before that have been judged by now, and those of them that are on the subject. */
export async function countSubject(tx: Tx, { sourceId, startedAt }: RoundReport) {
  const { rows } = await sql<{ judged: number; relevant: number }>`
    select count(*)::integer as judged, (count(*) filter (where tier <> 'off'))::integer as relevant
    from carbonwire.article
    where source_id = ${sourceId} and tier is not null and first_fetched_at < ${startedAt}
      and first_fetched_at >= (select max(started_at) from carbonwire.round where source_id = ${sourceId} and started_at < ${startedAt})`.execute(
    tx,
  )
  return rows[0] ?? { judged: 0, relevant: 0 }
}

/** Adds a round to its day, and forgets days of long ago. */
export async function countDay(
  tx: Tx,
  { sourceId, startedAt, outcomes, zone }: RoundReport,
  counts: RoundCounts,
): Promise<void> {
  const { day } = wallDay(zone, startedAt)
  const before = await tx
    .selectFrom('source_day')
    .select('counts')
    .where('source_id', '=', sourceId)
    .where('day', '=', day)
    .executeTakeFirst()
  const known = before ? (before.counts as DayCounts) : emptyDay(day)
  const tallied = tallyDay(known, { startedAt, outcomes, counts }, zone)
  await tx
    .insertInto('source_day')
    .values({ source_id: sourceId, day, counts: toJson(tallied) })
    .onConflict(conflict =>
      conflict.columns(['source_id', 'day']).doUpdateSet({ counts: toJson(tallied) }),
    )
    .execute()
  if (before) return
  await sql`
    delete from carbonwire.source_day where source_id = ${sourceId} and day < ${day}::date - ${DAYS_KEPT}::integer`.execute(
    tx,
  )
  await sql`
    delete from carbonwire.incident where ended_at < ${startedAt}::timestamptz - ${INCIDENT_DAYS_KEPT} * interval '1 day'`.execute(
    tx,
  )
}

async function readHistory(db: Db, sourceId: string): Promise<SourceHistory> {
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

type IncidentRow = {
  id: string
  source_id: string | null
  kind: IncidentKind
  finding: Stored<Finding>
  opened_at: Date
  last_seen_at: Date
  ended_at: Date | null
  acknowledged_at: Date | null
  acknowledged_by: string | null
}

function toIncident(row: IncidentRow): Incident {
  const { reason, where, pageId, goodPageId, before, now, measure } = row.finding
  return {
    ...{ id: row.id, sourceId: row.source_id, kind: row.kind },
    ...{ reason, where, pageId, goodPageId, before, now },
    ...{ openedAt: row.opened_at, lastSeenAt: row.last_seen_at, endedAt: row.ended_at },
    ...{ acknowledgedAt: row.acknowledged_at, acknowledgedBy: row.acknowledged_by },
    ...(measure && { measure }),
  }
}

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

async function findEvidence(db: Db, url: string) {
  const id = addressId(urlKey(url) ?? url)
  const { rows } = await sql<{ page_id: string; source_id: string; fetched_at: Date }>`
    select page_id, source_id, fetched_at from (
      select page_id, source_id, fetched_at from carbonwire.article where id = ${id}
      union all select page_id, source_id, ended_at from carbonwire.link where id = ${id} and page_id is not null
    ) as found order by fetched_at desc limit 1`.execute(db)
  const shown = rows[0]
  if (!shown) return { pageId: null, goodPageId: null }
  const good = await db
    .selectFrom('article')
    .select('page_id')
    .where('source_id', '=', shown.source_id)
    .where('page_id', '<>', shown.page_id)
    .where('published_at', 'is not', null)
    .orderBy('first_fetched_at', 'desc')
    .limit(1)
    .executeTakeFirst()
  return { pageId: shown.page_id, goodPageId: good?.page_id ?? null }
}

async function listIncidents(
  db: Db,
  {
    sourceId,
    open,
    limit = 200,
  }: { sourceId?: string | null; open?: boolean; limit?: number } = {},
): Promise<Incident[]> {
  const rows = await db
    .selectFrom('incident')
    .selectAll()
    .$if(sourceId !== undefined, query =>
      query.where('source_id', sourceId === null ? 'is' : '=', sourceId!),
    )
    .$if(open === true, query => query.where('ended_at', 'is', null))
    .$if(open === false, query => query.where('ended_at', 'is not', null))
    .orderBy(sql`ended_at is not null`)
    .orderBy('opened_at', 'desc')
    .limit(limit)
    .execute()
  return rows.map(toIncident)
}

async function findIncident(db: Db, id: string): Promise<Incident | null> {
  if (!isUuid(id)) return null
  const row = await db.selectFrom('incident').selectAll().where('id', '=', id).executeTakeFirst()
  return row ? toIncident(row) : null
}

async function acknowledgeIncident(
  db: Db,
  id: string,
  by: string,
  at: Date,
): Promise<Incident | null> {
  if (!isUuid(id)) return null
  await db
    .updateTable('incident')
    .set({ acknowledged_at: at, acknowledged_by: by })
    .where('id', '=', id)
    .where('acknowledged_at', 'is', null)
    .execute()
  return findIncident(db, id)
}

async function takeNotices(db: Db, channels: string[], since: Date, now: Date): Promise<Notice[]> {
  if (!channels.length) return []
  await sql`
    insert into carbonwire.notice (incident_id, event, channel, next_attempt_at)
    select incident.id, event.name, channel.name, ${now}::timestamptz
    from carbonwire.incident, unnest(${channels}::text[]) as channel(name), unnest(array['opened', 'ended']) as event(name)
    where case event.name when 'opened' then incident.opened_at else incident.ended_at end >= ${since}
      -- The end is told to those who were told of the beginning; of what was over before it was told, nothing is.
      and (event.name = 'opened' and incident.ended_at is null
        or event.name = 'ended' and exists (select from carbonwire.notice as first
          where first.incident_id = incident.id and first.channel = channel.name and first.event = 'opened' and first.told_at is not null))
    on conflict do nothing`.execute(db)
  const rows = await db
    .selectFrom('notice')
    .innerJoin('incident', 'incident.id', 'notice.incident_id')
    .selectAll('incident')
    .select(['notice.event', 'notice.channel', 'notice.attempts'])
    .where('notice.channel', 'in', channels)
    .where('notice.next_attempt_at', '<=', now)
    // Nor of what is over by the time that a channel can be told again.
    .where(each =>
      each.or([each('notice.event', '=', 'ended'), each('incident.ended_at', 'is', null)]),
    )
    .orderBy('incident.opened_at')
    .limit(500)
    .execute()
  return rows.map(row => ({
    incident: toIncident(row),
    ...{ event: row.event, channel: row.channel, attempts: row.attempts },
  }))
}

async function endNotices(
  db: Db,
  { notices, toldAt, nextAttemptAt, error }: NoticeEnd,
): Promise<void> {
  for (const { incident, event, channel } of notices)
    await sql`
      update carbonwire.notice set attempts = attempts + 1, told_at = ${toldAt}, next_attempt_at = ${nextAttemptAt}, error = ${error}
      where incident_id = ${incident.id} and event = ${event} and channel = ${channel}`.execute(db)
}

export function buildHealth(db: Db): HealthStore {
  return {
    readRounds: (...given) => readHistory(db, ...given),
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
