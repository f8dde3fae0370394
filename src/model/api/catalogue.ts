import * as z from 'zod'
import { address, instant, storyId } from './values.ts'

export const sourceSchema = z
  .object({
    id: z.string(),
    name: z.string(),
    nameEn: z.string().nullable(),
    language: z.string(),
    zone: z.string(),
    active: z.boolean(),
    verified: z.boolean(),
    verifiedOn: z.iso.date().nullable(),
    lastRoundAt: instant.nullable(),
    nextRoundAt: instant.nullable(),
    lastOutcome: z.object({ kind: z.string(), reason: z.string().optional() }).nullable(),
    articles: z.int(),
    openLinks: z.int(),
    outcomes: z.record(z.string(), z.int()),
    alarms: z.array(
      z.object({ kind: z.string(), where: z.string(), message: z.string(), since: instant }),
    ),
    feed: address,
  })
  .meta({ id: 'Source', description: 'A configured publisher and its state.' })

export const sourcesSchema = z.object({ sources: z.array(sourceSchema) }).meta({ id: 'Sources' })

export const politenessSchema = z
  .object({
    days: z.array(
      z.object({
        host: z.string().meta({ description: 'Name and port.' }),
        day: z.string(),
        requests: z.int(),
        robotsRequests: z.int(),
        conditional: z.int(),
        unchanged: z.int().meta({ description: 'Answers 304.' }),
        bytes: z.int(),
        forbidden: z.int().meta({ description: 'Addresses that robots.txt forbids.' }),
        unreachable: z
          .int()
          .meta({ description: 'Addresses left alone while robots.txt cannot be read.' }),
        gaps: z.int().meta({ description: 'Gaps that were measured, each within one process.' }),
        shortGaps: z.int().meta({ description: 'Of these, the ones shorter than promised.' }),
        retryAfters: z.int(),
        overloads: z.int(),
        early: z.int().meta({ description: 'Requests sent while the host was to be left alone.' }),
        gapMs: z.int(),
        shortestMs: z.int().nullable(),
      }),
    ),
  })
  .meta({ id: 'Politeness' })

export const topicSchema = z
  .object({
    id: z.string(),
    name: z.string(),
    nameEn: z.string(),
    tier: z.enum(['core', 'energy', 'sector']),
    stories: z.int(),
    feed: address,
  })
  .meta({ id: 'Topic' })

export const topicsSchema = z.object({ topics: z.array(topicSchema) }).meta({ id: 'Topics' })

const outletSchema = z
  .object({ name: z.string(), stories: z.int(), newest: instant, feed: address })
  .meta({ id: 'Outlet', description: 'A publication that stories originate from.' })

export const outletsSchema = z.object({ outlets: z.array(outletSchema) }).meta({ id: 'Outlets' })

export const digestListSchema = z
  .object({
    digests: z.array(
      z.object({
        id: z.string(),
        title: z.string(),
        titleEn: z.string().nullable(),
        every: z.enum(['day', 'week']),
        on: z.string().nullable().meta({ description: 'The weekday of a weekly one.' }),
        at: z.string().meta({ description: 'The hour in `zone`.' }),
        zone: z.string(),
        language: z.enum(['zh', 'en']),
        feed: address,
      }),
    ),
  })
  .meta({ id: 'Digests' })

export const digestIssuesSchema = z
  .object({
    issues: z.array(
      z.object({
        title: z.string(),
        url: address,
        since: instant,
        until: instant,
        total: z.int().meta({ description: 'All stories of the time, those not told too.' }),
        stories: z.array(
          z.object({
            storyId,
            title: z.string(),
            url: address,
            from: z.string(),
            date: z.string().nullable().meta({
              description:
                'As the publisher gives it: `03-02`, or `03-02 09:00` in the zone of the digest.',
            }),
            reports: z.int().meta({ description: 'How many carry it.' }),
            summary: z.string(),
          }),
        ),
      }),
    ),
  })
  .meta({ id: 'DigestIssues' })

export type ApiSource = z.infer<typeof sourceSchema>
export type ApiTopic = z.infer<typeof topicSchema>
export type ApiOutlet = z.infer<typeof outletSchema>
