import * as z from 'zod'

export const list = (what: string) =>
  z
    .string()
    .optional()
    .meta({ description: `${what}; several parted by commas.` })
const whole = (most: number) =>
  z
    .string()
    .regex(/^[1-9][0-9]{0,8}$/, 'expected a whole number from 1')
    .transform(Number)
    .refine(value => value <= most, `expected 1 to ${most}`)
    .optional()
    .meta({ type: 'integer', minimum: 1, maximum: most })

const when = z
  .string()
  .optional()
  .meta({ description: 'A day (00:00 UTC) or an instant of RFC 3339, by first publication here.' })

/** What narrows a list of stories: the parameters of feeds. They are read by `readFeedParams`, which says what is wrong with them. */
export const filterQuery = {
  q: z
    .string()
    .optional()
    .meta({ description: 'Words to search for; "…" is a phrase, -word excludes.' }),
  topic: list('Topic ids'),
  source: list('Source ids'),
  outlet: list('Names of outlets'),
  lang: list('BCP 47 tags; zh stands for both scripts'),
  since: when,
  until: when,
  tier: z.enum(['relevant', 'adjacent']).optional().meta({ description: 'adjacent: both tiers.' }),
}

const contentQuery = {
  content: z
    .enum(['full', 'summary'])
    .default('summary')
    .meta({ description: 'full: with `html` and `text`.' }),
}

export const limitQuery = (most: number, usual: number) => ({
  limit: whole(most).meta({ description: `At most ${most}; ${usual} unless told.` }),
})

export const epochQuery = {
  epoch: z
    .string()
    .max(60)
    .optional()
    .meta({ description: '`epoch` of an earlier answer: 410 when the log is another one now.' }),
}

export const storiesQuery = z.strictObject({
  ...filterQuery,
  ...contentQuery,
  ...limitQuery(500, 50),
  before: whole(999_999_999).meta({ description: '`next` of the page before this one.' }),
})

export const storyParams = z.object({
  id: z.string().meta({ description: 'The id, with or without `urn:uuid:`.' }),
})

export const articleParams = z.object({ id: z.string() })

export const articleQuery = z.strictObject({
  explain: z
    .enum(['true', 'false'])
    .optional()
    .meta({ description: 'Why it is (not) in the feed. Needs a key with the scope `explain`.' }),
})

export const articlesQuery = z.strictObject({
  source: list('Source ids'),
  outlet: list('Names of outlets'),
  lang: list('BCP 47 tags; zh stands for both scripts'),
  since: when,
  until: when,
  ...limitQuery(200, 50),
  after: z.string().optional().meta({ description: '`next` of the page before this one.' }),
})

export const changesQuery = z.strictObject({
  after: z
    .string()
    .regex(/^[0-9]{1,9}$/, 'expected a sequence number, 0 to begin with')
    .default('0')
    .transform(Number)
    .meta({ type: 'integer', minimum: 0, default: 0, description: 'Changes after this number.' }),
  ...epochQuery,
  ...limitQuery(500, 100),
  ...contentQuery,
})

export const searchQuery = z.strictObject({
  ...filterQuery,
  q: z
    .string('expected words to search for, such as q=碳市场')
    .meta({ description: 'Words to search for; "…" is a phrase, -word excludes.' }),
  ...limitQuery(100, 20),
  offset: z
    .string()
    .regex(/^[0-9]{1,4}$/, 'expected 0 to 9999')
    .default('0')
    .transform(Number)
    .meta({
      type: 'integer',
      minimum: 0,
      maximum: 9999,
      default: 0,
      description: '`next` of the page before this one.',
    }),
})

const day = z.iso
  .date('expected a day such as 2026-03-01')
  .refine(text => text >= '1900' && text < '2200', 'expected a year from 1900 to 2199')

export const daysQuery = z.strictObject({
  from: day.optional().meta({ description: '30 days back unless told.' }),
  to: day.optional().meta({ description: 'Today unless told; at most 366 days after `from`.' }),
  zone: z
    .string()
    .regex(/^[A-Za-z0-9_+/-]{1,40}$/, 'expected an IANA zone such as Asia/Shanghai')
    .default('Asia/Shanghai')
    .meta({ description: 'The zone whose days are counted.' }),
  topic: filterQuery.topic,
  source: filterQuery.source,
  outlet: filterQuery.outlet,
  lang: filterQuery.lang,
})

const yesOrNo = z.enum(['true', 'false']).transform(text => text === 'true')
export const incidentsQuery = z.strictObject({
  source: z.string().optional(),
  open: yesOrNo.optional(),
})

export const noQuery = z.strictObject({})
export const outletsQuery = z.strictObject(limitQuery(500, 100))
export const sourceParams = z.object({ id: z.string() })

export const politenessQuery = z.strictObject({
  host: z.string().optional().meta({ description: 'One host, with its port unless that is 443.' }),
  days: whole(31).meta({ description: 'At most 31; 7 unless told.' }),
  ...limitQuery(5000, 500),
})
