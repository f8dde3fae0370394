import * as z from 'zod'
import { healthStates, incidentKinds } from '../health.ts'

const instant = z.iso.datetime({ offset: true })
const pageId = z.string().nullable()

export const incidentSchema = z
  .object({
    id: z.string(),
    sourceId: z.string().nullable().meta({ description: 'Null: the whole machine.' }),
    kind: z.enum(incidentKinds),
    reason: z.string(),
    where: z.string().nullable(),
    pageId: pageId.meta({ description: 'The page as fetched.' }),
    goodPageId: pageId.meta({ description: 'The last good one.' }),
    before: z.string().nullable(),
    now: z.string().nullable(),
    openedAt: instant,
    lastSeenAt: instant,
    endedAt: instant.nullable(),
    acknowledgedAt: instant.nullable(),
    acknowledgedBy: z.string().nullable(),
  })
  .meta({ id: 'Incident' })

export const incidentsSchema = z
  .object({ incidents: z.array(incidentSchema) })
  .meta({ id: 'Incidents' })

export const sourcesHealthSchema = z
  .object({
    sources: z.array(
      z.object({
        id: z.string(),
        state: z.enum(healthStates).nullable(),
        reason: z.string().nullable(),
        since: instant.nullable(),
        lastRoundAt: instant.nullable(),
        nextRoundAt: instant.nullable(),
        plan: z.string().nullable(),
      }),
    ),
  })
  .meta({ id: 'SourcesHealth' })
