import { type RawBuilder, sql } from 'kysely'
import type { FeedQuery } from '../model/feed.ts'
import { feedCondition } from './feed-filter.ts'
import { findHolders, type Stretch } from './find-holders.ts'
import { wordOrder } from './find-newest.ts'
import type { Db } from './schema.ts'
import { readQuestion } from './search-text.ts'
import { toIntegers } from './stored-values.ts'

/** Like `feedCondition`, its words too: the stories of a stretch that hold them are looked up first. */
export async function wholeCondition(
  db: Db,
  query: FeedQuery,
  stretch: Stretch,
): Promise<RawBuilder<unknown>> {
  if (!query.q?.trim()) return feedCondition(query)
  const asked = readQuestion(query.q)
  if (!asked) return sql`false`
  const holders = await findHolders(db, asked, stretch)
  const places = holders.map(({ place }) => place)
  return sql`${feedCondition(query)} and story.first_sequence = any(${toIntegers(places)}::integer[]) and ${wordOrder(asked, holders)}`
}
