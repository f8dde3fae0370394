import { sql } from 'kysely'
import type { Incident } from '../model/health.ts'
import { toIncident } from './incidents.ts'
import type { Db } from './schema.ts'

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

/** See `HealthStore.takeNotices`. */
export async function takeNotices(
  db: Db,
  channels: string[],
  since: Date,
  now: Date,
): Promise<Notice[]> {
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

/** See `HealthStore.endNotices`. */
export async function endNotices(
  db: Db,
  { notices, toldAt, nextAttemptAt, error }: NoticeEnd,
): Promise<void> {
  for (const { incident, event, channel } of notices)
    await sql`
      update carbonwire.notice set attempts = attempts + 1, told_at = ${toldAt}, next_attempt_at = ${nextAttemptAt}, error = ${error}
      where incident_id = ${incident.id} and event = ${event} and channel = ${channel}`.execute(db)
}
