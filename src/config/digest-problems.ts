import type { Channel } from '../model/channel.ts'
import type { Digest } from '../model/digest.ts'
import type { TopicsConfig } from '../model/topics-config.ts'
import { isZone } from '../text/zone.ts'
import { nearestWord } from './nearest-word.ts'

/** What one digest by itself cannot be wrong about: an id that is taken, a zone, a topic or a saved search that is not there. */
export function findDigestProblem(
  { id, zone, channel, query }: Digest,
  before: Digest[],
  { topics, feeds }: { topics: TopicsConfig | null; feeds: Channel[] },
): { key: keyof Digest; message: string } | null {
  if (before.some(other => other.id === id))
    return { key: 'id', message: `two digests have the id "${id}", expected one` }
  if (!isZone(zone))
    return { key: 'zone', message: `"${zone}" is no zone, expected one such as Asia/Shanghai` }
  const ids = feeds.map(feed => feed.id)
  if (channel !== undefined && !ids.includes(channel))
    return { key: 'channel', message: `"${channel}" is not in feeds.yaml, ${hint(channel, ids)}` }
  const topicIds = topics?.topics.map(topic => topic.id)
  const unknown = topicIds && query?.topic?.find(topic => !topicIds.includes(topic))
  return unknown === undefined
    ? null
    : {
        key: 'query',
        message: `topic "${unknown}" is not in topics.yaml, ${hint(unknown, topicIds!)}`,
      }
}

function hint(written: string, known: string[]): string {
  const meant = nearestWord(written, known)
  return meant ? `did you mean ${meant}?` : `expected one of ${known.join(', ')}`
}
