import { sql } from 'kysely'
import type { Engine } from './database.ts'
import type { Db, Tx } from './schema.ts'
import { fromIntegers, toByteStrings } from './stored-values.ts'
import { inTransaction } from './transaction.ts'
import {
  firstOf,
  inOrder,
  mergeShelf,
  PART,
  SHELVES,
  type StoryWords,
  sortWords,
} from './word-shelves.ts'

/**
 * Stories whose words wait to be put on the shelves: of more, a search looks through more by themselves; of fewer, the shelves of a part are
 * written anew more often. Where the database is in this process, everybody waits meanwhile.
 */
const together: Record<Engine, number> = { native: 128, server: 128, pglite: 64 }

/** Shelves that are read and written at one time, so that others are answered in between. */
const AT_ONCE = 256

/** Any number: whoever holds it puts words on shelves. */
const SHELVING_LOCK = 0x0c02_0061

export type WordIndex = {
  /** So many stories were written. */
  written(stories: number): void
  /** The database is about to be closed: what fails now is no trouble. */
  end(): void
}

/**
 * Puts the words of new stories on their shelves by the hundred, beside what is published meanwhile. They are found before as well.
 * `onError` is told where that fails; nothing is lost, the words wait for the next time.
 */
export function openWordIndex(
  db: Db,
  engine: Engine,
  onError: (error: unknown) => void = () => {},
): WordIndex {
  let waiting = 0
  let isPutting = false
  let isEnding = false

  const put = async () => {
    isPutting = true
    waiting = 0
    await shelveWaiting(db, together[engine]).catch(error => {
      if (!isEnding) onError(error)
    })
    isPutting = false
  }

  return {
    written(stories) {
      waiting += stories
      if (waiting >= together[engine] && !isPutting) void put()
    },
    end() {
      isEnding = true
    },
  }
}

/** Takes the words of stories that are no more off their shelves. */
export async function forgetWords(tx: Tx, places: number[]): Promise<void> {
  if (!places.length) return
  await sql`
    insert into carbonwire.word_waiting (place, words, title_words)
    select place, '{}', '{}' from unnest(${places}::integer[]) as place
    on conflict (place) do update set words = '{}', title_words = '{}'`.execute(tx)
}

/** Puts words on their shelves, of the parts first in which most wait, until no more than so many stories are left. */
export async function shelveWaiting(db: Db, left = 0): Promise<void> {
  let did = false
  while (await inTransaction(db, tx => shelveOnePart(tx, left))) did = true
  // What was written over is free for what comes next, and not only when the database gets round to it; which it does where this cannot be.
  if (did)
    await sql`vacuum carbonwire.word_waiting, carbonwire.word`.execute(db).catch(() => undefined)
}

/** False when there was nothing to do, or another process does it. */
async function shelveOnePart(tx: Tx, left: number): Promise<boolean> {
  const lock = await sql<{ taken: boolean }>`
    select pg_try_advisory_xact_lock(${SHELVING_LOCK}::bigint) as taken`.execute(tx)
  if (!lock.rows[0]!.taken) return false
  const { rows } = await sql<{ part: number; stories: number; total: number }>`
    select place / ${PART}::integer as part, count(*)::integer as stories, (sum(count(*)) over ())::integer as total
    from carbonwire.word_waiting group by 1 order by 2 desc limit 1`.execute(tx)
  const [most] = rows
  if (!most || most.total <= left) return false

  const stories = await takeWaiting(tx, most.part)
  await putOnShelves(tx, most.part, stories)
  return stories.length > 0
}

/** What waits of one part, but for what another transaction is about to write. */
async function takeWaiting(tx: Tx, part: number): Promise<StoryWords[]> {
  const { rows } = await sql<{ place: number; words: Buffer; title_words: Buffer }>`
    with locked as (
      select place from carbonwire.word_waiting where place >= ${firstOf(part)} and place < ${firstOf(part + 1)}
      order by place for update skip locked)
    delete from carbonwire.word_waiting where place in (select place from locked)
    returning place, array_send(words) as words, array_send(title_words) as title_words`.execute(tx)
  return rows.map(({ place, words, title_words }) => ({
    ...{ place, words: fromIntegers(words), titleWords: fromIntegers(title_words) },
  }))
}

async function putOnShelves(tx: Tx, part: number, stories: StoryWords[]): Promise<void> {
  const again = new Uint8Array(PART)
  for (const { place } of stories) again[place % PART] = 1
  const fresh = sortWords(stories)
  for (let from = 0; from < SHELVES; from += AT_ONCE) {
    const { rows } = await sql<{ shelf: number; entries: Buffer }>`
      select shelf, entries from carbonwire.word
      where part = ${part} and shelf >= ${from} and shelf < ${from + AT_ONCE}`.execute(tx)
    const known = new Map(rows.map(({ shelf, entries }) => [shelf, entries]))
    const shelves: number[] = []
    const entries: Buffer[] = []
    for (let shelf = from; shelf < from + AT_ONCE; shelf++) {
      const before = known.get(shelf)
      const merged = mergeShelf(before ?? Buffer.alloc(0), again, inOrder(fresh[shelf]!))
      if (before ? before.equals(merged) : merged.length === 0) continue
      shelves.push(shelf)
      entries.push(merged)
    }
    if (!shelves.length) continue
    await sql`
      insert into carbonwire.word (part, shelf, entries)
      select ${part}::integer, shelf, entries from unnest(${shelves}::integer[], ${toByteStrings(entries)}::bytea[]) as r(shelf, entries)
      on conflict (part, shelf) do update set entries = excluded.entries`.execute(tx)
  }
}
