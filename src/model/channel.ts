import * as z from 'zod'
import type { FeedQuery } from './feed.ts'

const listed = <T extends z.ZodType>(item: T) => z.array(item).min(1, 'expected at least one value')

/** What a saved channel asks for. Within one key any value will do; between keys all must hold. */
export const channelQuerySchema = z.strictObject({
  /** Words to search for. */
  q: z.string().min(1).optional(),
  /** Topic ids of `topics.yaml`. */
  topic: listed(z.string()).optional(),
  /** Source ids, as the files are named. */
  source: listed(z.string()).optional(),
  /** Canonical outlet names of `outlets.yaml`. */
  outlet: listed(z.string()).optional(),
  /** BCP 47 tags; `zh` stands for both scripts. */
  lang: listed(
    z.string().regex(/^[a-z]{2,3}(-[A-Za-z0-9]+)*$/, 'expected a BCP 47 tag such as zh-Hans or en'),
  ).optional(),
  /** `adjacent` shows the relevant and the adjacent. */
  tier: z.enum(['relevant', 'adjacent']).optional(),
  limit: z.int().min(1).max(1000).optional(),
})

/** A saved channel: a search that has an address of its own, `/channels/<id>/feed.xml`. */
export const channelSchema = z.strictObject({
  id: z.string().regex(/^[a-z0-9][a-z0-9-]*$/, 'expected lower-case letters, digits and hyphens'),
  title: z.string().min(1),
  titleEn: z.string().optional(),
  description: z.string().optional(),
  query: channelQuerySchema,
})

/** `config/feeds.yaml`. */
export const channelsSchema = z.array(channelSchema)

export type Channel = z.infer<typeof channelSchema>
export type ChannelQuery = z.infer<typeof channelQuerySchema>

/** What a saved search asks of the feeds. */
export function feedQueryOf({ lang, tier, limit: _limit, ...rest }: ChannelQuery): FeedQuery {
  return {
    ...rest,
    ...(lang && { language: lang }),
    ...(tier === 'adjacent' && { tier: ['relevant', 'adjacent'] }),
  }
}
