import { type RawBuilder, sql } from 'kysely'
import type { FeedQuery } from '../model/feed.ts'
import type { SearchAnswer } from './archive.ts'
import { feedCondition } from './feed-filter.ts'
import type { Db } from './schema.ts'
import { costlyConditions, readQuestion, titleCondition, wordsCondition } from './search-text.ts'
import { readFeedItem } from './stored-values.ts'
import { wholeItem } from './whole-item.ts'

/** The newest of what was found are ranked; nobody reads on so far. */
const RANKED = 600
const COUNTED = 500
/** So many of the last stories tell how far back the newest that are ranked reach; less than so many hits in them tell nothing. */
const PROBED = 100
const COMMON = 4
/** The part is taken larger by as much. */
const SPARE = 1.4
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
  const costly = costlyConditions(asked)
  // What a reader excludes may stand in the body of a story whose title does not name it, and titles know no phrases.
  const [inTitle, anywhere] = await Promise.all(
    [titleCondition(asked), wordsCondition(asked)].map(words =>
      newestOf(db, sql`${words} and ${others}`, costly),
    ),
  )
  const { rows } = await sql<Row>`
    with in_title as materialized (${inTitle}),
      anywhere as materialized (${anywhere}),
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

/**
 * The newest stories of a condition. Of a common word an index gives half the archive: it is asked for the last part alone, and for all where
 * that part holds too few.
 */
async function newestOf(db: Db, condition: RawBuilder<unknown>, costly: RawBuilder<unknown>[]) {
  const plain = findNewest(condition, costly)
  const floor = await findFloor(db, sql.join([condition, ...costly], sql` and `))
  if (floor === null) return plain
  return sql`
    with recent as materialized (${findNewest(sql`${condition} and story.first_sequence > ${floor}`, costly)})
    select * from recent where (select count(*) from recent) >= ${RANKED}
    union all
    select * from (${plain}) as plain where (select count(*) from recent) < ${RANKED}`
}

/** Where the part of the archive begins that should hold as many as are ranked; null where all of it is to be asked. */
async function findFloor(db: Db, condition: RawBuilder<unknown>): Promise<number | null> {
  const { rows } = await sql<{ floor: number }>`
    with probe as materialized (
      select count(*)::integer as found from (
        select * from carbonwire.story where into_id is null and not removed
        order by first_sequence desc limit ${PROBED}) as story
      where ${condition})
    select first_sequence as floor from carbonwire.story
    where into_id is null and not removed and (select found from probe) >= ${COMMON}
    order by first_sequence desc
    offset (select ${RANKED * PROBED * SPARE}::integer / greatest(found, 1) from probe) limit 1`.execute(
    db,
  )
  return rows[0]?.floor ?? null
}

/** The newest stories of a condition. What is costly to know is asked of one after the other, the newest first, until there are enough. */
function findNewest(condition: RawBuilder<unknown>, costly: RawBuilder<unknown>[]) {
  const candidates = sql`
    select story.id, story.first_sequence, story.first_seen from carbonwire.story
    where ${condition} order by story.first_sequence desc`
  if (costly.length === 0) return sql`${candidates} limit ${RANKED}`
  return sql`
    select candidate.* from (${candidates} offset 0) as candidate
    cross join lateral (select from carbonwire.story
      where story.id = candidate.id and ${sql.join(costly, sql` and `)} offset 0) as checked
    order by candidate.first_sequence desc limit ${RANKED}`
}
