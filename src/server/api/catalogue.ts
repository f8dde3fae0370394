import type { OpenAPIHono } from '@hono/zod-openapi'
import { rfc3339 } from '../../feeds/feed-dates.ts'
import {
  outletsSchema,
  sourceSchema,
  sourcesSchema,
  topicsSchema,
} from '../../model/api/catalogue.ts'
import { baseUrl } from '../http/base-url.ts'
import { notFound } from '../http/problem.ts'
import type { ApiParts } from './api-parts.ts'
import { addOperation } from './operation.ts'
import { presentSource } from './present.ts'
import { noQuery, outletsQuery, sourceParams } from './queries.ts'

const tag = 'Catalogue'

/** What there is to ask for: sources with their state, topics, outlets. */
export function addCatalogueOperations(api: OpenAPIHono, parts: ApiParts): void {
  const { store, settings } = parts
  const baseOf = (host: string | undefined) => baseUrl(settings.publicUrl, host)

  addOperation(
    api,
    {
      path: '/sources',
      id: 'listSources',
      summary: 'The configured publishers and their state',
      tag,
      query: noQuery,
      answer: sourcesSchema,
    },
    async ({ c }) => {
      const base = baseOf(c.req.header('host'))
      return { sources: (await store.listSources()).map(state => presentSource(state, base)) }
    },
  )

  addOperation(
    api,
    {
      path: '/sources/{id}',
      id: 'getSource',
      summary: 'One publisher and its state',
      tag,
      params: sourceParams,
      query: noQuery,
      answer: sourceSchema,
    },
    async ({ params, c }) => {
      const state = await store.findSource(params.id)
      if (!state) throw notFound('there is no such source')
      return presentSource(state, baseOf(c.req.header('host')))
    },
  )

  addOperation(
    api,
    {
      path: '/topics',
      id: 'listTopics',
      summary: 'The topics, with how many stories each has',
      tag,
      query: noQuery,
      answer: topicsSchema,
    },
    async ({ c }) => {
      const base = baseOf(c.req.header('host'))
      const counts = new Map(
        (await store.countBy('topic', {})).map(({ name, stories }) => [name, stories]),
      )
      const topics = parts.config().topics?.topics ?? []
      return {
        topics: topics.map(({ id, name, nameEn, tier }) => ({
          id,
          name,
          nameEn,
          tier,
          stories: counts.get(id) ?? 0,
          feed: `${base}/topics/${encodeURIComponent(id)}/feed.json`,
        })),
      }
    },
  )

  addOperation(
    api,
    {
      path: '/outlets',
      id: 'listOutlets',
      summary: 'The publications that stories originate from, the most productive first',
      tag,
      query: outletsQuery,
      answer: outletsSchema,
    },
    async ({ query, c }) => {
      const base = baseOf(c.req.header('host'))
      const counts = (await store.countBy('outlet', {})).slice(0, query.limit ?? 100)
      return {
        outlets: counts.map(({ name, stories, newest }) => ({
          name,
          stories,
          newest: rfc3339(newest),
          feed: `${base}/outlets/${encodeURIComponent(name)}/feed.json`,
        })),
      }
    },
  )
}
