import type { Place, StoryJoin } from '../model/story.ts'
import { moveSiblings } from './siblings.ts'
import { toJson } from './stored-values.ts'
import { addChange, type Wire } from './wire.ts'
import { forgetWords } from './word-index.ts'

export type Merge = {
  /** The story that lives: the one first published. */
  into: string
  merged: string[]
  /** Other stories whose items change with it. */
  changed: string[]
}

/** Why a story is taken for the same as another: the article that is a copy of both, and what it matches here. */
export type MergeReason = { storyId: string; through: string } & Pick<StoryJoin, 'rule' | 'figures'>

/** Makes several stories one. The first published lives, and its id with it; the others become names of it. */
export async function mergeStories(
  wire: Wire,
  storyIds: string[],
  reasons: MergeReason[],
): Promise<Merge> {
  const { tx } = wire
  const stories = await tx
    .selectFrom('story')
    .select(['id', 'first_sequence'])
    .where('id', 'in', storyIds)
    .where('into_id', 'is', null)
    .orderBy('first_sequence')
    .execute()
  const [living, ...others] = stories.map(({ id }) => id)
  await forgetWords(
    tx,
    stories.slice(1).map(story => story.first_sequence),
  )
  const changed: string[] = []
  for (const dead of others) {
    await endStart(wire, dead, living!, reasons)
    await tx.updateTable('member').set({ story_id: living! }).where('story_id', '=', dead).execute()
    await tx
      .updateTable('article')
      .set({ story_id: living! })
      .where('story_id', '=', dead)
      .execute()
    changed.push(...(await moveSiblings(tx, dead, living!)))
    const sequence = addChange(wire, 'merged', dead, living!)
    await tx
      .updateTable('story')
      .set({ into_id: living!, sequence, modified: wire.now })
      .set({ phrases: null })
      .where('id', '=', dead)
      .execute()
    await tx.updateTable('story').set({ into_id: living! }).where('into_id', '=', dead).execute()
  }
  const dead = new Set(others)
  return { into: living!, merged: others, changed: changed.filter(id => !dead.has(id)) }
}

/** The article that started a story copies from now on: the evidence is kept with it. */
async function endStart({ tx }: Wire, dead: string, living: string, reasons: MergeReason[]) {
  const reason = reasons.find(({ storyId }) => storyId === dead)
  if (!reason) return
  const { through, rule, figures } = reason
  const place: Place = {
    kind: 'copies',
    storyId: living,
    articleId: through,
    copy: 'edited',
    rule,
    figures,
  }
  await tx
    .updateTable('member')
    .set({ place: toJson(place) })
    .where('story_id', '=', dead)
    .where(eb => eb(eb.ref('place', '->>').key('kind'), '=', 'starts'))
    .execute()
}
