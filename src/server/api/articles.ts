import type { OpenAPIHono } from '@hono/zod-openapi'
import * as z from 'zod'
import { cleanText, cleanTitle } from '../../feeds/clean-text.ts'
import { rfc3339 } from '../../feeds/feed-dates.ts'
import { articleSchema, articlesSchema, revisionSchema } from '../../model/api.ts'
import type { StoredArticle } from '../../store/store.ts'
import { urlKey } from '../../text/url-key.ts'
import { readInstant } from '../feed-params.ts'
import { notFound } from '../problem.ts'
import { type ApiParts, readArticleId } from './api-parts.ts'
import { addOperation } from './operation.ts'
import { linkedAddresses, presentArticle, presentArticleHead } from './present.ts'
import { articleParams, articlesQuery, noQuery } from './queries.ts'

const tag = 'Articles'

/** Articles: what was read from pages, with the lists that the pages print, and what they said before. */
export function addArticleOperations(api: OpenAPIHono, parts: ApiParts): void {
  addOperation(
    api,
    {
      path: '/articles',
      id: 'listArticles',
      summary: 'Articles, the last fetched first',
      tag,
      query: articlesQuery,
      answer: articlesSchema,
    },
    async ({ query }) => {
      const { articles, next } = await parts.store.listArticles(
        {
          ...(query.source && { source: query.source.split(',') }),
          ...(query.outlet && { outlet: query.outlet.split(',') }),
          ...(query.lang && { language: query.lang.split(',') }),
          ...(query.since && { since: readInstant('since', query.since) }),
          ...(query.until && { until: readInstant('until', query.until) }),
        },
        query.limit ?? 50,
        query.after,
      )
      return { articles: articles.map(presentArticleHead), next }
    },
  )

  addOperation(
    api,
    {
      path: '/articles/{id}',
      id: 'getArticle',
      summary: 'An article with the links that its page prints',
      tag,
      params: articleParams,
      query: noQuery,
      answer: articleSchema,
    },
    async ({ params }) => {
      const stored = await parts.store.findArticle(readArticleId(params.id))
      if (!stored) throw notFound('there is no such article')
      return presentArticle(stored, await findReadLinks(parts, stored))
    },
  )

  addOperation(
    api,
    {
      path: '/articles/{id}/revisions',
      id: 'listRevisions',
      summary: 'What an article said before, the oldest first',
      tag,
      params: articleParams,
      query: noQuery,
      answer: z.object({ revisions: z.array(revisionSchema) }),
    },
    async ({ params }) => {
      const id = readArticleId(params.id)
      const revisions = await parts.store.revisions(id)
      if (revisions.length === 0) throw notFound('there is no such article')
      return {
        revisions: revisions.map(({ revision, kind, at, article }) => ({
          revision,
          kind,
          at: rfc3339(at),
          title: article && cleanTitle(article.title),
          text: article && cleanText(article.text),
        })),
      }
    },
  )
}

/** By address as printed: the articles among the links of a page. */
export async function findReadLinks(
  { store, config }: Pick<ApiParts, 'store' | 'config'>,
  { article }: Pick<StoredArticle, 'article'>,
): Promise<Map<string, string>> {
  const { twins } = config()
  const keys = new Map<string, string>()
  for (const url of linkedAddresses(article)) {
    const key = urlKey(url, { twins })
    if (key) keys.set(url, key)
  }
  const known = await store.findAddresses([...new Set(keys.values())])
  return new Map(
    [...keys].flatMap(([url, key]) => {
      const id = known.get(key)?.articleId
      return id ? [[url, id] as const] : []
    }),
  )
}
