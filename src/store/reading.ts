import { sql } from 'kysely'
import type { Change } from '../model/change.ts'
import type { FeedItem, FeedPlace, FeedQuery } from '../model/feed.ts'
import type { ChangeWithItem } from './archive.ts'
import { feedCondition } from './feed-filter.ts'
import { findNewest, findTop } from './find-newest.ts'
import type { ChangeKind, Db } from './schema.ts'
import { readQuestion } from './search-text.ts'
import { readFeedItem, toIntegers } from './stored-values.ts'
import { wholeItem } from './whole-item.ts'
import { wholeCondition } from './words-filter.ts'

/** See `Store.readFeed`. */
export async function readFeed(
  db: Db,
  query: FeedQuery,
  limit: number,
  before: number | null = null,
): Promise<FeedItem[]> {
  const { rows } = await sql<{ item: unknown }>`
    select ${wholeItem} as item from carbonwire.story where ${await placesOf(db, query, limit, before)}
    order by story.first_sequence desc limit ${limit}`.execute(db)
  return rows.map(row => readFeedItem(row.item))
}

/** See `Store.readPlaces`. */
export async function readPlaces(
  db: Db,
  query: FeedQuery,
  limit: number,
  before: number | null = null,
): Promise<FeedPlace[]> {
  const { rows } = await sql<FeedPlace>`
    select story.id, story.sequence, story.first_sequence as "firstSequence" from carbonwire.story
    where ${await placesOf(db, query, limit, before)} order by story.first_sequence desc limit ${limit}`.execute(
    db,
  )
  return rows
}

/** Words are looked up first, and the stories that hold them by their places. */
async function placesOf(db: Db, query: FeedQuery, limit: number, before: number | null) {
  if (!query.q?.trim())
    return sql`${feedCondition(query)} and (${before}::integer is null or story.first_sequence < ${before})`
  const asked = readQuestion(query.q)
  const top = asked && (await findTop(db, before))
  if (!asked || top === null) return sql`false`
  const found = await findNewest(db, { asked, titlesOnly: false, query }, limit, top)
  return atPlaces(found.map(({ place }) => place))
}

const atPlaces = (
  places: number[],
) => sql`story.first_sequence = any(${toIntegers(places)}::integer[])
  and story.into_id is null and not story.removed`

/** The stories at these places, by place; those that are gone meanwhile are left out. */
export async function readAtPlaces(db: Db, places: number[]): Promise<Map<number, FeedItem>> {
  if (!places.length) return new Map()
  const { rows } = await sql<{ place: number; item: unknown }>`
    select story.first_sequence as place, ${wholeItem} as item from carbonwire.story where ${atPlaces(places)}`.execute(
    db,
  )
  return new Map(rows.map(({ place, item }) => [place, readFeedItem(item)]))
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

function toChange(row: {
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

/** See `Archive.changesWithItems`. */
export async function changesWithItems(
  db: Db,
  sequence: number,
  limit: number,
): Promise<ChangeWithItem[]> {
  const changes = await changesAfter(db, sequence, limit)
  const ids = [...new Set(changes.map(change => change.storyId))]
  const items = new Map((await readItems(db, ids)).map(item => [item.id, item]))
  return changes.map(change => ({ ...change, item: items.get(change.storyId) ?? null }))
}

/** The stories of these ids as they are now, in no order; merged and removed ones are left out. */
export async function readItems(db: Db, ids: string[]): Promise<FeedItem[]> {
  if (!ids.length) return []
  const rows = await db
    .selectFrom('story')
    .select(wholeItem.as('item'))
    .where('id', 'in', ids)
    .where('into_id', 'is', null)
    .where('removed', '=', false)
    .execute()
  return rows.map(row => readFeedItem(row.item))
}

/** Places that are looked through at first for a page of stories that hold a word. */
const WIDE = 8_000

/** See `Archive.readStretch`. */
export async function readStretch(
  db: Db,
  query: FeedQuery,
  after: number,
  upTo: number,
  limit: number,
): Promise<FeedItem[]> {
  const items: FeedItem[] = []
  let width = query.q?.trim() ? WIDE : upTo - after
  for (let from = after; from < upTo && items.length < limit; from += width, width *= 4) {
    const stretch = { from: from + 1, to: Math.min(upTo, from + width) }
    const { rows } = await sql<{ item: unknown }>`
      select ${wholeItem} as item from carbonwire.story
      where ${await wholeCondition(db, query, stretch)}
        and story.first_sequence >= ${stretch.from} and story.first_sequence <= ${stretch.to}
      order by story.first_sequence limit ${limit - items.length}`.execute(db)
    items.push(...rows.map(row => readFeedItem(row.item)))
  }
  return items
}

const BATCH = 200

/** See `Archive.exportStories`. */
export async function* exportStories(db: Db, query: FeedQuery, after = 0) {
  const upTo = await lastSequence(db)
  let from = after
  for (;;) {
    const items = await readStretch(db, query, from, upTo, BATCH)
    yield* items
    if (items.length < BATCH) return
    from = items.at(-1)!.firstSequence
  }
}
