import type { FeedQuery } from '../../model/feed.ts'
import type { ReadParts } from '../parts.ts'
import { joinQueries, openFeedDesk } from './feed-desk.ts'
import { readTopicAddress } from './topic-address.ts'

/** A feed as WebSub's subscribers are sent it: see `RenderTopic` of the pipeline, which is handed this. */
export type TopicDocument = { query: FeedQuery; mediaType: string; bytes: Uint8Array; link: string }

/** Renders feeds by their address, as the server serves them, for processes that serve nothing. */
export function openTopicRenderer(
  parts: Pick<ReadParts, 'store' | 'config' | 'settings' | 'log' | 'now'>,
) {
  const desk = openFeedDesk({ ...parts, hasHub: true })

  return async (address: string): Promise<TopicDocument | null> => {
    const topic = await readTopicAddress(parts, address)
    if (!topic) return null
    const sequence = await parts.store.lastSequence()
    const { bytes, headers } =
      desk.peek(address, sequence) ?? (await desk.document(address, topic, sequence))
    return {
      query: joinQueries(topic.channel.query, topic.params.query),
      mediaType: headers['Content-Type']!,
      bytes,
      link: headers.Link!,
    }
  }
}
