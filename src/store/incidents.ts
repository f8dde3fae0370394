import { sql } from 'kysely'
import type { Finding, Incident, IncidentKind } from '../model/health.ts'
import { isUuid } from '../text/uuid.ts'
import type { Db, Stored } from './schema.ts'

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

/** An incident as it is kept. */
export function toIncident(row: IncidentRow): Incident {
  const { reason, where, pageId, goodPageId, before, now, measure } = row.finding
  return {
    ...{ id: row.id, sourceId: row.source_id, kind: row.kind },
    ...{ reason, where, pageId, goodPageId, before, now },
    ...{ openedAt: row.opened_at, lastSeenAt: row.last_seen_at, endedAt: row.ended_at },
    ...{ acknowledgedAt: row.acknowledged_at, acknowledgedBy: row.acknowledged_by },
    ...(measure && { measure }),
  }
}

/** See `HealthStore.listIncidents`. */
export async function listIncidents(
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

/** See `HealthStore.findIncident`. */
export async function findIncident(db: Db, id: string): Promise<Incident | null> {
  if (!isUuid(id)) return null
  const row = await db.selectFrom('incident').selectAll().where('id', '=', id).executeTakeFirst()
  return row ? toIncident(row) : null
}

/** See `HealthStore.acknowledgeIncident`. */
export async function acknowledgeIncident(
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
