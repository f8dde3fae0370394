import * as z from 'zod'
import { address, instant, linkSchema, publishedSchema, storyId } from './values.ts'

const figuresSchema = z.record(z.string(), z.union([z.number(), z.boolean()]))

const explanationSchema = z
  .object({
    verdict: z.string(),
    relevance: z.object({
      tier: z.enum(['relevant', 'adjacent', 'off']),
      score: z.number(),
      topics: z.array(z.string()),
      mode: z.enum(['general', 'dedicated', 'all']),
      roundup: z.boolean(),
      terms: z.array(
        z.object({
          term: z.string(),
          topic: z.string(),
          where: z.enum(['title', 'lead', 'body', 'keywords']),
          effect: z.enum(['decides', 'supports', 'demoted']),
          words: z.string(),
        }),
      ),
      series: z
        .object({
          template: z.string(),
          own: z.enum(['relevant', 'adjacent', 'off']),
          issues: z.int(),
          relevant: z.int(),
        })
        .optional()
        .meta({
          description:
            'Of an issue of a series: what the titles have in common, the tier by what is found in this issue alone, and how many of the other issues are about the subject.',
        }),
    }),
    near: z.array(
      z.object({
        articleId: z.string(),
        title: z.string(),
        url: address,
        storyId: storyId.nullable(),
        sameStory: z.boolean(),
        rule: z.string().nullable(),
        figures: figuresSchema,
        vetoes: z.array(z.string()),
        shared: z.array(z.string()),
      }),
    ),
  })
  .meta({
    id: 'Explanation',
    description: 'Why an article is (not) in the feed, and beside what it stands.',
  })

export const articleSchema = z
  .object({
    explanation: explanationSchema.optional(),
    id: z.string(),
    url: address,
    sourceId: z.string(),
    storyId: storyId.nullable(),
    revision: z.int(),
    fetchedAt: instant,
    firstFetchedAt: instant,
    gone: z.boolean(),
    title: z.string(),
    kicker: z.string().nullable(),
    subtitle: z.string().nullable(),
    published: publishedSchema.nullable(),
    modified: publishedSchema.nullable(),
    byline: z.array(z.string()),
    editors: z.array(z.string()),
    outlet: z.object({ printed: z.string(), name: z.string() }).nullable(),
    language: z.string().nullable(),
    summary: z.string().nullable(),
    isSummaryOnly: z.literal(true).optional().meta({
      description: 'The page brings its text with a script: only what its metas say is known.',
    }),
    keywords: z.array(z.string()),
    tier: z.enum(['relevant', 'adjacent', 'off']).nullable(),
    topics: z.array(z.string()),
    html: z.string(),
    text: z.string(),
    images: z.array(
      z.object({ url: address, alt: z.string().nullable(), caption: z.string().nullable() }),
    ),
    previous: linkSchema.nullable(),
    next: linkSchema.nullable(),
    related: z
      .array(
        z.object({
          heading: z.string().nullable(),
          kind: z.enum(['index', 'related', 'latest', 'hot']),
          links: z.array(linkSchema),
        }),
      )
      .meta({ description: 'The dated link lists that the page prints.' }),
  })
  .meta({ id: 'Article', description: 'What was read from one page.' })

const articleHeadSchema = articleSchema
  .omit({ html: true, text: true, related: true, previous: true, next: true, images: true })
  .meta({ id: 'ArticleHead' })

export const articlesSchema = z
  .object({ articles: z.array(articleHeadSchema), next: z.string().nullable() })
  .meta({ id: 'Articles' })

export const revisionSchema = z
  .object({
    revision: z.int(),
    at: instant,
    kind: z.enum(['text', 'gone', 'back']),
    title: z.string().nullable(),
    text: z.string().nullable(),
  })
  .meta({ id: 'Revision', description: 'What an article said from a time on.' })

export type ApiArticle = z.infer<typeof articleSchema>
export type ApiArticles = z.infer<typeof articlesSchema>
export type ApiRevision = z.infer<typeof revisionSchema>
