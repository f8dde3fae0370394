import type { Context, Hono } from 'hono'
import { answerDocument, type Document, makeDocument } from '../http/document.ts'
import { openPlaces } from '../http/places.ts'
import { requestHeaders } from '../http/request-headers.ts'
import { renderApiPage } from '../pages/api-page.ts'
import type { PageDesk } from '../pages/page-routes.ts'
import type { ChangeWatch } from '../push/change-watch.ts'
import { version } from '../version.ts'
import type { ApiParts } from './api-parts.ts'
import { addDigestOperations } from './digests.ts'
import { addEventRoute } from './events.ts'
import { addExportRoutes } from './export.ts'
import { type GateDoors, openGate } from './gate.ts'
import { addIncidentOperations } from './incidents.ts'
import { addKeyOperations } from './keys.ts'
import { openApi } from './operation.ts'
import { addPolitenessOperations } from './politeness.ts'
import { addReadOperations } from './read-operations.ts'
import { addSeriesEventRoute } from './series-changes.ts'
import { addWebhookOperations } from './webhooks.ts'

const ROOT = '/api/v1'

/** Streams that are open at one time, in all and for one address. */
const MOST_LISTENERS = { all: 1000, each: 20 }
const MOST_EXPORTS = { all: 4, each: 2 }

const info = {
  title: 'Carbonwire',
  version,
  description:
    'Stories of carbon neutrality with their copies, the articles they were read from, and every change since. Dates are told as publishers give them: an instant, a calendar day, or null. Whoever follows `/changes` misses nothing.',
  license: { name: 'MIT', identifier: 'MIT' },
}

const tags = [
  { name: 'Stories', description: 'Pieces of news, each with its copies.' },
  { name: 'Articles', description: 'What was read from pages, and what it said before.' },
  {
    name: 'Changes',
    description: 'Everything that happened to stories, for whoever keeps a copy.',
  },
  { name: 'Search', description: 'Stories by words, and the days of the archive.' },
  { name: 'Catalogue', description: 'Sources, topics and outlets, with their counts and state.' },
  { name: 'Digests', description: 'What mattered in a day or a week, in one issue.' },
  { name: 'Series', description: 'The figures that bulletins on carbon markets print.' },
  { name: 'Export', description: 'Everything there is, a line each.' },
  { name: 'Webhooks', description: 'Being told of changes, with an API key.' },
  { name: 'Keys', description: 'API keys, for whoever may manage them.' },
  { name: 'Operating', description: 'How sources are and what broke, for operators.' },
]

export type ApiDoors = GateDoors & {
  watch: ChangeWatch
  watchSeries: ChangeWatch
  pages: PageDesk
}

/** The JSON API, its OpenAPI 3.1 document, and the page that shows it. */
export function addApiRoutes(app: Hono, parts: ApiParts, doors: ApiDoors): void {
  const api = openApi()
  addReadOperations(api, parts)
  addDigestOperations(api, parts)
  addPolitenessOperations(api, parts)
  const listeners = openPlaces(MOST_LISTENERS)
  addEventRoute(api, parts, doors.watch, listeners, doors.callerOf)
  addSeriesEventRoute(api, parts, doors.watchSeries, listeners, doors.callerOf)
  addExportRoutes(api, parts, openPlaces(MOST_EXPORTS), doors.callerOf)
  addWebhookOperations(api, parts)
  addKeyOperations(api, parts)
  addIncidentOperations(api, parts)
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
      tags,
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

  app.use(`${ROOT}/*`, openGate(parts, doors))
  app.get(`${ROOT}/openapi.json`, openApiDocument)
  app.get('/openapi.json', openApiDocument)
  app.get('/api', c => doors.pages.answer(c, head => renderApiPage(head, specification())))
  app.route(ROOT, api)
}
