import * as z from 'zod'
import type { ApiStory } from '../../model/api/stories.ts'

export const publishedAnswer = z
  .looseObject({
    precision: z.string().describe('minute: `at` is an instant; day: `day` is a calendar day'),
    at: z.string().optional(),
    day: z.string().optional(),
    zone: z.string(),
    evidence: z.string(),
  })
  .nullable()
  .describe('When the publisher says it came out; null where no page says so')

export const briefAnswer = z.looseObject({
  id: z.string().describe('For get_story'),
  title: z.string(),
  url: z.string().describe("The address of the lead report at its publisher's"),
  published: publishedAnswer,
  firstSeen: z.string().describe('When this wire first had it'),
  source: z.string(),
  outlet: z.string().nullable(),
  language: z.string().nullable(),
  topics: z.array(z.string()),
  reports: z.int().describe('How many publishers carry it, the lead included'),
})

/** A story in the few fields that a list needs. */
export function brief(story: ApiStory) {
  const { id, title, url, published, firstSeen, source, outlet, language, topics, copies } = story
  return {
    id,
    title,
    url,
    published,
    firstSeen,
    source: source.name,
    outlet: outlet?.name ?? null,
    language,
    topics,
    reports: copies.length + 1,
    ...(story.gone && { gone: true }),
  }
}
