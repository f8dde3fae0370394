import type { OpenAPIHono } from '@hono/zod-openapi'
import * as z from 'zod'
import { cleanText, cleanTitle } from '../../feeds/clean-text.ts'
import { rfc3339 } from '../../feeds/feed-dates.ts'
import { articleSchema, articlesSchema, revisionSchema } from '../../model/api/articles.ts'
import type { StoredArticle } from '../../model/stored-article.ts'
import { explainArticle } from '../../store/explain-article.ts'
import { urlKey } from '../../text/url-key.ts'
import { readInstant } from '../feeds/feed-params.ts'
import { notFound, Problem } from '../http/problem.ts'
import { tableOf } from '../topic-tables.ts'
import { type ApiParts, readArticleId } from './api-parts.ts'
import { addOperation } from './operation.ts'
import { linkedAddresses, presentArticle, presentArticleHead } from './present.ts'
import { articleParams, articleQuery, articlesQuery, noQuery } from './queries.ts'
import { requireScope } from './require-scope.ts'

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
      query: articleQuery,
      answer: articleSchema,
    },
    async ({ params, query, c }) => {
      const isExplained = query.explain === 'true'
      if (isExplained) requireScope(c, 'explain')
      const stored = await parts.store.findArticle(readArticleId(params.id))
      if (!stored) throw notFound('there is no such article')
      const told = presentArticle(stored, await findReadLinks(parts, stored))
      return isExplained ? { ...told, explanation: await explain(parts, stored) } : told
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
async function findReadLinks(
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

/** What an operator is told; pages may say what no reader of an API should be handed, so the titles are cleaned. */
async function explain({ store, config }: ApiParts, stored: StoredArticle) {
  const { topics } = config()
  if (!topics) throw new Problem(503, 'Service Unavailable', 'the topics cannot be read now')
  const { verdict, relevance, near } = await explainArticle(
    { store, topicTable: tableOf(topics) },
    stored,
  )
  const cleaned = near.map(({ title, shared, ...other }) => ({
    ...other,
    title: cleanTitle(title),
    shared: shared.map(cleanText),
  }))
  return { verdict, relevance, near: cleaned }
}
