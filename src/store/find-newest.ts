import { type RawBuilder, sql } from 'kysely'
import type { FeedQuery } from '../model/feed.ts'
import { feedCondition } from './feed-filter.ts'
import { findHolders, type Holder, stretchesBelow } from './find-holders.ts'
import type { Db } from './schema.ts'
import { type AskedPart, phraseCondition, sideBySide } from './search-text.ts'
import { toIntegers } from './stored-values.ts'

/** A story that holds what was asked for: its fixed place, for how many seconds it has been there, and whether its titles hold the words. */
export type Found = { place: number; age: number; inTitle: boolean }

/** What is looked up: in titles alone, or anywhere. `query` holds what must be true beside. */
export type Wanted = { asked: AskedPart[]; titlesOnly: boolean; query: FeedQuery }

/** No statement looks at more stories. */
const MOST = 3_400
/** A few more are looked at than should be needed. */
const SPARE = 1.1

/** The place of the newest story; null where there are none. `before` leaves out those at that place and above. */
export async function findTop(db: Db, before: number | null): Promise<number | null> {
  const below = before === null ? sql`true` : sql`first_sequence < ${before}`
  const { rows } = await sql<{ top: number | null }>`
    select max(first_sequence) as top from carbonwire.story where into_id is null and not removed and ${below}`.execute(
    db,
  )
  return rows[0]!.top
}

/**
 * The newest stories up to a place that hold what was asked for, the newest first. Their words are looked up in one part of the archive after the
 * other, from the newest down, and what words do not tell of is asked of one candidate after the other, until there are enough.
 */
export async function findNewest(
  db: Db,
  wanted: Wanted,
  limit: number,
  top: number,
  most = MOST,
): Promise<Found[]> {
  const found: Found[] = []
  let looked = 0
  for (const stretch of stretchesBelow(top)) {
    const held = await findHolders(db, wanted.asked, stretch)
    const holders = wanted.titlesOnly ? held.filter(({ inTitle }) => inTitle) : held
    for (let at = 0; at < holders.length; ) {
      const missing = limit - found.length
      const share = (found.length + 1) / (looked + 1)
      const some = holders.slice(at, at + Math.min(most, Math.ceil((missing * SPARE) / share)))
      found.push(...(await judge(db, wanted, some, missing)))
      if (found.length === limit) return found
      at += some.length
      looked += some.length
    }
  }
  return found
}

/** Those of some candidates that hold everything that was asked for. */
async function judge(
  db: Db,
  { asked, query }: Wanted,
  holders: Holder[],
  limit: number,
): Promise<Found[]> {
  const places = holders.map(({ place }) => place)
  // Long values are carried along as pointers to where they are kept, and brought from there when they are looked at.
  const { rows } = await sql<{ place: number; age: number }>`
    select story.first_sequence as place, extract(epoch from now() - story.first_seen)::float8 as age from (
      select story.first_sequence, story.first_seen, story.phrases from carbonwire.story
      where story.first_sequence = any(${toIntegers(places)}::integer[]) and ${feedCondition(query)}
      order by story.first_sequence desc offset 0) as story
    where ${wordOrder(asked, holders)} limit ${limit}`.execute(db)
  const titled = new Set(holders.flatMap(({ place, inTitle }) => (inTitle ? place : [])))
  return rows.map(({ place, age }) => ({ place, age, inTitle: titled.has(place) }))
}

/** The condition on what stands side by side: phrases that are asked for, and those that must not be there. */
export function wordOrder(asked: AskedPart[], holders: Holder[]): RawBuilder<unknown> {
  const leftOut = [...new Set(holders.flatMap(({ unless }) => unless))].map(part => {
    const places = holders.flatMap(({ place, unless }) => (unless.includes(part) ? place : []))
    return sql`not (story.first_sequence = any(${toIntegers(places)}::integer[]) and ${sideBySide(part.marks)})`
  })
  return sql.join([phraseCondition(asked), ...leftOut], sql` and `)
}
