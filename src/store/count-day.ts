import { sql } from 'kysely'
import { wallDay } from '../health/calendar.ts'
import { emptyDay, tallyDay } from '../health/tally-day.ts'
import type { DayCounts, RoundCounts } from '../model/health.ts'
import type { RoundReport } from '../model/source-state.ts'
import type { Tx } from './schema.ts'
import { toJson } from './stored-values.ts'

/** Days of counts that are kept, and incidents that ended. */
const DAYS_KEPT = 400
const INCIDENT_DAYS_KEPT = 400

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
