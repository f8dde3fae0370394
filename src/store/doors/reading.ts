import type { Change } from '../../model/change.ts'
import type { FeedItem, FeedPlace, FeedQuery } from '../../model/feed.ts'
import type { Revision, StoredArticle } from '../../model/stored-article.ts'
import type { MergeFigures, MergeRule, Place } from '../../model/story.ts'
import type { Archive } from '../archive.ts'
import type { ArchiveDocuments } from '../archive-documents.ts'
import type { Digests } from '../digests.ts'
import type { Log } from '../epoch.ts'
import type { HealthStore } from '../health.ts'
import type { PolitenessStore } from '../politeness.ts'
import type { SeriesStore } from '../series.ts'
import type { SourceStore } from './sources.ts'

export type StoryView = {
  item: FeedItem
  lead: StoredArticle
  members: {
    article: StoredArticle
    place: Place
    rule: MergeRule | null
    figures: MergeFigures | null
  }[]
  siblings: { id: string; title: string; url: string }[]
}

/** What readers may see of the store, over the pages, the feeds and the API. */
export interface ReadStore
  extends Archive,
    ArchiveDocuments,
    Pick<SourceStore, 'listSources' | 'findSource'>,
    Pick<
      SeriesStore,
      'listPoints' | 'listSeries' | 'listSeriesChanges' | 'lastSeriesChanges' | 'lastSeriesSequence'
    >,
    Pick<Digests, 'listDigestIssues' | 'findDigestIssue'>,
    Pick<PolitenessStore, 'readPoliteness'>,
    Pick<HealthStore, 'listIncidents'> {
  lastSequence(): Promise<number>
  /** The identity of the change log, which a restore changes, and its last number. */
  readLog(): Promise<Log>
  changesAfter(sequence: number, limit: number): Promise<Change[]>
  /** Newest first by sequence of first publication; `before` continues after an earlier answer's last item. */
  readFeed(query: FeedQuery, limit: number, before?: number): Promise<FeedItem[]>
  /** The places of the items that `readFeed` reads, for whoever has most of the items at hand. */
  readPlaces(query: FeedQuery, limit: number, before?: number): Promise<FeedPlace[]>
  /** The stories of these ids as they are now, in no order; merged and removed ones are left out. */
  readItems(ids: string[]): Promise<FeedItem[]>
  findStory(id: string): Promise<StoryView | null>
  findArticle(id: string): Promise<StoredArticle | null>
  /** Every state of an article, the oldest first; the last one is what readers see now. */
  revisions(articleId: string): Promise<Revision[]>
}
