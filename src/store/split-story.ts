import type { Place } from '../model/story.ts'
import type { StorySplit } from './doors/operating.ts'
import { readMembers } from './members.ts'
import { storyIdOf } from './names.ts'
import { refreshStory } from './refresh-story.ts'
import type { Db, Tx } from './schema.ts'
import { toJson } from './stored-values.ts'
import { inTransaction } from './transaction.ts'
import { addChange, lockWire, saveWire } from './wire.ts'

/** See `Store.keepApart`. */
export async function keepApart(db: Db, a: string, b: string, at: Date): Promise<void> {
  await forbidMerge(db, [[a, b]], at)
}

async function forbidMerge(db: Db, pairs: [string, string][], at: Date): Promise<void> {
  const rows = pairs
    .filter(([a, b]) => a !== b)
    .map(pair => pair.toSorted())
    .map(([first_id, second_id]) => ({ first_id: first_id!, second_id: second_id!, at }))
  if (!rows.length) return
  await db
    .insertInto('never_merge')
    .values(rows)
    .onConflict(conflict => conflict.columns(['first_id', 'second_id']).doNothing())
    .execute()
}

/** See `Store.splitStory`. */
export async function splitStory(
  db: Db,
  a: string,
  b: string,
  now: Date,
): Promise<StorySplit | null> {
  return inTransaction(db, async tx => {
    const wire = await lockWire(tx, now)
    const storyId = await sharedStory(tx, a, b)
    if (!storyId) {
      await forbidMerge(tx, [[a, b]], now)
      return null
    }

    const members = (await readMembers(tx, storyId)).map(({ article, place }) => ({
      id: article.id,
      urlKey: article.urlKey,
      place,
    }))
    const leaving = partOf(members, a, b)
    const starter = members.find(({ id }) => id === leaving[0])!
    const newId = storyIdOf(starter.urlKey)
    await movePart(tx, leaving, newId)
    await moveNames(tx, storyId, newId, leaving)
    const staying = members.map(({ id }) => id).filter(id => !leaving.includes(id))
    await forbidMerge(
      tx,
      leaving.flatMap(left => staying.map(stays => [left, stays] as [string, string])),
      now,
    )

    addChange(wire, 'split', storyId, newId)
    await refreshStory(wire, storyId)
    await refreshStory(wire, newId, starter.id)
    await saveWire(wire)
    return { storyId, newStoryId: newId, moved: leaving, sequence: wire.sequence }
  })
}

async function sharedStory(tx: Tx, a: string, b: string): Promise<string | null> {
  const rows = await tx
    .selectFrom('member')
    .select(['article_id', 'story_id'])
    .where('article_id', 'in', [a, b])
    .execute()
  const [one, other] = rows
  return one && other && one.story_id === other.story_id ? one.story_id : null
}

type Placed = { id: string; urlKey: string; place: Place }

/**
 * The articles that leave: `b` and what was copied from it, or, when `b` started the story, `a` and what was copied from that. The
 * article that the part starts with comes first.
 */
function partOf(members: Placed[], a: string, b: string): string[] {
  const started = members.find(({ place }) => place.kind === 'starts')?.id
  const stays = b === started ? b : a
  const leaving = [b === started ? a : b]
  for (let at = 0; at < leaving.length; at++) {
    for (const { id, place } of members) {
      const copied = place.kind === 'copies' && place.articleId === leaving[at]
      if (copied && id !== stays && id !== started && !leaving.includes(id)) leaving.push(id)
    }
  }
  return leaving
}

/** Stories that were merged before and that an article of the leaving part began are names of that part now. */
async function moveNames(tx: Tx, from: string, into: string, leaving: string[]): Promise<void> {
  await tx
    .updateTable('story')
    .set({ into_id: into })
    .where('into_id', '=', from)
    .where('id', '<>', into)
    .where('started_by', 'in', leaving)
    .execute()
}

async function movePart(tx: Tx, articleIds: string[], storyId: string): Promise<void> {
  await tx
    .updateTable('member')
    .set({ story_id: storyId })
    .where('article_id', 'in', articleIds)
    .execute()
  await tx
    .updateTable('member')
    .set({ place: toJson({ kind: 'starts' }) })
    .where('article_id', '=', articleIds[0]!)
    .execute()
  await tx.updateTable('article').set({ story_id: storyId }).where('id', 'in', articleIds).execute()
}
