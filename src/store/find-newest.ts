import { sql } from 'kysely'
import type { FeedQuery } from '../model/feed.ts'
import { feedCondition } from './feed-filter.ts'
import type { Db } from './schema.ts'
import {
  type AskedPart,
  alsoHolds,
  phraseCondition,
  type SearchedColumn,
  wordsCondition,
} from './search-text.ts'

/** A story that holds what was asked for: its fixed place, for how many seconds it has been there, and whether its titles hold the words. */
export type Found = { place: number; age: number; inTitle: boolean }

/** What is looked up, and where: in titles or anywhere. `query` holds what must be true beside. */
export type Wanted = { asked: AskedPart[]; where: SearchedColumn; query: FeedQuery }

/** Where a look begins: the newest story, and the one so many stories before it. */
export type Top = { top: number; floor: number }

/** So many stories are looked through first: a word of every sixth is found often enough in them. */
const FIRST = 3_600
/** No statement reads more stories that hold the words. */
const MOST = 3_400
/** Fewer hits than these say nothing of how many there are further down. */
const TELLING = 10
/** A part is taken larger than so many hits would have it: by twice what chance alone makes of their number. */
const spare = (hits: number) => 1 + 2 / Math.sqrt(hits)

/** Where the newest stories stand; null where there are none. `before` leaves out those at that place and above. */
export async function findTop(db: Db, before: number | null, stories = FIRST): Promise<Top | null> {
  const below = before === null ? sql`true` : sql`first_sequence < ${before}`
  const { rows } = await sql<{ top: number | null; floor: number }>`
    select max(first_sequence) as top, min(first_sequence) - 1 as floor from (
      select first_sequence from carbonwire.story where into_id is null and not removed and ${below}
      order by first_sequence desc limit ${Math.min(stories, FIRST)}) as newest`.execute(db)
  const [{ top, floor }] = rows as [{ top: number | null; floor: number }]
  return top === null ? null : { top, floor }
}

/**
 * The newest stories that hold what was asked for, the newest first. An index gives every story that holds a word, and of a common one that is
 * half of the archive: so it is asked for one part of the archive after the other, from the newest down, until there are enough. How long a part
 * is follows from what the last one held. What no index knows is asked of one candidate after the other.
 */
export async function findNewest(
  db: Db,
  wanted: Wanted,
  limit: number,
  { top, floor }: Top,
  most = MOST,
): Promise<Found[]> {
  const found: Found[] = []
  let ceiling = top
  let width = top - floor
  while (ceiling > 0 && found.length < limit) {
    const missing = limit - found.length
    const part = await findPart(db, wanted, { floor: ceiling - width, ceiling, most }, missing)
    // The words are more common here than was thought.
    if (part.candidates > most) {
      width = Math.ceil(width / 4)
      continue
    }
    found.push(...part.found)
    ceiling -= width
    width = Math.ceil(Math.min(ceiling, width * widen(part, missing - part.found.length, most)))
  }
  return found
}

/** Where to go on below a place, when so many of those looked for were found above it and so many are missing. */
export function goOnBelow(place: number, { top }: Top, found: Found[], missing: number): Top {
  const ceiling = place - 1
  const wider = widen({ found, candidates: found.length }, missing, MOST)
  return { top: ceiling, floor: ceiling - Math.ceil(Math.min(ceiling, (top - ceiling) * wider)) }
}

/** One part of the archive, and how many stories in it may hold the words at most. */
type Stretch = { floor: number; ceiling: number; most: number }
type Part = { found: Found[]; candidates: number }

/** The next part reaches as far as the missing hits should by how many there were, and no further than may be read at once. */
function widen({ found, candidates }: Part, missing: number, most: number): number {
  const needed =
    found.length < TELLING
      ? Infinity
      : (missing / found.length) * spare(Math.min(missing, found.length))
  const possible = candidates < TELLING ? Infinity : most / candidates / spare(candidates)
  return Math.min(needed, possible)
}

/** The newest hits of one part of the archive, and how many stories there hold the words; of too many, none. */
async function findPart(
  db: Db,
  { asked, where, query }: Wanted,
  { floor, ceiling, most }: Stretch,
  limit: number,
): Promise<Part> {
  const there = sql`${feedCondition({ ...query, q: undefined })}
    and story.first_sequence > ${floor} and story.first_sequence <= ${ceiling}`
  // What is not to be there is looked up among the candidates by the same index, which costs less than to look into each of them.
  const leftOut = asked
    .filter(part => part.excluded)
    .map(
      part => sql`and story.first_sequence not in (
      select story.first_sequence from carbonwire.story where ${alsoHolds(asked, where, part)} and ${there})`,
    )
  // Long values are carried along as pointers to where they are kept, and brought from there when they are looked at.
  const { rows } = await sql<{ candidates: number; found: [number, number, boolean][] | null }>`
    with candidate as materialized (
      select story.first_sequence, story.first_seen, story.title_tokens, story.phrases from carbonwire.story
      where ${wordsCondition(asked, where)} and ${there} limit ${most + 1}),
    counted as (select count(*)::integer as candidates from candidate),
    found as (
      select story.first_sequence as place, extract(epoch from now() - story.first_seen)::float8 as age,
        ${wordsCondition(asked, 'title_tokens')} as in_title from (
        select * from candidate where (select candidates from counted) <= ${most} order by first_sequence desc offset 0) as story
      where ${phraseCondition(asked)} ${sql.join(leftOut, sql` `)} limit ${limit})
    select candidates, (select json_agg(json_build_array(place, age, in_title)) from found) as found from counted`.execute(
    db,
  )
  const { candidates, found } = rows[0]!
  return {
    candidates,
    found: (found ?? []).map(([place, age, inTitle]) => ({ place, age, inTitle })),
  }
}
