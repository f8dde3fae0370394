import type { OpenAPIHono } from '@hono/zod-openapi'
import { politenessSchema } from '../../model/api/catalogue.ts'
import { badRequest } from '../http/problem.ts'
import { daysAgo } from '../probes/politeness-routes.ts'
import type { ApiParts } from './api-parts.ts'
import { addOperation } from './operation.ts'
import { politenessQuery } from './queries.ts'

const USUAL_DAYS = 7
const USUAL_ROWS = 500

/** What the crawler did to hosts. */
export function addPolitenessOperations(api: OpenAPIHono, { store, now }: ApiParts): void {
  addOperation(
    api,
    {
      path: '/politeness',
      id: 'listPoliteness',
      summary: 'What the crawler did to each host, by day (UTC)',
      description:
        'Requests, gaps that were promised and measured, answers 304, addresses that robots.txt kept back, and times that a host was left alone because it asked for it. The latest days first, kept for a month.',
      tag: 'Catalogue',
      query: politenessQuery,
      answer: politenessSchema,
    },
    async ({ query: { host, days = USUAL_DAYS, limit = USUAL_ROWS } }) => {
      const named = host?.trim().toLowerCase()
      if (named && !/^[^\s/]{1,260}$/.test(named))
        throw badRequest('query host: expected a host, with its port unless that is 443')
      return {
        days: await store.readPoliteness({
          since: daysAgo(now(), days - 1),
          ...(named && { host: /:\d+$/.test(named) ? named : `${named}:443` }),
          limit,
        }),
      }
    },
  )
}
