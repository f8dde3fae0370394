import { type Format, renderers } from '../../feeds/renderers.ts'
import { channelKinds, type FeedChannel } from '../channels.ts'
import { Problem } from '../http/problem.ts'
import type { ReadParts } from '../parts.ts'
import { DEFAULT_LIMIT, type FeedParams, readFeedParams } from './feed-params.ts'
import { readChannel, vocabularyOf } from './feed-routes.ts'

/** What an address of one of our feeds asks for. */
export type TopicAddress = {
  base: string
  channel: FeedChannel
  params: FeedParams
  format: Format
}

const PATH = new RegExp(
  `^(?:/(${channelKinds.join('|')})/([^/]{1,300}))?/feed\\.(${Object.keys(renderers).join('|')})$`,
)

/** Reads the full address of a feed; null when none of ours stands there. With a `PUBLIC_URL`, only what is under it is ours. */
export async function readTopicAddress(
  parts: Pick<ReadParts, 'store' | 'config' | 'settings'>,
  address: string,
): Promise<TopicAddress | null> {
  const url = URL.parse(address)
  if (!url || (url.protocol !== 'http:' && url.protocol !== 'https:')) return null
  const { publicUrl } = parts.settings
  if (publicUrl && !address.startsWith(`${publicUrl}/`)) return null
  const base = publicUrl ?? url.origin
  const found = PATH.exec(url.pathname.slice(new URL(base).pathname.replace(/\/$/, '').length))
  if (!found) return null

  try {
    const channel = await readChannel(parts, found[1], found[2] && decodeURIComponent(found[2]))
    const limit = channel.defaultLimit ?? DEFAULT_LIMIT
    const params = readFeedParams(url.searchParams, vocabularyOf(parts), limit)
    return { base, channel, params, format: found[3] as Format }
  } catch (error) {
    if (error instanceof Problem || error instanceof URIError) return null
    throw error
  }
}
