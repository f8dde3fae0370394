import { sql } from 'kysely'
import type { Db } from './schema.ts'
import { type AskedPart, wantedTokens } from './search-text.ts'
import { firstOf, forEachHolder, PART, partOf, shelfOf } from './word-shelves.ts'

/** A story that holds the words asked for. `unless`: what must not be there, if its words, which are there, stand side by side. */
export type Holder = { place: number; inTitle: boolean; unless: AskedPart[] }

/** Places from one to another, both taken in. */
export type Stretch = { from: number; to: number }

/** Parts that are looked through at first, and the most that one statement takes: further down, four times as many each time. */
const FIRST = 2
const MOST = 128
const WIDER = 4

/** The stretches of places below one, from the newest down. */
export function* stretchesBelow(top: number): Generator<Stretch> {
  let last = partOf(top)
  for (let parts = FIRST; last >= 0; parts = Math.min(MOST, parts * WIDER)) {
    const first = Math.max(0, last - parts + 1)
    yield { from: firstOf(first), to: Math.min(top, firstOf(last + 1) - 1) }
    last = first - 1
  }
}

/** The stories of a stretch that hold the words, the newest first. Those that were merged or removed may be among them. */
export async function findHolders(
  db: Db,
  asked: AskedPart[],
  { from, to }: Stretch,
): Promise<Holder[]> {
  const wanted = wantedTokens(asked)
  const excluded = asked.filter(part => part.excluded)
  const { shelved, waiting } = await readWords(db, wanted, excluded, { from, to })
  const apart = new Set(waiting.map(({ place }) => place))
  const holders: Holder[] = []
  for (const [part, shelves] of shelved)
    for (const { offset, inTitle, unless } of lookIn(shelves, wanted, excluded)) {
      const place = firstOf(part) + offset
      if (place >= from && place <= to && !apart.has(place))
        holders.push({ place, inTitle, unless })
    }
  for (const { place, holds } of waiting) {
    const unless = excluded.filter((_, at) => (holds & (4 << at)) > 0)
    if (holds & 1 && unless.every(isPhrase))
      holders.push({ place, inTitle: (holds & 2) > 0, unless })
  }
  return holders.sort((a, b) => b.place - a.place)
}

/** What is told by its words alone needs no look at their order. */
const isPhrase = ({ marks }: AskedPart) => marks.length > 0

/** The stories of one part that hold all words wanted, and not those excluded. */
function lookIn(shelves: Shelves, wanted: number[], excluded: AskedPart[]) {
  const found: { offset: number; inTitle: boolean; unless: AskedPart[] }[] = []
  const all = countIn(shelves, wanted)
  if (!all) return found
  const without = excluded.map(each => ({ each, counted: countIn(shelves, each.tokens) }))
  for (let offset = 0; offset < PART; offset++) {
    if (all.counts[offset]! < wanted.length) continue
    const unless = without.flatMap(({ each, counted }) =>
      counted?.counts[offset] === each.tokens.length ? each : [],
    )
    if (unless.every(isPhrase))
      found.push({ offset, inTitle: all.titled[offset] === wanted.length, unless })
  }
  return found
}

/** As they are packed, by number. */
type Shelves = Map<number, Uint8Array>
type Words = {
  shelved: Map<number, Shelves>
  /** Which of the words a story holds whose own are not on their shelves yet: all that are wanted, all of them in titles, each excluded part. */
  waiting: { place: number; holds: number }[]
}

/** The shelves of some words in some parts, and what stories hold whose words wait, as they are at one moment. */
async function readWords(
  db: Db,
  wanted: number[],
  excluded: AskedPart[],
  { from, to }: Stretch,
): Promise<Words> {
  const tokens = [...wanted, ...excluded.flatMap(part => part.tokens)]
  const shelves = [...new Set(tokens.map(shelfOf))]
  const asked: [column: string, tokens: number[]][] = [
    ['words', wanted],
    ['title_words', wanted],
    ...excluded.map((part): [string, number[]] => ['words', part.tokens]),
  ]
  const holds = sql.join(
    asked.map(
      ([column, all], bit) => sql`((${sql.ref(column)} @> ${all}::integer[])::integer << ${bit})`,
    ),
    sql` | `,
  )
  type Row = { part: number; shelf: number; entries: Buffer; place: number | null; holds: number }
  // Each shelf is looked up by itself, whatever the planner thinks of their number.
  const { rows } = await sql<Row>`
    select parts.part, shelves.shelf, word.entries, null::integer as place, null::integer as holds
    from generate_series(${partOf(from)}::integer, ${partOf(to)}::integer) as parts(part)
      cross join unnest(${shelves}::integer[]) as shelves(shelf)
      cross join lateral (select entries from carbonwire.word where word.part = parts.part and word.shelf = shelves.shelf offset 0) as word
    union all
    select null, null, null, place, ${holds} from carbonwire.word_waiting where place >= ${from} and place <= ${to}`.execute(
    db,
  )
  const read: Words = { shelved: new Map(), waiting: [] }
  for (const { part, shelf, entries, place, holds } of rows) {
    if (place !== null) read.waiting.push({ place, holds })
    else {
      if (!read.shelved.has(part)) read.shelved.set(part, new Map())
      read.shelved.get(part)!.set(shelf, entries)
    }
  }
  return read
}

/** How many of the words each story of a part holds, and how many in its titles; null when one of them is nowhere there. */
function countIn(shelves: Shelves, tokens: number[]) {
  const counts = new Uint16Array(PART)
  const titled = new Uint16Array(PART)
  for (const token of tokens) {
    let isThere = false
    forEachHolder(shelves.get(shelfOf(token)) ?? nothing, token, (offset, isTitled) => {
      isThere = true
      counts[offset]!++
      if (isTitled) titled[offset]!++
    })
    if (!isThere) return null
  }
  return { counts, titled }
}

const nothing = new Uint8Array()
