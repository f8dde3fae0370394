import * as z from 'zod'
import { address, instant, publishedSchema, storyId } from './values.ts'

export const storySchema = z
  .object({
    id: storyId,
    sequence: z.int().meta({ description: 'The change that last touched it.' }),
    firstSequence: z
      .int()
      .meta({ description: 'The change that first published it: its fixed place in every list.' }),
    title: z.string(),
    url: address,
    published: publishedSchema.nullable(),
    firstSeen: instant,
    modified: instant,
    byline: z.array(z.string()),
    outlet: z
      .object({ name: z.string(), url: address.nullable() })
      .nullable()
      .meta({ description: 'The publication that the lead article originates from.' }),
    source: z
      .object({ id: z.string(), name: z.string(), url: address.nullable() })
      .meta({ description: 'The configured publisher that carries the lead article.' }),
    language: z.string().nullable(),
    summary: z.string(),
    isSummaryOnly: z.literal(true).optional().meta({
      description: 'The page brings its text with a script: only what its metas say is known.',
    }),
    html: z
      .string()
      .optional()
      .meta({ description: 'Sanitised, with absolute addresses. Only with `content=full`.' }),
    text: z.string().optional().meta({ description: 'Plain text. Only with `content=full`.' }),
    images: z.array(
      z.object({
        url: address,
        alt: z.string().nullable(),
        width: z.int().nullable(),
        height: z.int().nullable(),
      }),
    ),
    tier: z.enum(['relevant', 'adjacent', 'off']),
    topics: z.array(z.string()),
    copies: z
      .array(z.object({ name: z.string(), title: z.string(), url: address }))
      .meta({ description: 'Other reports of the same news, without the lead.' }),
    related: z.array(storyId).meta({ description: 'Other stories about the same event.' }),
    gone: z.boolean().meta({ description: 'The publisher has taken the lead page down.' }),
  })
  .meta({ id: 'Story', description: 'One piece of news with its copies.' })

export const storiesSchema = z
  .object({
    stories: z.array(storySchema),
    next: z
      .int()
      .nullable()
      .meta({ description: '`before` of the next page, or null at the end.' }),
    sequence: z.int().meta({ description: 'The number of the last change when this was read.' }),
  })
  .meta({ id: 'Stories' })

const memberSchema = z
  .object({
    articleId: z.string(),
    title: z.string(),
    url: address,
    sourceId: z.string(),
    outlet: z.string().nullable(),
    published: publishedSchema.nullable(),
    gone: z.boolean(),
    place: z
      .enum(['starts', 'copies'])
      .meta({ description: 'The first that was seen here starts the story.' }),
    isFirst: z
      .boolean()
      .meta({ description: 'It bears the earliest date of the story that is believed.' }),
    isLead: z.boolean(),
    rule: z.string().nullable().meta({ description: 'What it was put with the others by.' }),
    figures: z.record(z.string(), z.union([z.number(), z.boolean()])).nullable(),
  })
  .meta({ id: 'Member', description: 'An article of a story.' })

export const storyViewSchema = z
  .object({
    story: storySchema,
    members: z.array(memberSchema),
    related: z.array(z.object({ id: storyId, title: z.string(), url: address })),
  })
  .meta({
    id: 'StoryView',
    description: 'A story with its articles, and other stories about the same event.',
  })

const changeKinds = ['added', 'updated', 'merged', 'split', 'removed'] as const

export const changeSchema = z
  .object({
    sequence: z.int(),
    at: instant,
    kind: z.enum(changeKinds),
    storyId,
    into: storyId
      .nullable()
      .meta({ description: 'Merged: the story it became part of. Split: the one that left it.' }),
    story: storySchema
      .nullable()
      .meta({ description: 'As it is now; null when it was merged or removed since.' }),
  })
  .meta({ id: 'Change' })

export const changesSchema = z
  .object({
    changes: z.array(changeSchema),
    next: z.int().meta({ description: '`after` of the next request.' }),
    more: z.boolean().meta({ description: 'Whether there are later changes now.' }),
    epoch: z
      .string()
      .meta({ description: 'The identity of the change log; a restore changes it.' }),
  })
  .meta({ id: 'Changes' })

/** A part of a text; `found` where it is what was searched for. */
const highlightSchema = z
  .array(z.object({ text: z.string(), found: z.boolean() }))
  .meta({ id: 'Highlight' })

const nothingSchema = z
  .object({
    words: z.array(z.string()),
    phrases: z.array(z.string()),
    excluded: z.array(z.string()),
    widen: z
      .array(
        z.object({
          by: z.string().meta({
            description:
              'What is left out (topic, source, outlet, language, time, filters, excluded, phrase), or how it is asked: apart, adjacent, word.',
          }),
          word: z.string().nullable().meta({ description: 'The one that is asked for alone.' }),
          search: z.string().meta({ description: 'The parameters of that question.' }),
          total: z.int(),
          atLeast: z.boolean(),
        }),
      )
      .meta({ description: 'Wider questions that find something, the nearest first.' }),
  })
  .meta({
    id: 'NothingFound',
    description:
      'What was looked up, as texts are compared (simplified characters, small letters: both scripts are found), and what would find something.',
  })

export const hitsSchema = z
  .object({
    hits: z.array(
      z.object({ story: storySchema, title: highlightSchema, snippet: highlightSchema }),
    ),
    total: z.int(),
    atLeast: z.boolean().meta({ description: 'There are more than `total`; nobody counted them.' }),
    next: z.int().nullable().meta({ description: '`offset` of the next page, or null.' }),
    nothing: nothingSchema.nullable().meta({ description: 'Null where something was found.' }),
  })
  .meta({ id: 'Hits' })

export const daysSchema = z
  .object({
    days: z.array(
      z.object({
        day: z.iso.date(),
        stories: z.int(),
        topics: z.record(z.string(), z.int()),
      }),
    ),
  })
  .meta({ id: 'Days', description: 'Stories a day, in all and by topic.' })

export type ApiStory = z.infer<typeof storySchema>
export type ApiStories = z.infer<typeof storiesSchema>
export type ApiStoryView = z.infer<typeof storyViewSchema>
export type ApiChange = z.infer<typeof changeSchema>
export type ApiChanges = z.infer<typeof changesSchema>
export type ApiHits = z.infer<typeof hitsSchema>
export type ApiDays = z.infer<typeof daysSchema>
