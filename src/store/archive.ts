import type { FeedItem, FeedQuery } from '../model/feed.ts'
import type { Published } from '../model/published.ts'
import type { Change, StoredArticle } from './store.ts'

/** A story that a search found. `title` and `snippet` are plain texts cut into what was found and what was not. */
export type Hit = { item: FeedItem; title: Highlight; snippet: Highlight }
export type Highlight = { text: string; found: boolean }[]

/** What an article said from one revision on. */
export type StoredRevision = {
  revision: number
  kind: 'text' | 'gone' | 'back'
  at: Date
  /** Null where the page was only found gone or back. */
  content: { title: string; text: string; html: string; published: Published | null } | null
}

export type ArticleQuery = { source?: string; since?: Date; until?: Date; storyId?: string }

/** Reading by people and services, beside feeds: search, days, counts, revisions. Part of the store's door; throws on an outage only. */
export interface Archive {
  /** The stories of these ids as they are now; merged and removed ones are left out. Any order. */
  readItems(ids: string[]): Promise<FeedItem[]>
  /** How many stories a feed holds in all. */
  countFeed(query: FeedQuery): Promise<number>
  /** Best first: relevance and newness together. `query.q` says what to look for. */
  search(
    query: FeedQuery & { q: string },
    limit: number,
    offset: number,
  ): Promise<{ hits: Hit[]; total: number }>
  /** Newest first by (first fetched, id); `after` continues after the article of this id. */
  listArticles(query: ArticleQuery, limit: number, after?: string): Promise<StoredArticle[]>
  /** For addresses as found: the article that was read there, aliases followed. Addresses that were not read are absent. */
  findArticleIds(urlKeys: string[]): Promise<Map<string, string>>
  /** The oldest first. */
  readRevisions(articleId: string): Promise<StoredRevision[]>
  /** What happened to a story, the oldest first. */
  readHistory(storyId: string): Promise<Change[]>
  /** Stories of a feed by topic, by outlet and by source (name or id to count), the largest first. */
  countBy(
    what: 'topic' | 'outlet' | 'source' | 'language',
    query: FeedQuery,
    limit: number,
  ): Promise<{ key: string; stories: number }[]>
  /** Stories a calendar day, of the days from `from` to `to` (both `YYYY-MM-DD`, in `zone`): by the publisher's date, else by first sight. */
  countDays(
    query: FeedQuery,
    zone: string,
    from: string,
    to: string,
  ): Promise<{ day: string; topic: string | null; stories: number }[]>
  /** The stories of one such day, newest first. */
  readDay(query: FeedQuery, zone: string, day: string, limit: number): Promise<FeedItem[]>
}
