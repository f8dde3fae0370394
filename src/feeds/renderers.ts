import type { FeedLinks } from '../model/feed.ts'
import type { ReadyFeed } from './build-feed.ts'
import { renderAtom } from './render-atom.ts'
import { renderJsonFeed } from './render-json-feed.ts'
import { renderRss } from './render-rss.ts'

export type Renderer = {
  /** The format's own media type, without parameters. */
  mediaType: string
  /** What people call it. */
  name: string
  render: (feed: ReadyFeed, links: FeedLinks) => string
}

/** Every format a feed is offered in. The key is the file extension readers ask for. */
export const renderers = {
  xml: { mediaType: 'application/rss+xml', name: 'RSS', render: renderRss },
  atom: { mediaType: 'application/atom+xml', name: 'Atom', render: renderAtom },
  json: { mediaType: 'application/feed+json', name: 'JSON Feed', render: renderJsonFeed },
} satisfies Record<string, Renderer>

export type Format = keyof typeof renderers
