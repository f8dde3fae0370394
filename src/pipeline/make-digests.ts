import { buildDigest } from '../feeds/digest/build-digest.ts'
import { issueSpan } from '../feeds/digest/issue-span.ts'
import { feedQueryOf } from '../model/channel.ts'
import type { Digest } from '../model/digest.ts'
import type { FeedQuery } from '../model/feed.ts'
import type { Digests } from '../store/digests.ts'
import type { ReadStore } from '../store/doors/reading.ts'
import type { World } from './world.ts'

export type DigestDoors = Pick<
  World<Digests & Pick<ReadStore, 'readFeed'>>,
  'store' | 'config' | 'mailer' | 'now' | 'log'
>

/** Stories of one issue that are looked at. */
const MOST_STORIES = 1000

/** What was seen before the hour is in the feeds by then: a story that is still being published when its issue is made would stand in none. */
const SETTLES_MS = 60_000

/** Makes the issues that are due, and notes who is to get them. Safe to repeat, and to do in several processes. */
export async function makeDigests(doors: DigestDoors): Promise<void> {
  for (const digest of doors.config().digests) {
    try {
      await makeIssue(doors, digest)
    } catch (error) {
      // One digest's trouble is not the others': it is made at the next turn.
      doors.log.error({ err: error, digest: digest.id }, 'a digest could not be made')
    }
  }
}

async function makeIssue(doors: DigestDoors, digest: Digest): Promise<void> {
  const { store, config, mailer, now, log } = doors
  const settled = new Date(now().getTime() - SETTLES_MS)
  const span = issueSpan(digest, await store.lastDigestIssue(digest.id), settled)
  if (!span) return
  const query = { ...queryOf(digest, config()), ...span }
  const items = await store.readFeed(query, MOST_STORIES)
  const content = buildDigest(digest, items, span)
  // Without a server for mail nobody waits for one: what is due when it is set up is the next issue.
  const addresses = mailer ? [...new Set(digest.mail)].map(address => `mail:${address}`) : []
  const groups = digest.bots.map(({ name }) => `bot:${name}`)
  const isSent = content.entries.length > 0 || digest.whenEmpty === 'send'
  const receivers = isSent ? [...addresses, ...groups] : []
  const issue = { digestId: digest.id, ...span, madeAt: now(), content }
  if (await store.saveDigestIssue(issue, receivers))
    log.info({ digest: digest.id, stories: content.entries.length }, 'a digest was made')
}

function queryOf(digest: Digest, { feeds }: ReturnType<DigestDoors['config']>): FeedQuery {
  const saved = feeds.find(({ id }) => id === digest.channel)?.query
  if (digest.channel && !saved) throw new Error(`there is no saved search "${digest.channel}"`)
  return feedQueryOf(digest.query ?? saved ?? {})
}
