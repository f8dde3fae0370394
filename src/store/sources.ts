import { sql } from 'kysely'
import type { HealthState } from '../model/health.ts'
import type { Source } from '../model/source.ts'
import type { Alarm, Hold, PlannedRound, RoundReport, SourceState } from '../model/source-state.ts'
import { countDay, countSubject } from './count-day.ts'
import { renameMoved } from './rename-source.ts'
import type { Db, Tx } from './schema.ts'
import { toJson } from './stored-values.ts'
import { inTransaction } from './transaction.ts'

/** Pages that gave the site's own text for an article: an alarm as long as such pages are fresh, found in the articles themselves. */
const BOILERPLATE = 'boilerplate'
const FAULT_DAYS = 7

/** Rounds of a source that are kept to look at. */
const ROUNDS_KEPT = 200

/** See `Store.syncSources`. */
export async function syncSources(
  db: Db,
  sources: Source[],
  now: Date,
  kept: string[] | 'all' = [],
): Promise<void> {
  const rows = toJson(sources.map(config => ({ id: config.id, config })))
  await inTransaction(db, async tx => {
    await renameMoved(tx, sources, kept)
    await sql`
      insert into carbonwire.source (id, config, active, next_round_at)
      select r.id, r.config, true, ${now}::timestamptz
      from jsonb_to_recordset(${rows}::jsonb) as r(id text, config jsonb)
      order by r.id
      on conflict (id) do update set config = excluded.config, active = source.removed_at is null,
        -- One that comes back is due at once; a shorter interval holds from now on.
        next_round_at = case when source.active then least(source.next_round_at,
            ${now}::timestamptz + (excluded.config ->> 'intervalMinutes')::integer * interval '1 minute')
          else excluded.next_round_at end`.execute(tx)
    if (kept === 'all') return
    await tx
      .updateTable('source')
      .set({ active: false })
      .where('id', 'not in', ['', ...kept, ...sources.map(({ id }) => id)])
      .where('active', '=', true)
      .execute()
  })
}

/** See `Store.plannedRounds`. */
export async function plannedRounds(db: Db, now: Date): Promise<PlannedRound[]> {
  const { rows } = await sql<{ id: string; minutes: number; next_round_at: Date | null }>`
    select id, (config ->> 'intervalMinutes')::integer as minutes, next_round_at from carbonwire.source
    where active and (config ->> 'enabled')::boolean`.execute(db)
  return rows.map(row => ({
    sourceId: row.id,
    intervalMs: row.minutes * 60_000,
    nextAt: row.next_round_at ?? now,
  }))
}

/** See `Store.endRound`. A report that comes twice counts once. */
export async function endRound(db: Db, report: RoundReport): Promise<void> {
  await inTransaction(db, async tx => {
    const counts = { ...report.counts, ...(await countSubject(tx, report)) }
    const { numInsertedOrUpdatedRows } = await tx
      .insertInto('round')
      .values({
        source_id: report.sourceId,
        started_at: report.startedAt,
        ended_at: report.endedAt,
        outcome: toJson(report.outcome),
        outcomes: toJson(report.outcomes),
        counts: toJson(counts),
      })
      .onConflict(conflict => conflict.columns(['source_id', 'started_at']).doNothing())
      .executeTakeFirst()
    const isNew = numInsertedOrUpdatedRows === 1n
    await tx
      .updateTable('source')
      .set({
        last_round_at: report.endedAt,
        next_round_at: report.nextRoundAt,
        last_outcome: toJson(report.outcome),
        plan: toJson(report.plan),
      })
      .where('id', '=', report.sourceId)
      .execute()
    if (isNew) {
      await countRound(tx, report)
      await countDay(tx, report, counts)
    }
    await replaceAlarms(tx, report)
  })
}

/** See `Store.holdSource`. */
export async function holdSource(db: Db, sourceId: string, hold: Hold | null): Promise<void> {
  await db
    .updateTable('source')
    .set({
      hold_since: hold?.since ?? null,
      hold_until: hold?.until ?? null,
      hold_level: hold?.level ?? 0,
      hold_reason: hold?.reason ?? null,
    })
    .where('id', '=', sourceId)
    .execute()
}

async function countRound(tx: Tx, { sourceId, outcomes }: RoundReport): Promise<void> {
  const row = await tx
    .selectFrom('source')
    .select('outcomes')
    .where('id', '=', sourceId)
    .forUpdate()
    .executeTakeFirst()
  const total = { ...row?.outcomes }
  for (const [key, count] of Object.entries(outcomes)) total[key] = (total[key] ?? 0) + count
  await tx
    .updateTable('source')
    .set({ outcomes: toJson(total) })
    .where('id', '=', sourceId)
    .execute()
  await sql`
    delete from carbonwire.round where source_id = ${sourceId} and started_at <= (
      select started_at from carbonwire.round where source_id = ${sourceId}
      order by started_at desc offset ${ROUNDS_KEPT} limit 1)`.execute(tx)
}

async function replaceAlarms(tx: Tx, { sourceId, alarms, endedAt }: RoundReport): Promise<void> {
  const rows = toJson(alarms.filter(({ kind }) => kind !== BOILERPLATE))
  await sql`
    delete from carbonwire.alarm where source_id = ${sourceId} and (kind, place) not in (
      select r ->> 'kind', r ->> 'where' from jsonb_array_elements(${rows}::jsonb) as r)`.execute(
    tx,
  )
  await sql`
    insert into carbonwire.alarm (source_id, kind, place, message, since)
    select distinct on (2, 3) ${sourceId}, r ->> 'kind', r ->> 'where', r ->> 'message', ${endedAt}::timestamptz
    from jsonb_array_elements(${rows}::jsonb) as r
    on conflict (source_id, kind, place) do update set message = excluded.message`.execute(tx)
}

type SourceRow = {
  config: Source
  active: boolean
  next_round_at: Date | null
  last_round_at: Date | null
  last_outcome: SourceState['lastOutcome']
  outcomes: Record<string, number>
  articles: number
  open_links: number
  alarms: { kind: string; where: string; message: string; since: string }[]
  health: { state: HealthState; reason: string; since: string } | null
  plan: { nextAt: string; minutes: number; reason: string } | null
  hold_since: Date | null
  hold_until: Date | null
  hold_level: number
  hold_reason: string | null
  removed_at: Date | null
  faults: number
  fault_url: string | null
  fault_since: Date | null
}

/** The state of every source, or of the one with this id. */
export async function readSources(db: Db, id: string | null = null): Promise<SourceState[]> {
  const { rows } = await sql<SourceRow>`
    select config, active, next_round_at, last_round_at, last_outcome, outcomes, articles,
      hold_since, hold_until, hold_level, hold_reason, removed_at, health, plan,
      (select count(*)::integer from carbonwire.link where source_id = source.id and due_at is not null
        and article_id is null) as open_links,
      coalesce((select jsonb_agg(jsonb_build_object('kind', kind, 'where', place, 'message', message, 'since', since)
        order by since, kind, place collate "C") from carbonwire.alarm where source_id = source.id), '[]') as alarms,
      faulty.faults, faulty.fault_url, faulty.fault_since
    from carbonwire.source left join lateral (
      select count(*)::integer as faults, min(url) as fault_url, min(fetched_at) as fault_since from carbonwire.article
      where source_id = source.id and fault is not null and fetched_at > now() - ${FAULT_DAYS} * interval '1 day'
    ) as faulty on true
    where ${id}::text is null or id = ${id} order by id collate "C"`.execute(db)
  return rows.map(row => ({
    source: row.config,
    active: row.active,
    removedAt: row.removed_at,
    nextRoundAt: row.next_round_at,
    lastRoundAt: row.last_round_at,
    lastOutcome: row.last_outcome,
    outcomes: row.outcomes,
    articles: row.articles,
    openLinks: row.open_links,
    held: holdOf(row),
    health: row.health && { ...row.health, since: new Date(row.health.since) },
    plan: row.plan && { ...row.plan, nextAt: new Date(row.plan.nextAt) },
    alarms: [
      ...row.alarms.map(alarm => ({ ...alarm, since: new Date(alarm.since) })),
      ...faultAlarm(row),
    ],
  }))
}

function holdOf({ hold_since, hold_until, hold_level, hold_reason }: SourceRow): Hold | null {
  if (!hold_since || !hold_until) return null
  return { since: hold_since, until: hold_until, level: hold_level, reason: hold_reason ?? '' }
}

function faultAlarm({ faults, fault_url, fault_since }: SourceRow): Alarm[] {
  if (!faults || !fault_url || !fault_since) return []
  const message = `${faults} of its pages give the site's own text instead of an article: a rule "article.body" may help`
  return [{ kind: BOILERPLATE, where: fault_url, message, since: fault_since }]
}
