import type { StoryIndex } from '../../dedupe/story-index.ts'
import type { Relevance } from '../../model/relevance.ts'
import type { StoredArticle } from '../../model/stored-article.ts'
import type { Fingerprint, Place } from '../../model/story.ts'
import type { JudgedIssue, SeriesOfSource } from '../issues.ts'
import type { HeldPoint, SeriesStore } from '../series.ts'
import type { Subscribers } from '../subscribers.ts'
import type { ReadStore } from './reading.ts'

export type PublishRequest = {
  article: StoredArticle
  relevance: Relevance
  fingerprint: Fingerprint
  /** What the title has in common with those of the other issues of its series; null where it is of none. */
  template?: string | null
  /** Off-topic articles get their relevance stored and no story. */
  wanted: boolean
  now: Date
  /** Canonical name of the publication that owns the page's host, when the outlet table knows it: what the lead is chosen by. */
  hostOutlet?: string | null
  /** The market figures of the article, to be told with it; without it those that it has stay. */
  points?: HeldPoint[]
  /** Decides the place of an article anew that has one already; without it a revision stays in its story. */
  placeAgain?: boolean
  /** Tells what would change and changes nothing. */
  dryRun?: boolean
}

/** What publishing did. `sequence` is null when nothing changed for readers. */
export type Publication = {
  sequence: number | null
  storyId: string | null
  place: Place | null
  /** Stories that turned out to be one with it; the first published lives. */
  merged: string[]
}

/** What publishing asks of the store. */
export interface PublishStore
  extends Pick<ReadStore, 'lastSequence' | 'lastSeriesSequence'>,
    Pick<Subscribers, 'listSubscribers'>,
    Pick<SeriesStore, 'savePoints' | 'nearClose'> {
  /** Revisions (and tombstones) that were not published yet, oldest first. */
  unpublished(limit: number): Promise<{ articleId: string; revision: number }[]>
  /** The articles of these, without those that are excepted. */
  unpublishedArticles(limit: number, except: string[]): Promise<StoredArticle[]>
  /** Those of these articles that have a revision which is not published. */
  stillUnpublished(articleIds: string[]): Promise<string[]>
  /** The newest judged issues of these series, a dozen of each. */
  judgedIssues(series: SeriesOfSource[]): Promise<JudgedIssue[]>
  /** Notes of which series an article is an issue, without publishing it. */
  noteTemplate(articleId: string, template: string | null): Promise<void>
  /** Publishes articles one after the other, in one transaction; the answers in the order of the requests. */
  publish(requests: PublishRequest[], index: StoryIndex): Promise<Publication[]>
  /** Fills an empty index from what is stored. */
  loadIndex(index: StoryIndex): Promise<void>
}
