import { type RawBuilder, sql } from 'kysely'
import type { FeedItem, FeedQuery } from '../model/feed.ts'
import type { Archive, Count, DayCount, DaySpan, DayTopicCount } from './archive.ts'
import { feedCondition } from './feed-filter.ts'
import { findTop } from './find-newest.ts'
import { readItems } from './reading.ts'
import type { Db } from './schema.ts'
import { wholeCondition } from './words-filter.ts'

const names = {
  topic: sql`unnest(story.topics)`,
  source: sql`unnest(story.sources)`,
  outlet: sql`unnest(story.outlets)`,
  language: sql`story.language`,
} satisfies Record<Parameters<Archive['countBy']>[0], RawBuilder<unknown>>

/** The stories of a query in all of the archive. */
const anywhere = async (db: Db, query: FeedQuery) =>
  wholeCondition(db, query, { from: 0, to: (query.q && (await findTop(db, null))) || 0 })

/** See `Archive.countBy`. */
export async function countBy(
  db: Db,
  kind: keyof typeof names,
  query: FeedQuery,
): Promise<Count[]> {
  const { rows } = await sql<Count>`
    select name, count(*)::integer as stories, max(first_seen) as newest
    from (select ${names[kind]} as name, story.first_seen from carbonwire.story where ${await anywhere(db, query)}) as named
    where name is not null group by name order by stories desc, name collate "C"`.execute(db)
  return rows
}

/**
 * The calendar day that readers see: the publisher's where it gave a day alone, else the one on which the instant falls in a zone.
 * Postgres knows the zones as the sources name them.
 */
const dayIn = (zone: string) =>
  sql`coalesce(story.said_day, to_char(story.dated at time zone ${zone}, 'YYYY-MM-DD'))`

/** Stories of some days. The instants let the index be used: no zone is further than 14 hours from UTC. */
const onDays = ({ from, to }: DaySpan, zone: string) => sql`
  ${dayIn(zone)} between ${from} and ${to}
  and story.dated >= ${from}::date::timestamp at time zone 'UTC' - interval '15 hours'
  and story.dated < ${to}::date::timestamp at time zone 'UTC' + interval '39 hours'`

/** See `Archive.countByDay`. */
export async function countByDay(
  db: Db,
  query: FeedQuery,
  zone: string,
  span?: DaySpan,
): Promise<DayCount[]> {
  const { rows } = await sql<DayCount>`
    select ${dayIn(zone)} as day, count(*)::integer as stories from carbonwire.story
    where ${await anywhere(db, query)} and ${span ? onDays(span, zone) : sql`true`} group by 1 order by 1`.execute(
    db,
  )
  return rows
}

/** See `Archive.countByDayAndTopic`. */
export async function countByDayAndTopic(
  db: Db,
  query: FeedQuery,
  zone: string,
  span?: DaySpan,
): Promise<DayTopicCount[]> {
  const { rows } = await sql<DayTopicCount>`
    select ${dayIn(zone)} as day, topic, count(*)::integer as stories
    from carbonwire.story cross join unnest(story.topics) as topic
    where ${await anywhere(db, query)} and ${span ? onDays(span, zone) : sql`true`} group by 1, 2 order by 1, topic collate "C"`.execute(
    db,
  )
  return rows
}

/** See `Archive.listLatest`. */
export async function listLatest(
  db: Db,
  limit: number,
  days?: { span: DaySpan; zone: string },
): Promise<FeedItem[]> {
  const { rows } = await sql<{ id: string }>`
    select story.id from carbonwire.story
    where ${feedCondition({})} and ${days ? onDays(days.span, days.zone) : sql`true`}
    order by story.dated desc, story.first_sequence desc limit ${limit}`.execute(db)
  const ids = rows.map(({ id }) => id)
  const items = new Map((await readItems(db, ids)).map(item => [item.id, item]))
  return ids.flatMap(id => items.get(id) ?? [])
}
