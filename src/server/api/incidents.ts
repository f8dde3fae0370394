import type { OpenAPIHono } from '@hono/zod-openapi'
import { rfc3339 } from '../../feeds/feed-dates.ts'
import { incidentSchema, incidentsSchema, sourcesHealthSchema } from '../../model/api/health.ts'
import type { Incident } from '../../model/health.ts'
import { notFound } from '../http/problem.ts'
import type { ApiParts } from './api-parts.ts'
import { noteAction } from './note-action.ts'
import { addOperation } from './operation.ts'
import { incidentsQuery, noQuery, sourceParams } from './queries.ts'
import { requireScope } from './require-scope.ts'

const at = (instant: Date | null) => instant && rfc3339(instant)

/** An incident as the API tells it. */
const presentIncident = ({ measure: _, ...incident }: Incident) => ({
  ...incident,
  openedAt: rfc3339(incident.openedAt),
  lastSeenAt: rfc3339(incident.lastSeenAt),
  endedAt: at(incident.endedAt),
  acknowledgedAt: at(incident.acknowledgedAt),
})

/** How sources are and what broke, for operators: with a key that has the scope `operate`, never in a public feed. */
export function addIncidentOperations(api: OpenAPIHono, parts: ApiParts): void {
  const { store } = parts
  const scope = 'operate'
  const tag = 'Operating'

  addOperation(
    api,
    {
      ...{
        path: '/health',
        id: 'listHealth',
        summary: 'The state of every source, and why',
        tag,
        scope,
      },
      ...{ query: noQuery, answer: sourcesHealthSchema },
    },
    async () => ({
      sources: (await store.listSources())
        .filter(({ active }) => active)
        .map(({ source, health, plan, lastRoundAt, nextRoundAt }) => ({
          id: source.id,
          state: source.enabled ? (health?.state ?? null) : ('paused' as const),
          reason: health?.reason ?? null,
          since: at(health?.since ?? null),
          ...{
            lastRoundAt: at(lastRoundAt),
            nextRoundAt: at(nextRoundAt),
            plan: plan?.reason ?? null,
          },
        })),
    }),
  )
  addOperation(
    api,
    {
      ...{
        path: '/incidents',
        id: 'listIncidents',
        summary: 'What broke, the open ones first',
        tag,
        scope,
      },
      ...{ query: incidentsQuery, answer: incidentsSchema },
    },
    async ({ query }) => ({
      incidents: (
        await store.listIncidents({
          ...(query.source !== undefined && { sourceId: query.source }),
          ...(query.open !== undefined && { open: query.open }),
        })
      ).map(presentIncident),
    }),
  )
  addOperation(
    api,
    {
      ...{ method: 'post', path: '/incidents/{id}/acknowledge', id: 'acknowledgeIncident' },
      ...{
        summary: 'Take an incident up',
        tag,
        scope,
        params: sourceParams,
        answer: incidentSchema,
      },
    },
    async ({ params, c }) => {
      const { name } = requireScope(c, scope)
      const found = await store.acknowledgeIncident(params.id, name, parts.now())
      if (!found) throw notFound('there is no such incident')
      await noteAction(parts, c, scope, { action: 'acknowledgeIncident', subject: params.id })
      return presentIncident(found)
    },
  )
}
