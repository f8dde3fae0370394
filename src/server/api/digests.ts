import type { OpenAPIHono } from '@hono/zod-openapi'
import * as z from 'zod'
import { rfc3339 } from '../../feeds/feed-dates.ts'
import { digestIssuesSchema, digestListSchema } from '../../model/api/catalogue.ts'
import type { Digest, DigestIssue } from '../../model/digest.ts'
import { issueName } from '../../text/issue-name.ts'
import { baseUrl } from '../http/base-url.ts'
import { notFound } from '../http/problem.ts'
import type { ApiParts } from './api-parts.ts'
import { addOperation } from './operation.ts'
import { limitQuery, noQuery } from './queries.ts'

const tag = 'Digests'
const ISSUES = 10

/** Digests and their issues, as they went out. */
export function addDigestOperations(api: OpenAPIHono, parts: ApiParts): void {
  const { store, settings, config } = parts
  addOperation(
    api,
    {
      path: '/digests',
      id: 'listDigests',
      summary: 'The digests, and when each comes',
      tag,
      query: noQuery,
      answer: digestListSchema,
    },
    async ({ c }) => {
      const base = baseUrl(settings.publicUrl, c.req.header('host'))
      return { digests: config().digests.map(digest => presentDigest(digest, base)) }
    },
  )
  addOperation(
    api,
    {
      path: '/digests/{id}/issues',
      id: 'listDigestIssues',
      summary: 'The issues of a digest with their stories, the newest first',
      tag,
      params: z.object({ id: z.string().max(100) }),
      query: z.strictObject(limitQuery(30, ISSUES)),
      answer: digestIssuesSchema,
    },
    async ({ params, query, c }) => {
      const base = baseUrl(settings.publicUrl, c.req.header('host'))
      if (!config().digests.some(({ id }) => id === params.id))
        throw notFound('there is no such digest')
      const issues = await store.listDigestIssues(params.id, query.limit ?? ISSUES)
      return { issues: issues.map(issue => presentIssue(issue, base)) }
    },
  )
}

const presentDigest = (digest: Digest, base: string) => {
  const { id, title, titleEn, every, on, at, zone, language } = digest
  return {
    ...{ id, title, titleEn: titleEn ?? null, every, on: every === 'week' ? on : null, at },
    ...{ zone, language, feed: `${base}/digests/${id}/feed.json` },
  }
}

const presentIssue = ({ digestId, since, until, content }: DigestIssue, base: string) => ({
  title: content.title,
  url: `${base}/digests/${digestId}/${issueName(until)}`,
  since: rfc3339(since),
  until: rfc3339(until),
  total: content.total,
  stories: content.entries.map(({ storyId, title, url, from, date, reports, summary }) => ({
    ...{ storyId, title, url, from, date, reports, summary },
  })),
})
