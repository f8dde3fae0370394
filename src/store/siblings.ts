import type { Sibling } from '../model/story.ts'
import type { Db, Tx } from './schema.ts'
import { toJson } from './stored-values.ts'

/** Ids of the stories that a story is linked with and that readers can see, in a lasting order. */
export async function readSiblingIds(db: Db, storyId: string): Promise<string[]> {
  const rows = await db
    .selectFrom('sibling')
    .innerJoin('story', 'story.id', 'sibling.other_id')
    .select('sibling.other_id')
    .where('sibling.story_id', '=', storyId)
    .where('story.into_id', 'is', null)
    .where('story.removed', '=', false)
    .orderBy('story.first_sequence')
    .execute()
  return rows.map(row => row.other_id)
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
