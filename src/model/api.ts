import * as z from 'zod'

/** An instant, RFC 3339 in UTC: `2026-03-01T08:00:00Z`. */
const instant = z.iso.datetime({ offset: true }).meta({ examples: ['2026-03-01T08:00:00Z'] })
const address = z.string().meta({ format: 'uri', description: 'Absolute, http or https.' })
const storyId = z
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

const figuresSchema = z.record(z.string(), z.union([z.number(), z.boolean()]))

export const explanationSchema = z
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

export const articleHeadSchema = articleSchema
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

export const memberSchema = z
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

export const changeKinds = ['added', 'updated', 'merged', 'split', 'removed'] as const

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

export const outletSchema = z
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

/** A part of a text; `found` where it is what was searched for. */
export const highlightSchema = z
  .array(z.object({ text: z.string(), found: z.boolean() }))
  .meta({ id: 'Highlight' })

export const hitsSchema = z
  .object({
    hits: z.array(
      z.object({ story: storySchema, title: highlightSchema, snippet: highlightSchema }),
    ),
    total: z.int(),
    atLeast: z.boolean().meta({ description: 'There are more than `total`; nobody counted them.' }),
    next: z.int().nullable().meta({ description: '`offset` of the next page, or null.' }),
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
export type ApiArticle = z.infer<typeof articleSchema>
export type ApiArticles = z.infer<typeof articlesSchema>
export type ApiRevision = z.infer<typeof revisionSchema>
export type ApiChange = z.infer<typeof changeSchema>
export type ApiChanges = z.infer<typeof changesSchema>
export type ApiSource = z.infer<typeof sourceSchema>
export type ApiTopic = z.infer<typeof topicSchema>
export type ApiOutlet = z.infer<typeof outletSchema>
export type ApiHits = z.infer<typeof hitsSchema>
export type ApiDays = z.infer<typeof daysSchema>
export type ApiProblem = z.infer<typeof problemSchema>
export type ApiLink = z.infer<typeof linkSchema>

const names = z.array(z.string().min(1).max(100)).min(1).max(50)

/** Which stories a webhook is told of; all of it must hold, any value of a list will do. */
export const webhookFilterSchema = z
  .strictObject({
    topic: names.optional(),
    source: names.optional(),
    outlet: names.optional(),
    language: names.optional(),
    tier: z
      .array(z.enum(['relevant', 'adjacent']))
      .min(1)
      .optional(),
  })
  .meta({ id: 'WebhookFilter' })

/** A place in the change log, as the store can hold it. */
export const cursorSchema = z.int().min(0).max(999_999_999)

export const newWebhookSchema = z
  .strictObject({
    url: z.url({ protocol: /^https?$/, error: 'expected an http or https address' }).max(2000),
    filter: webhookFilterSchema.optional(),
    after: cursorSchema
      .optional()
      .meta({ description: 'Tell changes after this number; only new ones unless told.' }),
  })
  .meta({ id: 'NewWebhook' })

export const webhookSchema = z
  .object({
    id: z.string(),
    url: address,
    filter: webhookFilterSchema,
    state: z.enum(['pending', 'active', 'disabled']),
    reason: z.string().nullable().meta({ description: 'Why it is told nothing any more.' }),
    cursor: z.int().meta({ description: 'Changes up to this number were told.' }),
    attempts: z.int().meta({ description: 'Failed tries since the last one that worked.' }),
    failingSince: instant.nullable(),
    nextAttemptAt: instant.nullable(),
    lastDeliveredAt: instant.nullable(),
    createdAt: instant,
  })
  .meta({ id: 'Webhook' })

export const createdWebhookSchema = webhookSchema
  .extend({
    secret: z.string().meta({ description: 'What messages are signed with; shown only now.' }),
  })
  .meta({ id: 'CreatedWebhook' })

export const deliverySchema = z
  .object({
    sequence: z.int(),
    at: instant,
    ok: z.boolean(),
    status: z.int().nullable(),
    ms: z.int(),
    error: z.string().nullable(),
  })
  .meta({ id: 'Delivery', description: 'How one try to tell a webhook ended.' })

export const webhooksSchema = z
  .object({ webhooks: z.array(webhookSchema) })
  .meta({ id: 'Webhooks' })
export const deliveriesSchema = z
  .object({ deliveries: z.array(deliverySchema) })
  .meta({ id: 'Deliveries' })

/**
 * What a key may do: `webhooks` keeps hooks of its own, `keys` makes and revokes keys and sees every hook, `explain` asks why, `operate` does all that an
 * operator does, `alarms` reads the feed of incidents alone.
 */
export const scopes = ['webhooks', 'keys', 'explain', 'operate', 'alarms'] as const

export const newKeySchema = z
  .strictObject({
    name: z.string().trim().min(1).max(100),
    scopes: z.array(z.enum(scopes)).default([]),
    perMinute: z.int().min(1).max(1_000_000).optional(),
  })
  .meta({ id: 'NewKey' })

export const keySchema = z
  .object({
    id: z.string(),
    name: z.string(),
    scopes: z.array(z.string()),
    perMinute: z.int().nullable(),
    createdAt: instant,
    lastUsedAt: instant.nullable(),
    revokedAt: instant.nullable(),
  })
  .meta({ id: 'Key' })

export const createdKeySchema = keySchema
  .extend({ key: z.string().meta({ description: 'The key itself; shown only now.' }) })
  .meta({ id: 'CreatedKey' })

export const keysSchema = z.object({ keys: z.array(keySchema) }).meta({ id: 'Keys' })

export type ApiWebhook = z.infer<typeof webhookSchema>
export type ApiCreatedWebhook = z.infer<typeof createdWebhookSchema>
export type ApiNewWebhook = z.infer<typeof newWebhookSchema>
export type ApiDelivery = z.infer<typeof deliverySchema>
export type ApiKeyInfo = z.infer<typeof keySchema>
export type ApiCreatedKey = z.infer<typeof createdKeySchema>
