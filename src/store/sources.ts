import { sql } from 'kysely'
import type { Source } from '../model/source.ts'
import type { Db, Tx } from './schema.ts'
import type { RoundReport, SourceState } from './store.ts'
import { toJson } from './stored-values.ts'
import { inTransaction } from './transaction.ts'

/** Rounds of a source that are kept to look at. */
const ROUNDS_KEPT = 200

/** See `Store.syncSources`. */
export async function syncSources(db: Db, sources: Source[], now: Date): Promise<void> {
  const rows = toJson(sources.map(config => ({ id: config.id, config })))
  await inTransaction(db, async tx => {
    await sql`
      insert into carbonwire.source (id, config, active, next_round_at)
      select r.id, r.config, true, ${now}::timestamptz
      from jsonb_to_recordset(${rows}::jsonb) as r(id text, config jsonb)
      order by r.id
      on conflict (id) do update set config = excluded.config, active = true,
        -- One that comes back is due at once; a shorter interval holds from now on.
        next_round_at = case when source.active then least(source.next_round_at,
            ${now}::timestamptz + (excluded.config ->> 'intervalMinutes')::integer * interval '1 minute')
          else excluded.next_round_at end`.execute(tx)
    await tx
      .updateTable('source')
      .set({ active: false })
      .where('id', 'not in', ['', ...sources.map(({ id }) => id)])
      .where('active', '=', true)
      .execute()
  })
}

/** See `Store.endRound`. A report that comes twice counts once. */
export async function endRound(db: Db, report: RoundReport): Promise<void> {
  await inTransaction(db, async tx => {
    const { numInsertedOrUpdatedRows } = await tx
      .insertInto('round')
      .values({
        source_id: report.sourceId,
        started_at: report.startedAt,
        ended_at: report.endedAt,
        outcome: toJson(report.outcome),
        outcomes: toJson(report.outcomes),
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
      })
      .where('id', '=', report.sourceId)
      .execute()
    if (isNew) await countRound(tx, report)
    await replaceAlarms(tx, report)
  })
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
  const rows = toJson(alarms)
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
}

/** The state of every source, or of the one with this id. */
export async function readSources(db: Db, id: string | null = null): Promise<SourceState[]> {
  const { rows } = await sql<SourceRow>`
    select config, active, next_round_at, last_round_at, last_outcome, outcomes,
      (select count(*)::integer from carbonwire.article where source_id = source.id) as articles,
      (select count(*)::integer from carbonwire.link where source_id = source.id and due_at is not null
        and article_id is null) as open_links,
      coalesce((select jsonb_agg(jsonb_build_object('kind', kind, 'where', place, 'message', message, 'since', since)
        order by since, kind, place) from carbonwire.alarm where source_id = source.id), '[]') as alarms
    from carbonwire.source where ${id}::text is null or id = ${id} order by id`.execute(db)
  return rows.map(row => ({
    source: row.config,
    active: row.active,
    nextRoundAt: row.next_round_at,
    lastRoundAt: row.last_round_at,
    lastOutcome: row.last_outcome,
    outcomes: row.outcomes,
    articles: row.articles,
    openLinks: row.open_links,
    alarms: row.alarms.map(alarm => ({ ...alarm, since: new Date(alarm.since) })),
  }))
}
