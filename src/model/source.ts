import { load } from 'cheerio/slim'
import * as z from 'zod'
import { patternText } from './pattern-text.ts'

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

const pathPattern = patternText('expected a regular expression such as ^/news/\\d+')
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
  dateFormat: z
    .string()
    .optional()
    .describe(
      'How the date is spelled, with the letters YYYY MM DD HH mm; only for spellings the reader does not know.',
    ),
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

const maxPages = z
  .int()
  .min(1)
  .max(500)
  .default(20)
  .describe('How many pages of it are followed at most in one round.')

const dataPath = z
  .string()
  .min(1)
  .max(300)
  .describe('A path in the data, such as data.list[].title; of a record: publish.time.')

/** Where in the data of an interface a list and its fields are. Each may be left out; the reader finds it. */
export const dataRulesSchema = z.strictObject({
  list: dataPath.optional(),
  title: dataPath.optional(),
  url: dataPath
    .optional()
    .describe('A path, or an address with paths in braces: https://example.org/a/{id}.html'),
  date: dataPath.optional(),
  outlet: dataPath.optional(),
  summary: dataPath.optional(),
})

/** Headers that belong to the connection, or would say that somebody else asks. */
const ownHeader =
  /^(?:host|connection|content-.*|transfer-encoding|te|trailer|upgrade|expect|keep-alive|proxy-.*|user-agent|accept-encoding|cookie|range|if-.*)$/i
const headers = z
  .record(
    z
      .string()
      .regex(/^[A-Za-z][\w-]{0,60}$/, 'expected the name of a header, such as Referer')
      .refine(name => !ownHeader.test(name), 'is set by the crawler itself'),
    z
      .string()
      .max(1000)
      .regex(/^[\x20-\x7e]*$/, 'expected plain ASCII'),
  )
  .describe('Headers that the interface asks for, such as Referer.')

/** Addresses of which reports say that one of them is the entry's. */
const alternates = z
  .array(httpUrl)
  .max(20)
  .optional()
  .describe('Other addresses that it may be at; carbonwire check tells which of them answer.')

export const entrySchema = z.discriminatedUnion(
  'kind',
  [
    z.strictObject({
      kind: z.literal('listing'),
      url: httpUrl,
      label: z.string().optional(),
      alternates,
      rules: listingRulesSchema.optional(),
      maxPages,
    }),
    z.strictObject({
      kind: z.literal('json'),
      url: httpUrl,
      label: z.string().optional(),
      alternates,
      method: z
        .enum(['GET', 'POST'])
        .optional()
        .describe('Left out, GET is tried, then POST where that gives no list.'),
      body: z
        .union([z.string().max(20_000), z.record(z.string(), z.json())])
        .optional()
        .describe('What is posted for the first page: an object as JSON, a text as a form.'),
      headers: headers.optional(),
      paths: dataRulesSchema.optional(),
      maxPages,
    }),
    z.strictObject({
      kind: z.literal('feed'),
      url: httpUrl,
      label: z.string().optional(),
      alternates,
    }),
    z.strictObject({
      kind: z.literal('sitemap'),
      url: httpUrl,
      label: z.string().optional(),
      alternates,
    }),
  ],
  {
    error: issue =>
      issue.code === 'invalid_union'
        ? 'expected an entry with kind: listing, json, feed or sitemap'
        : undefined,
  },
)

/** How a source may be called, which is how its file is named. */
export const sourceIdPattern = /^[a-z0-9][a-z0-9.-]*$/
export const fileIdSchema = z
  .string()
  .regex(sourceIdPattern, 'expected lower-case letters, digits, dots and hyphens')
  .describe('As the file is named.')

/** One publisher, as an operator writes it in `config/sources/<id>.yaml`. */
export const sourceSchema = z.strictObject({
  id: fileIdSchema,
  name: z.string().min(1),
  nameEn: z.string().optional(),
  language: z
    .string()
    .regex(/^[a-z]{2,3}(-[A-Za-z0-9]+)*$/, 'expected a BCP 47 tag such as zh-Hans or en'),
  zone: z.string().refine(isZone, 'expected an IANA zone such as Asia/Shanghai'),
  enabled: z.boolean().default(true),
  verified: z
    .union([z.iso.date(), z.boolean(), z.null()], {
      error: 'expected the day it was last seen to work, such as 2026-03-01, or null',
    })
    .default(null)
    .describe(
      'The day it was last seen to work on the live site; null until somebody has seen it.',
    ),
  note: z.string().optional(),
  relevance: z
    .enum(['general', 'dedicated', 'all'])
    .default('general')
    .describe(
      'A general source needs relevance; what a dedicated one carries is on the subject. all turns relevance off.',
    ),
  preset: z
    .string()
    .regex(sourceIdPattern, 'expected the name of a file of config/presets, such as trs')
    .optional()
    .describe(
      'The publishing system of the site: what config/presets/<preset>.yaml says holds too, where this file says nothing.',
    ),
  entries: z
    .array(entrySchema)
    .min(1, 'expected at least one entry: listing, json, feed or sitemap'),
  article: articleRulesSchema.optional(),
  hosts: z
    .array(
      z
        .string()
        .regex(
          hostPattern,
          'expected a host such as www.example.org or *.example.org, without http://',
        ),
    )
    .default([])
    .describe(
      'Hosts whose articles are fetched, beside those of the entries: www.example.org or *.example.org.',
    ),
  include: z
    .array(pathPattern)
    .default([])
    .describe('Only addresses whose path matches one of these regular expressions are articles.'),
  exclude: z
    .array(pathPattern)
    .default([])
    .describe('Addresses whose path matches one of these regular expressions are no articles.'),
  intervalMinutes: z.int().min(1).max(10080).default(30).describe('Minutes between rounds.'),
  rhythm: z
    .union([
      z.literal(false),
      z.strictObject({
        least: z.int().min(1).max(10080).optional(),
        most: z.int().min(1).max(10080).optional(),
      }),
    ])
    .optional()
    .describe(
      'The fewest and the most minutes that its own rhythm may make of the interval; false keeps the interval as it is.',
    ),
  depth: z
    .int()
    .min(0)
    .max(5)
    .default(1)
    .describe(
      'How far related links are followed: 0 only what the entries list, 1 the related links of those, …',
    ),
  maxAgeDays: z
    .int()
    .min(1)
    .max(36500)
    .default(30)
    .describe('Articles older than this many days are not fetched.'),
  politeness: z
    .strictObject({
      gapMs: z
        .int()
        .min(0)
        .max(600_000)
        .default(2000)
        .describe('Least time between two requests to one host.'),
      concurrency: z
        .int()
        .min(1)
        .max(16)
        .default(1)
        .describe('Requests under way to one host at one time.'),
    })
    .prefault({}),
  rendered: z.boolean().default(false).describe('Pages that show nothing without a browser.'),
})

export type Source = z.infer<typeof sourceSchema>
export type Entry = z.infer<typeof entrySchema>
export type DataRules = z.infer<typeof dataRulesSchema>
export type ListingRules = z.infer<typeof listingRulesSchema>
export type ArticleRules = z.infer<typeof articleRulesSchema>
