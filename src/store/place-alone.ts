import type { Place, Placement, StoryJoin } from '../model/story.ts'
import type { Publication, PublishRequest } from './doors/publishing.ts'
import { dropMember, putMembers } from './members.ts'
import { type MergeReason, mergeStories } from './merge-stories.ts'
import { storyIdOf } from './names.ts'
import { addPrint, flush, type PublishBatch, type State } from './publish-batch.ts'
import { linkSiblings } from './siblings.ts'

/**
 * Writes a decision that changes other stories too: stories that turn out to be one, an article that moves, a page that was none. What
 * came before it in the batch is written first, and it is written before what comes after.
 */
export async function placeAlone(
  batch: PublishBatch,
  request: PublishRequest,
  placement: Placement,
  state: State,
): Promise<Publication> {
  await flush(batch)
  const { id } = request.article
  if (placement.kind === 'fault') {
    const articleIds = [id, ...placement.articleIds]
    const { tx } = batch.wire
    await tx
      .updateTable('article')
      .set({ fault: placement.fault })
      .where('id', 'in', articleIds)
      .execute()
    await takeOut(batch, articleIds)
    return { sequence: null, storyId: null, place: null, merged: [] }
  }
  return settle(batch, request, placement, state)
}

/** Takes articles out of their stories. */
export async function takeOut(batch: PublishBatch, articleIds: string[]): Promise<void> {
  await flush(batch)
  for (const articleId of articleIds) {
    const left = await dropMember(batch.wire.tx, articleId)
    if (left) batch.touched.set(left, articleId)
    batch.comparables.delete(articleId)
  }
  await flush(batch)
}

async function settle(
  batch: PublishBatch,
  request: PublishRequest,
  { place, joins, siblings }: Extract<Placement, { kind: 'placed' }>,
  state: State,
): Promise<Publication> {
  const { wire } = batch
  const { article, dryRun } = request
  const startsOwn = state.place?.kind === 'starts'
  const found = place.kind === 'copies' ? [place.storyId, ...joins.map(join => join.storyId)] : []
  // A story that this article starts goes where the article goes.
  const stories = startsOwn ? [...found, state.story_id!] : found
  const own = startsOwn ? state.story_id! : storyIdOf(article.urlKey)

  const { into, merged, changed } = stories.length
    ? await mergeStories(wire, stories, mergeReasons(article.id, place, joins))
    : { into: own, merged: [], changed: [] }
  for (const story of [into, ...changed]) batch.touched.set(story, article.id)
  if (state.story_id && !merged.includes(state.story_id))
    batch.touched.set(state.story_id, article.id)

  const stays = into === own && (startsOwn || !stories.length)
  const settled: Place =
    stays || place.kind === 'starts' ? { kind: 'starts' } : { ...place, storyId: into }
  addPrint(batch, request, into)
  if (!dryRun) for (const dead of merged) batch.index.moveStory(dead, into)
  await putMembers(wire.tx, [{ articleId: article.id, storyId: into, place: settled }], wire.now)
  for (const other of await linkSiblings(wire.tx, into, siblings))
    batch.touched.set(other, article.id)
  await flush(batch)
  // Their stories are others now: they are read anew.
  batch.comparables.clear()
  return { sequence: null, storyId: into, place: settled, merged }
}

function mergeReasons(through: string, place: Place, joins: StoryJoin[]): MergeReason[] {
  const found = place.kind === 'copies' ? [place, ...joins] : joins
  return found.map(({ storyId, rule, figures }) => ({ storyId, through, rule, figures }))
}
