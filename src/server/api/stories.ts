import type { OpenAPIHono } from '@hono/zod-openapi'
import { storiesSchema, storyViewSchema } from '../../model/api/stories.ts'
import { readFeedParams } from '../feeds/feed-params.ts'
import { vocabularyOf } from '../feeds/feed-routes.ts'
import { notFound } from '../http/problem.ts'
import { type ApiParts, presentStories, readStoryId } from './api-parts.ts'
import { addOperation } from './operation.ts'
import { presentStoryView } from './present.ts'
import { noQuery, storiesQuery, storyParams } from './queries.ts'

const tag = 'Stories'

/** The parameters of a list of stories, as the feeds read theirs. */
export function readFilter(
  parts: Pick<ApiParts, 'config'>,
  search: URLSearchParams,
  usual: number,
) {
  const filter = new URLSearchParams(search)
  filter.delete('offset')
  return readFeedParams(filter, vocabularyOf(parts), usual)
}

/** Stories: a list that can be narrowed, and one with its articles. */
export function addStoryOperations(api: OpenAPIHono, parts: ApiParts): void {
  addOperation(
    api,
    {
      path: '/stories',
      id: 'listStories',
      summary: 'Stories, the last published first',
      tag,
      query: storiesQuery,
      answer: storiesSchema,
    },
    async ({ query, c }) => {
      const asked = readFilter(parts, new URL(c.req.url).searchParams, 50)
      const sequence = await parts.clock.current()
      const items = await parts.store.readFeed(
        asked.query,
        asked.limit + 1,
        asked.before ?? undefined,
      )
      const shown = items.slice(0, asked.limit)
      return {
        stories: await presentStories(parts, shown, query.content === 'full'),
        next: items.length > asked.limit ? (shown.at(-1)?.firstSequence ?? null) : null,
        sequence,
      }
    },
  )

  addOperation(
    api,
    {
      path: '/stories/{id}',
      id: 'getStory',
      summary: 'A story with its articles, and other stories about the same event',
      description: 'The id of a story that became part of another finds that one.',
      tag,
      params: storyParams,
      query: noQuery,
      answer: storyViewSchema,
    },
    async ({ params }) => {
      const view = await parts.store.findStory(readStoryId(params.id))
      const [story] = view ? await presentStories(parts, [view.item], true) : []
      if (!view || !story) throw notFound('there is no such story')
      return presentStoryView(view, story)
    },
  )
}
