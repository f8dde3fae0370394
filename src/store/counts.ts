import { type RawBuilder, sql } from 'kysely'
import type { FeedQuery } from '../model/feed.ts'
import type { Archive, Count, DayCount, DayTopicCount } from './archive.ts'
import { feedCondition } from './feed-filter.ts'
import type { Db } from './schema.ts'

const names = {
  topic: sql`unnest(story.topics)`,
  source: sql`unnest(story.sources)`,
  outlet: sql`unnest(story.outlets)`,
  language: sql`story.language`,
} satisfies Record<Parameters<Archive['countBy']>[0], RawBuilder<unknown>>

/** See `Archive.countBy`. */
export async function countBy(
  db: Db,
  kind: keyof typeof names,
  query: FeedQuery,
): Promise<Count[]> {
  const { rows } = await sql<Count>`
    select name, count(*)::integer as stories, max(first_seen) as newest
    from (select ${names[kind]} as name, story.first_seen from carbonwire.story where ${feedCondition(query)}) as named
    where name is not null group by name order by stories desc, name collate "C"`.execute(db)
  return rows
}

/** The calendar day of first publication; Postgres knows the zones as the sources name them. */
const dayIn = (zone: string) => sql`to_char(story.first_seen at time zone ${zone}, 'YYYY-MM-DD')`

/** See `Archive.countByDay`. */
export async function countByDay(db: Db, query: FeedQuery, zone: string): Promise<DayCount[]> {
  const { rows } = await sql<DayCount>`
    select ${dayIn(zone)} as day, count(*)::integer as stories from carbonwire.story
    where ${feedCondition(query)} group by 1 order by 1`.execute(db)
  return rows
}

/** See `Archive.countByDayAndTopic`. */
export async function countByDayAndTopic(
  db: Db,
  query: FeedQuery,
  zone: string,
): Promise<DayTopicCount[]> {
  const { rows } = await sql<DayTopicCount>`
    select ${dayIn(zone)} as day, topic, count(*)::integer as stories
    from carbonwire.story cross join unnest(story.topics) as topic
    where ${feedCondition(query)} group by 1, 2 order by 1, topic collate "C"`.execute(db)
  return rows
}
