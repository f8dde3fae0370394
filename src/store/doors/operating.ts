import type { StoredArticle } from '../../model/stored-article.ts'
import type { ApiKeys } from '../api-keys.ts'
import type { Audit } from '../audit.ts'
import type { Backfills } from '../backfills.ts'
import type { Backups } from '../backups.ts'
import type { HealthStore } from '../health.ts'
import type { Keeping } from '../keeping.ts'
import type { Operators } from '../operators.ts'
import type { RecentPage } from '../recent-pages.ts'
import type { Removals } from '../removals.ts'
import type { Replays } from '../replays.ts'
import type { SeriesStore } from '../series.ts'
import type { SourceLinks } from '../source-links.ts'
import type { CrawlStore } from './crawling.ts'
import type { PublishStore } from './publishing.ts'
import type { ReadStore } from './reading.ts'
import type { SourceStore } from './sources.ts'

/** What became of a story that an operator divided. The part with the article that started it keeps the id. */
export type StorySplit = {
  storyId: string
  newStoryId: string
  /** The articles that left, the one the new story starts with first. */
  moved: string[]
  /** The last change that tells of it. */
  sequence: number
}

/** What an operator does to the store by hand. */
export interface OperateStore
  extends ReadStore,
    SourceStore,
    Pick<CrawlStore, 'holdSource' | 'dueLinks' | 'findResumes'>,
    Pick<PublishStore, 'unpublished' | 'loadIndex' | 'judgedIssues'>,
    Pick<Replays, 'askReplay' | 'findReplay' | 'listReplayExamples'>,
    Pick<HealthStore, 'readRounds' | 'countArticlesByDay' | 'acknowledgeIncident'>,
    Pick<SeriesStore, 'releasePoints'>,
    ApiKeys,
    SourceLinks,
    Backfills,
    Removals,
    Keeping,
    Backups,
    Operators,
    Audit {
  findArticleByKey(urlKey: string): Promise<StoredArticle | null>
  /** The articles of a source that were fetched last and stand on one page, with their pages. */
  findRecentPages(sourceId: string, limit: number): Promise<RecentPage[]>
  /**
   * Divides a story between two of its articles, for good: the one that did not start it leaves, with what was copied from it. Null when
   * they are in no common story; then they are only kept apart from now on.
   */
  splitStory(a: string, b: string, now: Date): Promise<StorySplit | null>
  /** Two articles that must never be in one story. Holds over every later run. */
  keepApart(a: string, b: string, at: Date): Promise<void>
  /** Gives the change log a new identity: whoever follows it is told to begin again. */
  beginEpoch(): Promise<string>
}
