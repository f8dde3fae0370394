import { sql } from 'kysely'
import { readMembersOf } from './members.ts'
import type { Db } from './schema.ts'
import { searchedValues, waitingWords } from './searched-values.ts'
import { readFeedItem } from './stored-values.ts'
import { inTransaction } from './transaction.ts'
import { wholeItem } from './whole-item.ts'

const BATCH = 100

/** Makes what stories are found by, for those that an earlier version has left without it. */
export async function readStoriesAgain(db: Db): Promise<void> {
  while ((await readBatch(db)) === BATCH);
}

async function readBatch(db: Db): Promise<number> {
  return inTransaction(db, async tx => {
    const { rows } = await sql<{ id: string; item: unknown }>`
      select story.id, ${wholeItem} as item from carbonwire.story
      where phrases is null and into_id is null and not removed
      order by id limit ${BATCH} for update of story`.execute(tx)
    if (!rows.length) return 0
    const members = await readMembersOf(
      tx,
      rows.map(({ id }) => id),
      new Map(),
    )
    const read = rows.map(({ id, item }) =>
      searchedValues(readFeedItem(item), members.get(id) ?? []),
    )
    await sql`${waitingWords(read)}
      update carbonwire.story set phrases = searched.phrases from searched where story.id = searched.id`.execute(
      tx,
    )
    return rows.length
  })
}
