import type { OpenAPIHono } from '@hono/zod-openapi'
import { type ApiChange, changesSchema } from '../../model/api/stories.ts'
import type { ChangeWithItem } from '../../store/archive.ts'
import { type ApiParts, presentStories } from './api-parts.ts'
import { checkCursor } from './check-cursor.ts'
import { addOperation } from './operation.ts'
import { presentChange } from './present.ts'
import { changesQuery } from './queries.ts'

/** The change log: whoever asks "after N" misses nothing and gets nothing twice. */
export function addChangeOperations(api: OpenAPIHono, parts: ApiParts): void {
  addOperation(
    api,
    {
      path: '/changes',
      id: 'listChanges',
      summary: 'Changes after a sequence number',
      description:
        'Begin with after=0 and go on with `next`, giving back `epoch`: after a restore the log is another one, and a place in the old one is answered 410. Numbers are given inside the transaction that makes a change, so a later answer never holds an earlier number.',
      tag: 'Changes',
      query: changesQuery,
      answer: changesSchema,
    },
    async ({ query }) => {
      const epoch = await checkCursor(parts, query.after, query.epoch)
      const limit = query.limit ?? 100
      const found = await parts.store.changesWithItems(query.after, limit + 1)
      const shown = found.slice(0, limit)
      return {
        changes: await presentChanges(parts, shown, query.content === 'full'),
        next: shown.at(-1)?.sequence ?? query.after,
        more: found.length > limit,
        epoch,
      }
    },
  )
}

/** Changes with the stories as they are now. */
export async function presentChanges(
  parts: Pick<ApiParts, 'desk'>,
  changes: ChangeWithItem[],
  full: boolean,
): Promise<ApiChange[]> {
  const items = changes.map(change => change.item).filter(item => item !== null)
  const stories = new Map(
    (await presentStories(parts, items, full)).map(story => [story.id, story]),
  )
  return changes.map(({ item, ...change }) =>
    presentChange(change, (item && stories.get(item.id)) ?? null),
  )
}
