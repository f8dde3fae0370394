import { isAskedFor } from '../feeds/present-story.ts'
import type { FeedQuery } from '../model/feed.ts'
import type { ChangeWithItem } from '../store/archive.ts'
import type { Store } from '../store/store.ts'

/** What a change is to a subscriber: `in` what it asked for, a story that has `left` that, or none of its concern. */
export type Concern = 'in' | 'left' | null

/** Judges changes for one subscriber: a story that it was told of and that is no longer what it asked for has left. */
export async function judgeConcern(
  store: Pick<Store, 'toldStories'>,
  subscriberId: string,
  query: FeedQuery,
  changes: ChangeWithItem[],
): Promise<Concern[]> {
  const isIn = ({ item }: ChangeWithItem) => item === null || isAskedFor(item, query)
  const others = changes.filter(change => !isIn(change)).map(({ storyId }) => storyId)
  const told = await store.toldStories(subscriberId, [...new Set(others)])
  return changes.map(change => {
    if (isIn(change)) return 'in'
    return told.has(change.storyId) ? 'left' : null
  })
}

/** Writes down what it knows of now. */
export async function noteConcern(
  store: Pick<Store, 'noteTold'>,
  subscriberId: string,
  told: { change: ChangeWithItem; concern: Concern }[],
): Promise<void> {
  const last = new Map(told.map(({ change, concern }) => [change.storyId, { change, concern }]))
  const stands = [...last.values()].filter(
    ({ change, concern }) => concern === 'in' && change.item && !change.item.gone,
  )
  const ids = stands.map(({ change }) => change.storyId)
  const left = [...last.keys()].filter(id => !ids.includes(id))
  await store.noteTold(subscriberId, ids, left)
}
