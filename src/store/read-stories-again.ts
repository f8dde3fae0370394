import { sql } from 'kysely'
import { readMembersOf } from './members.ts'
import { searchedOf } from './refresh-story.ts'
import type { Db } from './schema.ts'
import { readFeedItem, toJson } from './stored-values.ts'
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
      where tokens is null and into_id is null and not removed
      order by id limit ${BATCH} for update of story`.execute(tx)
    const members = await readMembersOf(
      tx,
      rows.map(({ id }) => id),
      new Map(),
    )
    const read = rows.map(({ id, item }) => ({
      id,
      ...searchedOf(readFeedItem(item), members.get(id) ?? []),
    }))
    await sql`
      update carbonwire.story set title_tokens = r.title_tokens, tokens = r.tokens, phrases = decode(r.phrases, 'base64')
      from jsonb_to_recordset(${toJson(read)}::jsonb) as r(id text, title_tokens integer[], tokens integer[], phrases text)
      where story.id = r.id`.execute(tx)
    return rows.length
  })
}
