import * as z from 'zod'

/** An instant, RFC 3339 in UTC: `2026-03-01T08:00:00Z`. */
export const instant = z.iso.datetime({ offset: true }).meta({ examples: ['2026-03-01T08:00:00Z'] })

export const address = z.string().meta({ format: 'uri', description: 'Absolute, http or https.' })

export const storyId = z
  .string()
  .meta({ description: 'Frozen when the story was first published; the id of its feed items.' })

export const publishedSchema = z
  .discriminatedUnion('precision', [
    z.object({
      precision: z.literal('minute'),
      at: instant,
      zone: z.string(),
      evidence: z.string(),
    }),
    z.object({
      precision: z.literal('day'),
      day: z.iso.date(),
      zone: z.string(),
      evidence: z.string(),
    }),
  ])
  .meta({
    id: 'Published',
    description:
      'When the publisher says it came out: an instant, or a calendar day in `zone`. Read from the page, never guessed; null where no page says so.',
  })

export const problemSchema = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    detail: z.string().optional(),
  })
  .meta({ id: 'Problem', description: 'An error as RFC 9457 has it.' })

export const linkSchema = z
  .object({
    title: z.string(),
    url: address,
    published: publishedSchema.nullable(),
    articleId: z.string().nullable().meta({ description: 'The article, where it was read.' }),
  })
  .meta({ id: 'Link', description: 'A link as a page prints it, with its date.' })

export type ApiProblem = z.infer<typeof problemSchema>
export type ApiLink = z.infer<typeof linkSchema>
