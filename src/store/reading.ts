import { sql } from 'kysely'
import type { FeedItem, FeedQuery } from '../model/feed.ts'
import { feedCondition } from './feed-filter.ts'
import type { ChangeKind, Db } from './schema.ts'
import type { Change } from './store.ts'
import { readFeedItem } from './stored-values.ts'

/** See `Store.readFeed`. */
export async function readFeed(
  db: Db,
  query: FeedQuery,
  limit: number,
  before: number | null = null,
): Promise<FeedItem[]> {
  const { rows } = await sql<{ item: unknown }>`
    select story.item from carbonwire.story
    where ${feedCondition(query)} and (${before}::integer is null or story.first_sequence < ${before})
    order by story.first_sequence desc limit ${limit}`.execute(db)
  return rows.map(row => readFeedItem(row.item))
}

/** See `Store.lastSequence`. */
export async function lastSequence(db: Db): Promise<number> {
  const wire = await db.selectFrom('wire').select('last_sequence').executeTakeFirstOrThrow()
  return wire.last_sequence
}

/** See `Store.changesAfter`. */
export async function changesAfter(db: Db, sequence: number, limit: number): Promise<Change[]> {
  const rows = await db
    .selectFrom('change')
    .selectAll()
    .where('sequence', '>', sequence)
    .orderBy('sequence')
    .limit(limit)
    .execute()
  return rows.map(toChange)
}

export function toChange(row: {
  sequence: number
  at: Date
  kind: ChangeKind
  story_id: string
  into_id: string | null
}): Change {
  return {
    sequence: row.sequence,
    at: row.at,
    kind: row.kind,
    storyId: row.story_id,
    into: row.into_id,
  }
}
