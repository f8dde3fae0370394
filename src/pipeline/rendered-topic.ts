import type { FeedQuery } from '../model/feed.ts'

/** A feed as its subscribers are sent it. */
export type RenderedTopic = {
  /** What the feed holds. */
  query: FeedQuery
  /** With its charset. */
  mediaType: string
  bytes: Uint8Array
  /** The `Link` header that names the hub and the feed (WebSub, 7). */
  link: string
}

/** The feed that stands at an address of ours, or null when none does any more. */
export type RenderTopic = (address: string) => Promise<RenderedTopic | null>
