import * as z from 'zod'
import { botSchema } from './bots.ts'
import { channelQuerySchema } from './channel.ts'

const weekdays = [
  'monday',
  'tuesday',
  'wednesday',
  'thursday',
  'friday',
  'saturday',
  'sunday',
] as const

const mailAddress = z
  .email('expected a mail address such as desk@example.org')
  .refine(
    address => /^[\x21-\x7e]+@/.test(address),
    'expected ASCII before the @: few servers take more',
  )

/** One digest: which stories, when, and for whom. */
export const digestSchema = z
  .strictObject({
    id: z.string().regex(/^[a-z0-9][a-z0-9-]*$/, 'expected lower-case letters, digits and hyphens'),
    title: z.string().min(1),
    titleEn: z.string().optional(),
    /** A saved search of `feeds.yaml`, by its id; or `query`. */
    channel: z.string().optional(),
    query: channelQuerySchema.omit({ limit: true }).optional(),
    every: z.enum(['day', 'week']),
    /** Of a weekly one; Monday unless told. */
    on: z.enum(weekdays).default('monday'),
    /** The hour in `zone`. */
    at: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'expected an hour such as 08:00'),
    zone: z.string().default('Asia/Shanghai'),
    /** The reader's language: that of the words around the stories. */
    language: z.enum(['zh', 'en']).default('zh'),
    /** At most so many stories; the ones that most publishers carried. */
    stories: z.int().min(1).max(50).default(10),
    /** What happens when there is nothing to tell. */
    whenEmpty: z.enum(['skip', 'send']).default('skip'),
    /** Who gets it by mail, beside the feed that anyone may read. */
    mail: z.array(mailAddress).max(200).default([]),
    /** Groups that are told by a bot, each under a name of its own. */
    bots: z
      .array(botSchema)
      .max(50)
      .default([])
      .superRefine((bots, context) => {
        const names = bots.map(({ name }) => name)
        const twice = names.findIndex((name, at) => names.indexOf(name) < at)
        if (twice >= 0)
          context.addIssue({
            code: 'custom',
            path: [twice, 'name'],
            message: `two bots have the name "${names[twice]}", expected one`,
          })
      }),
  })
  .refine(({ channel, query }) => !channel || !query, {
    path: ['query'],
    error: 'expected a channel or a query, not both',
  })

/** `config/digests.yaml`. */
export const digestsSchema = z.array(digestSchema)

export type Digest = z.infer<typeof digestSchema>

/** Days from Monday. */
export const weekdayNumber = (name: Digest['on']): number => weekdays.indexOf(name)

/** A story in a digest. */
export type DigestEntry = {
  storyId: string
  title: string
  url: string
  /** Who it comes from, in words. */
  from: string
  /** The date as the publisher gives it: a day or a day and an hour in the digest's zone; null where none does. */
  date: string | null
  /** How many publishers carry it, or another story about the same event. */
  reports: number
  summary: string
}

/** What an issue says. It is kept as it was made. */
export type DigestContent = {
  title: string
  language: Digest['language']
  zone: string
  /** All stories of the time, those that are not told too. */
  total: number
  entries: DigestEntry[]
}

/** An issue as a bot tells it to a group, in one message. */
export type DigestMessage = {
  title: string
  language: Digest['language']
  stories: { title: string; url: string; facts: string }[]
  /** Where all of it stands, in words. */
  page: { title: string; url: string }
  /** What stands below so many of its stories; empty where there is nothing to say. */
  foot(told: number): string
}

export type DigestIssue = {
  digestId: string
  since: Date
  until: Date
  madeAt: Date
  content: DigestContent
}
