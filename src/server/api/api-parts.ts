import { presentStory } from '../../feeds/present-story.ts'
import type { ReadyItem } from '../../feeds/ready-item.ts'
import type { ApiStory } from '../../model/api/stories.ts'
import type { FeedItem } from '../../model/feed.ts'
import { isUuid } from '../../text/uuid.ts'
import type { FeedDesk } from '../feeds/feed-desk.ts'
import type { KnownSequence } from '../http/known-sequence.ts'
import { notFound } from '../http/problem.ts'
import type { ServerParts } from '../parts.ts'

/** What the operations work with. */
export type ApiParts = Pick<
  ServerParts,
  'store' | 'config' | 'settings' | 'log' | 'now' | 'poster'
> & {
  desk: FeedDesk
  clock: KnownSequence
}

/** A story's id as the store has it; an address may leave `urn:uuid:` out. Throws a 404 Problem on what is no id. */
export function readStoryId(given: string): string {
  const id = given.replace(/^urn:uuid:/i, '')
  if (!isUuid(id)) throw notFound(`"${given.slice(0, 60)}" is no id of a story`)
  return `urn:uuid:${id.toLowerCase()}`
}

/** An article's id. Throws a 404 Problem on what is none. */
export function readArticleId(given: string): string {
  if (isUuid(given)) return given.toLowerCase()
  throw notFound(`"${given.slice(0, 60)}" is no id of an article`)
}

/** Stories as the API tells them; one that no reader could open is left out. */
export async function presentStories(
  { desk }: Pick<ApiParts, 'desk'>,
  items: FeedItem[],
  full: boolean,
): Promise<ApiStory[]> {
  const ready = await Promise.all(items.map(item => desk.ready(item)))
  return items.flatMap((item, at) => {
    const made: ReadyItem | null = ready[at] ?? null
    return made ? [presentStory(item, made, full)] : []
  })
}
