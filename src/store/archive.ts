import type { Change } from '../model/change.ts'
import type { FeedItem, FeedQuery } from '../model/feed.ts'
import type { StoredArticle } from '../model/stored-article.ts'

/** One story that a search found. */
export type Hit = {
  item: FeedItem
  /** By what the order is: titles before bodies, the new before the old. */
  score: number
  inTitle: boolean
}

export type SearchAnswer = {
  hits: Hit[]
  /** How many stories were found; `atLeast` when they were not counted to the end. */
  total: number
  atLeast: boolean
}

/** What is counted by a name: stories in the feeds, and when the newest of them came. */
export type Count = { name: string; stories: number; newest: Date }

/** Days from one to another, both with them. */
export type DaySpan = { from: string; to: string }

/** Stories of one calendar day: the publisher's where it gave a day alone, else the one of their instant in the zone that was asked for. */
export type DayCount = { day: string; stories: number }
export type DayTopicCount = DayCount & { topic: string }

export type ArticleQuery = {
  source?: string[]
  outlet?: string[]
  language?: string[]
  tier?: ('relevant' | 'adjacent' | 'off')[]
  /** First fetched from then on, and before then. */
  since?: Date
  until?: Date
  /** Only those that a story holds, or only those that none does. */
  inStory?: boolean
}

/** One page of a list, and what to ask the next one with; null at the end. */
export type ArticlePage = { articles: StoredArticle[]; next: string | null }

/** Where one address of a page's list was read, if it was. */
export type KnownAddress = { articleId: string; storyId: string | null }

/** A change with the story as it is now; null when it is in no feed any more. */
export type ChangeWithItem = Change & { item: FeedItem | null }

/** What the server asks of the store beside feeds: search, lists, counts, and everything there is. */
export interface Archive {
  /** Ranked by where the words stand and by time. `offset` up to 500. */
  search(query: FeedQuery & { q: string }, limit: number, offset?: number): Promise<SearchAnswer>
  /** Changes after a number, each with its story's present item. */
  changesWithItems(sequence: number, limit: number): Promise<ChangeWithItem[]>
  /** Articles, the one last read first; `cursor` is `next` of the page before. */
  listArticles(query: ArticleQuery, limit: number, cursor?: string): Promise<ArticlePage>
  /** Which of these addresses (comparing keys) were read, by key. */
  findAddresses(urlKeys: string[]): Promise<Map<string, KnownAddress>>
  /** Stories by topic, source or outlet, the largest number first. */
  countBy(kind: 'topic' | 'source' | 'outlet' | 'language', query: FeedQuery): Promise<Count[]>
  /** Stories by the day that readers see on them, in a zone; days without any are left out. */
  countByDay(query: FeedQuery, zone: string, span?: DaySpan): Promise<DayCount[]>
  countByDayAndTopic(query: FeedQuery, zone: string, span?: DaySpan): Promise<DayTopicCount[]>
  /** The stories last published, the newest first; those of some days, as a zone has them, when told. */
  listLatest(limit: number, days?: { span: DaySpan; zone: string }): Promise<FeedItem[]>
  /**
   * Stories whose first publication has a number above `after` and not above `upTo`, the oldest first: a stretch of the archive that gets
   * no new stories once the numbers have passed it.
   */
  readStretch(query: FeedQuery, after: number, upTo: number, limit: number): Promise<FeedItem[]>
  /** Every story in the feeds, in the order of first publication; read in batches, so that the reader sets the pace. */
  exportStories(query: FeedQuery, after?: number): AsyncIterable<FeedItem>
}
