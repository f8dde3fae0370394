import { sql } from 'kysely'
import type { Engine } from './database.ts'
import type { Db } from './schema.ts'

/**
 * Stories whose words are put into the index together: of more, the list takes more room and is no cheaper. Until then a search looks through them
 * one by one, which takes 3 ms for 150 of them.
 * Where the database is in this process, everybody waits meanwhile.
 */
const together: Record<Engine, number> = { native: 64, server: 64, pglite: 32 }

export type WordIndex = {
  /** So many stories were written. */
  written(stories: number): void
}

/**
 * Has the words of new stories put into their index by the hundred, beside what is published meanwhile. They are found before as well, in a list
 * that waits outside of it; but story by story they cost twice as much, and when the list is full, whoever publishes then waits for all of them.
 */
export function openWordIndex(db: Db, engine: Engine): WordIndex {
  let waiting = 0
  let isPutting = false

  const put = async () => {
    isPutting = true
    waiting = 0
    // Nothing is lost where it fails: the words are put in when the list is full, or by the database's own tidying.
    await sql`select gin_clean_pending_list('carbonwire.story_tokens')`
      .execute(db)
      .catch(() => undefined)
    isPutting = false
  }

  return {
    written(stories) {
      waiting += stories
      if (waiting >= together[engine] && !isPutting) void put()
    },
  }
}
