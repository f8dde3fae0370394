import { type RawBuilder, sql } from 'kysely'
import type { FeedQuery } from '../model/feed.ts'
import type { SearchAnswer } from './archive.ts'
import { feedCondition } from './feed-filter.ts'
import type { Db } from './schema.ts'
import { readQuestion, searchCondition, titleCondition } from './search-text.ts'
import { readFeedItem } from './stored-values.ts'
import { wholeItem } from './whole-item.ts'

/** The newest of what was found are ranked; nobody reads on so far. */
const RANKED = 600
const COUNTED = 500
/** A hit in a title is worth this many hits in a body. */
const TITLE_WEIGHT = 3
/** After so many days a story is worth half. */
const HALF_LIFE_DAYS = 30

type Row = { item: unknown; score: number; in_title: boolean; total: number }

/** See `Archive.search`. */
export async function search(
  db: Db,
  query: FeedQuery & { q: string },
  limit: number,
  offset = 0,
): Promise<SearchAnswer> {
  const asked = readQuestion(query.q)
  if (!asked) return { hits: [], total: 0, atLeast: false }

  const others = feedCondition({ ...query, q: undefined })
  const newest = (condition: RawBuilder<unknown>) => sql`
    select story.id, story.first_sequence, story.first_seen from carbonwire.story
    where ${condition} and ${others} order by story.first_sequence desc limit ${RANKED}`
  const inWords = searchCondition(asked)
  // What a reader excludes may stand in the body of a story whose title does not name it, and titles know no phrases; else the whole
  // text need not be asked a second time.
  const asksMore = asked.some(({ excluded, marks }) => excluded || marks.length > 0)
  const inTitle = asksMore ? sql`${titleCondition(asked)} and ${inWords}` : titleCondition(asked)
  const { rows } = await sql<Row>`
    with in_title as materialized (${newest(inTitle)}),
      anywhere as materialized (${newest(inWords)}),
      found as (
        select *, true as in_title from in_title
        union all
        select *, false from anywhere where id not in (select id from in_title)
      ),
      ranked as (
        select id, first_sequence, in_title, count(*) over ()::integer as total,
          (case when in_title then ${TITLE_WEIGHT} else 1 end)::float8
            * power(0.5, extract(epoch from now() - first_seen)::float8 / 86400 / ${HALF_LIFE_DAYS}::float8) as score
        from found order by score desc, first_sequence desc limit ${limit} offset ${offset}
      )
    select ${wholeItem} as item, ranked.score, ranked.in_title, ranked.total
    from ranked join carbonwire.story on story.id = ranked.id
    order by ranked.score desc, ranked.first_sequence desc`.execute(db)

  const total = rows[0]?.total ?? 0
  return {
    hits: rows.map(row => ({
      item: readFeedItem(row.item),
      score: row.score,
      inTitle: row.in_title,
    })),
    total: Math.min(total, COUNTED),
    atLeast: total > COUNTED,
  }
}
