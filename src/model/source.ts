import { load } from 'cheerio/slim'
import * as z from 'zod'

const httpUrl = z.url({
  protocol: /^https?$/,
  error: 'expected an address starting http:// or https://',
})
/** An empty document to try selectors on: what the parser would refuse is refused here. */
const blank = load('')
const isSelector = (written: string) => {
  // What begins like a tag would be built, not looked for.
  if (written.trimStart().startsWith('<')) return false
  try {
    blank(written)
    return true
  } catch {
    return false
  }
}
const selector = z
  .string()
  .min(1)
  .refine(isSelector, 'expected a CSS selector such as ul.list > li')

const isPattern = (written: string) => {
  try {
    new RegExp(written, 'u')
    return true
  } catch {
    return false
  }
}
const pathPattern = z
  .string()
  .min(1)
  .refine(isPattern, 'expected a regular expression such as ^/news/\\d+')
const hostPattern =
  /^(\*\.)?[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*(:\d{1,5})?$/
const isZone = (zone: string) => {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone })
    return true
  } catch {
    return false
  }
}

/** Rules for a listing: CSS selectors, relative to the row but for `row` itself. Each may be left out; the parser finds it. */
export const listingRulesSchema = z.strictObject({
  row: selector.optional(),
  link: selector.optional(),
  title: selector.optional(),
  date: selector.optional(),
  /** How the date is spelled, with the letters YYYY MM DD HH mm; only for spellings the reader does not know. */
  dateFormat: z.string().optional(),
  next: selector.optional(),
  remove: z.array(selector).optional(),
})

/** Rules for an article page: CSS selectors by field. A rule that matches nothing falls back to the reader and is reported. */
export const articleRulesSchema = z.strictObject({
  title: selector.optional(),
  body: selector.optional(),
  published: selector.optional(),
  dateFormat: z.string().optional(),
  byline: selector.optional(),
  outlet: selector.optional(),
  related: selector.optional(),
  remove: z.array(selector).optional(),
})

export const entrySchema = z.discriminatedUnion(
  'kind',
  [
    z.strictObject({
      kind: z.literal('listing'),
      url: httpUrl,
      label: z.string().optional(),
      rules: listingRulesSchema.optional(),
      /** How many pages of the listing are followed at most in one round. */
      maxPages: z.int().min(1).max(500).default(3),
    }),
    z.strictObject({ kind: z.literal('feed'), url: httpUrl, label: z.string().optional() }),
    z.strictObject({ kind: z.literal('sitemap'), url: httpUrl, label: z.string().optional() }),
  ],
  {
    error: issue =>
      issue.code === 'invalid_union'
        ? 'expected an entry with kind: listing, feed or sitemap'
        : undefined,
  },
)

/** One publisher, as an operator writes it in `config/sources/<id>.yaml`. */
export const sourceSchema = z.strictObject({
  /** As the file is named. */
  id: z
    .string()
    .regex(/^[a-z0-9][a-z0-9.-]*$/, 'expected lower-case letters, digits, dots and hyphens'),
  name: z.string().min(1),
  nameEn: z.string().optional(),
  language: z
    .string()
    .regex(/^[a-z]{2,3}(-[A-Za-z0-9]+)*$/, 'expected a BCP 47 tag such as zh-Hans or en'),
  zone: z.string().refine(isZone, 'expected an IANA zone such as Asia/Shanghai'),
  enabled: z.boolean().default(true),
  /** False until somebody has seen it work on the live site. */
  verified: z.boolean().default(false),
  note: z.string().optional(),
  /** A general source needs relevance; what a dedicated one carries is on the subject. `all` turns relevance off. */
  relevance: z.enum(['general', 'dedicated', 'all']).default('general'),
  entries: z.array(entrySchema).min(1, 'expected at least one entry: listing, feed or sitemap'),
  article: articleRulesSchema.optional(),
  /** Hosts whose articles are fetched, beside those of the entries: `www.example.org` or `*.example.org`. */
  hosts: z
    .array(
      z
        .string()
        .regex(
          hostPattern,
          'expected a host such as www.example.org or *.example.org, without http://',
        ),
    )
    .default([]),
  /** Only addresses whose path matches one of these regular expressions are articles. */
  include: z.array(pathPattern).default([]),
  exclude: z.array(pathPattern).default([]),
  /** Minutes between rounds. */
  intervalMinutes: z.int().min(1).max(10080).default(30),
  /** How far related links are followed: 0 only what the entries list, 1 the related links of those, … */
  depth: z.int().min(0).max(5).default(1),
  /** Articles older than this many days are not fetched. */
  maxAgeDays: z.int().min(1).max(36500).default(30),
  politeness: z
    .strictObject({
      /** Least time between two requests to one host. */
      gapMs: z.int().min(0).max(600_000).default(2000),
      /** Requests under way to one host at one time. */
      concurrency: z.int().min(1).max(16).default(1),
    })
    .prefault({}),
  /** Pages that show nothing without a browser. */
  rendered: z.boolean().default(false),
})

export type Source = z.infer<typeof sourceSchema>
export type Entry = z.infer<typeof entrySchema>
export type ListingRules = z.infer<typeof listingRulesSchema>
export type ArticleRules = z.infer<typeof articleRulesSchema>
