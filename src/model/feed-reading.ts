import type { Link } from './link.ts'
import type { Published } from './published.ts'

/** An entry of a publisher's feed: a link, with what feeds say beside it. */
export type FeedLink = Link & {
  /** The feed's own name for the entry, as found. It identifies nothing outside that feed. */
  guid: string | null
  /** The full text when the feed carries it: absolute addresses, not sanitised. */
  contentHtml: string | null
  byline: string[]
  /** When the publisher says that the entry was changed. */
  updated: Published | null
}

/** What a publisher's feed says: RSS, RDF, Atom or JSON Feed. */
export type FeedReading =
  | {
      kind: 'feed'
      title: string | null
      links: FeedLink[]
      /** The page with older entries (RFC 5005 section 3, `next_url`), or null at the end. */
      nextPage: string | null
      /** WebSub hubs that announce this feed's news. */
      hubs: string[]
      /** False when the document breaks off or is damaged and only the readable entries are here. */
      whole: boolean
    }
  | { kind: 'invalid-feed'; detail: string }

/** An address that a sitemap lists. */
export type SitemapLink = Link & {
  /**
   * When the page last changed in any way, as the sitemap says. It is not a publication date: a new
   * footer moves it too. `published` is set from `news:publication_date` alone.
   */
  lastModified: Published | null
}

/** What a sitemap or a sitemap index says (sitemaps.org 0.9, news sitemap 0.9). */
export type SitemapReading =
  | { kind: 'sitemap'; links: SitemapLink[]; sitemaps: SitemapRef[]; whole: boolean }
  | { kind: 'invalid-sitemap'; detail: string }

/** Another sitemap that an index names. */
export type SitemapRef = { url: string; lastModified: Published | null }
