import type { Context, Hono, Next } from 'hono'
import type { ChangeWatch } from '../change-watch.ts'
import { answerDocument, type Document, makeDocument } from '../document.ts'
import type { PageDesk } from '../page-routes.ts'
import { renderApiPage } from '../pages/api-page.ts'
import { openPlaces } from '../places.ts'
import { Problem } from '../problem.ts'
import type { RateLimit, RateLimits } from '../rate-limit.ts'
import { requestHeaders } from '../request-headers.ts'
import type { ApiParts } from './api-parts.ts'
import { addArticleOperations } from './articles.ts'
import { addCatalogueOperations } from './catalogue.ts'
import { addChangeOperations } from './changes.ts'
import { addEventRoute } from './events.ts'
import { addExportRoutes } from './export.ts'
import { addKeyOperations } from './keys.ts'
import { openApi } from './operation.ts'
import { readKey } from './require-scope.ts'
import { addSearchOperations } from './search.ts'
import { addSeriesOperations } from './series.ts'
import { addStoryOperations } from './stories.ts'
import { addWebhookOperations } from './webhooks.ts'

const ROOT = '/api/v1'

/** Streams that are open at one time, in all and for one address. */
const MOST_LISTENERS = { all: 1000, each: 20 }
const MOST_EXPORTS = { all: 4, each: 2 }

const info = {
  title: 'Carbonwire',
  version: '1.0.0',
  description:
    'Stories of carbon neutrality with their copies, the articles they were read from, and every change since. Dates are told as publishers give them: an instant, a calendar day, or null. Whoever follows `/changes` misses nothing.',
  license: { name: 'MIT', identifier: 'MIT' },
}

export type ApiDoors = {
  watch: ChangeWatch
  limit: RateLimit
  limits: RateLimits
  callerOf: (c: Context) => string
  pages: PageDesk
}

/** The JSON API, its OpenAPI 3.1 document, and the page that shows it. */
export function addApiRoutes(app: Hono, parts: ApiParts, doors: ApiDoors): void {
  const api = openApi()
  addStoryOperations(api, parts)
  addArticleOperations(api, parts)
  addChangeOperations(api, parts)
  addSearchOperations(api, parts)
  addCatalogueOperations(api, parts)
  addSeriesOperations(api, parts)
  addEventRoute(api, parts, doors.watch, openPlaces(MOST_LISTENERS), doors.callerOf)
  addExportRoutes(api, parts, openPlaces(MOST_EXPORTS), doors.callerOf)
  addWebhookOperations(api, parts)
  addKeyOperations(api, parts)
  api.openAPIRegistry.registerComponent('securitySchemes', 'key', {
    type: 'http',
    scheme: 'bearer',
    description: 'An API key.',
  })

  const specification = () =>
    api.getOpenAPI31Document({
      openapi: '3.1.0',
      info,
      servers: [{ url: ROOT }],
      tags: [
        'Stories',
        'Articles',
        'Changes',
        'Search',
        'Catalogue',
        'Series',
        'Export',
        'Webhooks',
        'Keys',
      ].map(name => ({
        name,
      })),
    })
  let document: Document | null = null
  const openApiDocument = (c: Context) => {
    document ??= makeDocument(JSON.stringify(specification(), null, 1), {
      mediaType: 'application/json',
      modified: null,
      maxAge: 300,
      headers: { 'Access-Control-Allow-Origin': '*' },
    })
    return answerDocument(document, requestHeaders(c))
  }

  app.use(`${ROOT}/*`, async (c: Context, next: Next) => {
    if (c.req.method === 'OPTIONS') return answerPreflight()
    const caller = doors.callerOf(c)
    const wrong = `wrong ${caller}`
    // Whoever guesses is stopped before the store is asked.
    if (c.req.header('authorization') !== undefined)
      doors.limit.check(wrong, doors.limits.wrongKeys)
    const key = await readKey(parts, c).catch(error => {
      if (error instanceof Problem) doors.limit(wrong, doors.limits.wrongKeys)
      throw error
    })
    c.set('key', key)
    const headers = key
      ? doors.limit(`key ${key.id}`, key.perMinute ?? doors.limits.keyed)
      : doors.limit(caller, doors.limits.anonymous)
    await next()
    for (const [name, value] of Object.entries(headers)) c.res.headers.set(name, value)
  })
  app.get(`${ROOT}/openapi.json`, openApiDocument)
  app.get('/openapi.json', openApiDocument)
  app.get('/api', c => doors.pages.answer(c, head => renderApiPage(head, specification())))
  app.route(ROOT, api)
}

/** What a page of another site asks before it sends a key. */
function answerPreflight(): Response {
  return new Response(null, {
    status: 204,
    headers: {
      'Access-Control-Allow-Origin': '*',
      'Access-Control-Allow-Methods': 'GET, HEAD, POST, PATCH, DELETE',
      'Access-Control-Allow-Headers': 'Authorization, Content-Type, Last-Event-ID',
      'Access-Control-Max-Age': '86400',
    },
  })
}
