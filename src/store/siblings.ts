import { sql } from 'kysely'
import type { Sibling } from '../model/story.ts'
import type { Db, Tx } from './schema.ts'
import { toJson } from './stored-values.ts'

/**
 * Ids of the stories that each of these is linked with and that readers can see, in a lasting order: as they were first published. `coming`
 * are those that readers will see when this transaction is over, in that order.
 */
export async function readSiblingIds(
  db: Db,
  storyIds: string[],
  coming: readonly string[],
): Promise<Map<string, string[]>> {
  const { rows } = await sql<{ story_id: string; others: string[] }>`
    select sibling.story_id, array_agg(sibling.other_id order by story.first_sequence, coming.place) as others
    from carbonwire.sibling left join carbonwire.story on story.id = sibling.other_id
      left join unnest(${coming}::text[]) with ordinality as coming(id, place) on coming.id = sibling.other_id
    where sibling.story_id = any(${storyIds}::text[])
      and (coming.id is not null or (story.into_id is null and not story.removed))
    group by sibling.story_id`.execute(db)
  return new Map(rows.map(row => [row.story_id, row.others]))
}

/** Links stories both ways. Returns the other stories, whose items change with it. */
export async function linkSiblings(
  tx: Tx,
  storyId: string,
  siblings: Sibling[],
): Promise<string[]> {
  const others = siblings.filter(sibling => sibling.storyId !== storyId)
  if (!others.length) return []
  await tx
    .insertInto('sibling')
    .values(
      others.flatMap(sibling => [
        { story_id: storyId, other_id: sibling.storyId, figures: toJson(sibling) },
        { story_id: sibling.storyId, other_id: storyId, figures: toJson(sibling) },
      ]),
    )
    .onConflict(conflict => conflict.columns(['story_id', 'other_id']).doNothing())
    .execute()
  return others.map(sibling => sibling.storyId)
}

/** Hands the siblings of one story on to the one it became part of. Returns those whose items change with it. */
export async function moveSiblings(tx: Tx, from: string, into: string): Promise<string[]> {
  const rows = await tx.deleteFrom('sibling').where('story_id', '=', from).returningAll().execute()
  await tx.deleteFrom('sibling').where('other_id', '=', from).execute()
  const kept = rows.filter(row => row.other_id !== into)
  if (kept.length) {
    await tx
      .insertInto('sibling')
      .values(
        kept.flatMap(({ other_id, figures }) => [
          { story_id: into, other_id, figures: toJson(figures) },
          { story_id: other_id, other_id: into, figures: toJson(figures) },
        ]),
      )
      .onConflict(conflict => conflict.columns(['story_id', 'other_id']).doNothing())
      .execute()
  }
  return rows.map(row => row.other_id)
}
