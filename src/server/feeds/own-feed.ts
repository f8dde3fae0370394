import { buildFeed } from '../../feeds/build-feed.ts'
import { readyItem } from '../../feeds/ready-item.ts'
import { type Format, renderers } from '../../feeds/renderers.ts'
import type { FeedItem } from '../../model/feed.ts'

/** A feed of what we tell ourselves and no publisher does: issues of a digest, incidents. */
export type OwnFeed = {
  /** Its path without a format. */
  path: string
  title: string
  description: string
  language: string
  ttlMinutes: number
  /** The path of its page. */
  home: string
  items: FeedItem[]
}

/** Renders such a feed: it has no hub and no older pages. */
export function renderOwnFeed(
  { path, home, items, ...head }: OwnFeed,
  { format, base, now }: { format: Format; base: string; now: Date },
) {
  const { mediaType, render } = renderers[format]
  const id = base + path
  const feed = buildFeed(
    { id, ...head, base },
    items.flatMap(item => readyItem(item, { content: 'full', topicName: topic => topic }) ?? []),
    now,
  )
  const self = `${id}.${format}`
  const links = { self, home: base + home, hub: null, next: null, archive: null }
  return { body: render(feed, links), mediaType, modified: feed.updated, self }
}
