import type { FeedQuery } from '../model/feed.ts'
import type { SearchAnswer } from './archive.ts'
import { findNewest, findTop } from './find-newest.ts'
import { readAtPlaces } from './reading.ts'
import type { Db } from './schema.ts'
import { readQuestion } from './search-text.ts'

/** The newest of what was found are ranked; nobody reads on so far. */
const RANKED = 600
const COUNTED = 500
/** A hit in a title is worth this many hits in a body. */
const TITLE_WEIGHT = 3
/** After so many seconds a story is worth half. */
const HALF_LIFE = 30 * 86_400

type Ranked = { place: number; score: number; inTitle: boolean }

/** See `Archive.search`. */
export async function search(
  db: Db,
  query: FeedQuery & { q: string },
  limit: number,
  offset = 0,
): Promise<SearchAnswer> {
  const ranked = await rankNewest(db, query)
  const page = ranked.slice(offset, offset + limit)
  const items = await readAtPlaces(
    db,
    page.map(({ place }) => place),
  )
  return {
    hits: page.flatMap(({ place, score, inTitle }) => {
      const item = items.get(place)
      return item ? [{ item, score, inTitle }] : []
    }),
    total: Math.min(ranked.length, COUNTED),
    atLeast: ranked.length > COUNTED,
  }
}

/** The newest with the words in their titles and the newest with them anywhere, the best first. */
async function rankNewest(db: Db, query: FeedQuery & { q: string }): Promise<Ranked[]> {
  const asked = readQuestion(query.q)
  const top = asked && (await findTop(db, null))
  if (!asked || top === null) return []
  const anywhere = await findNewest(db, { asked, titlesOnly: false, query }, RANKED, top)
  const inTitle = anywhere.filter(found => found.inTitle)
  // Words of titles are among those of the stories: they are looked for only where not all of these were.
  if (anywhere.length === RANKED) {
    const missing = RANKED - inTitle.length
    const below = anywhere.at(-1)!.place - 1
    inTitle.push(...(await findNewest(db, { asked, titlesOnly: true, query }, missing, below)))
  }
  const titled = new Set(inTitle.map(({ place }) => place))
  const worth = (age: number) => 0.5 ** (age / HALF_LIFE)
  return [
    ...inTitle.map(({ place, age }) => ({
      place,
      score: TITLE_WEIGHT * worth(age),
      inTitle: true,
    })),
    ...anywhere
      .filter(({ place }) => !titled.has(place))
      .map(({ place, age }) => ({ place, score: worth(age), inTitle: false })),
  ].sort((a, b) => b.score - a.score || b.place - a.place)
}
