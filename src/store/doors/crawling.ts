import type { Article } from '../../model/article.ts'
import type { Validators } from '../../model/fetch.ts'
import type { Link } from '../../model/link.ts'
import type { Outcome } from '../../model/outcome.ts'
import type { Page } from '../../model/page.ts'
import type { Published } from '../../model/published.ts'
import type { Hold, RoundReport } from '../../model/source-state.ts'
import type { Backfills } from '../backfills.ts'
import type { Room } from '../disk-room.ts'
import type { HealthStore } from '../health.ts'
import type { Leases } from '../leases.ts'
import type { SourceStore } from './sources.ts'

/** A link that should be fetched now: never fetched yet, to be tried again, or an article asked for again. */
export type DueLink = {
  urlKey: string
  url: string
  sourceId: string
  depth: number
  attempts: number
  /** How it ended the last time; null when it was never asked for. */
  lastOutcome: Outcome | null
  firstSeenAt: Date
  /** What the listing printed. */
  listed: { title: string; truncated: boolean; published: Published | null }
  /** Set when the article was read before: this is a revisit, and these validators go with it. */
  article: {
    id: string
    revision: number
    validators: Validators
    visits: number
    firstFetchedAt: Date
  } | null
}

/** How the fetch of a link ended without an article. */
export type LinkEnd = {
  urlKey: string
  outcome: Outcome
  /** Tries that ended like this one, in a row. */
  attempts: number
  /** Null closes the link. */
  nextAttemptAt: Date | null
  at: Date
  /** The page that gave no article: kept, so that better rules can read it. */
  page?: Page | null
}

/** A link on its way into the store. The key is made by the caller (`urlKey`). */
export type LinkToAdd = Link & {
  urlKey: string
  /** `open` will be fetched; `recorded` only remembers that the page prints it (another host, too deep, too old). */
  state: 'open' | 'recorded'
  reason?: Outcome['reason']
}

export type SaveListing = {
  sourceId: string
  /** The entry point of the source that this page belongs to. */
  entryUrl: string
  /** The page's own address: the entry itself or a further page of it. */
  url: string
  /** Where the paging of this entry goes on; null when it has come to its end. Saved with the links, so that a crash loses no page. */
  resume: { url: string; pages: number } | null
  page: Page
  links: LinkToAdd[]
  depth: number
  validators: Validators
}

/** `fresh` and `known` are new to everybody or not; `unseen` were never printed by this source. */
export type SavedListing = {
  fresh: number
  known: number
  unseen: number
  pagedBefore: boolean
  pageId: string
}

export type SaveArticle = {
  /** The link that was fetched. */
  urlKey: string
  /** The article's identity: the key of the final or trusted canonical address. Where it differs from `urlKey`, that becomes an alias. */
  articleKey: string
  sourceId: string
  page: Page
  /** Further pages of a split article, as fetched. */
  furtherPages: Page[]
  encoding: string
  article: Article
  validators: Validators
  /** Links of its related lists. */
  related: LinkToAdd[]
  depth: number
  /** True when the text differs for a reader (the caller asks `isRealRevision`). Ignored for a new article. */
  isRevision: (before: Article) => boolean
  /** When to ask for it again, or null for never. */
  nextVisitAt: Date | null
  outcome: Outcome
}

export type SavedArticle = {
  articleId: string
  revision: number
  /** `barred`: it was taken out on somebody's word, so that nothing is stored. */
  change: 'new' | 'revised' | 'unchanged' | 'barred'
}

/** What a round of a source asks of the store. */
export interface CrawlStore
  extends Leases,
    Pick<SourceStore, 'findSource'>,
    Pick<Backfills, 'backfillSince' | 'endBackfill'>,
    Pick<
      HealthStore,
      'readRounds' | 'saveHealth' | 'listReaches' | 'listIncidents' | 'findEvidence'
    > {
  endRound(report: RoundReport): Promise<void>
  /** Holds a source back, or lets it go with `null`. */
  holdSource(sourceId: string, hold: Hold | null): Promise<void>

  findValidators(sourceId: string, url: string): Promise<Validators | null>
  /**
   * Bytes, sightings, new links and validators in one transaction. `pagedBefore` tells whether the paging of this entry has come to
   * its end (a saved page without `resume`, or `endPaging`) at least once before: until then known links do not stop it.
   */
  saveListing(listing: SaveListing): Promise<SavedListing>
  /** Records that a listing was asked for and has not changed. */
  touchListing(sourceId: string, url: string, at: Date): Promise<void>
  /** The paging of this entry is over: what comes after is known. Clears its resume. */
  endPaging(sourceId: string, entryUrl: string): Promise<void>
  /** True when the paging of this entry has come to its end at least once. */
  hasPaged(sourceId: string, entryUrl: string): Promise<boolean>
  /** Entries whose paging was cut short by the end of a round. */
  findResumes(sourceId: string): Promise<{ entryUrl: string; url: string; pages: number }[]>

  /** None while the source is held back. */
  dueLinks(sourceId: string, now: Date, limit: number): Promise<DueLink[]>
  endLink(end: LinkEnd): Promise<void>
  /** A revisit that found nothing new. */
  endVisit(
    urlKey: string,
    validators: Validators | null,
    nextVisitAt: Date | null,
    at: Date,
  ): Promise<void>
  /** Makes links of a source due now that ended in one of these ways (`kind:reason`) since then and gave no article. */
  reopenLinks(sourceId: string, endedAs: string[], since: Date, at: Date): Promise<number>

  /** Pages, texts, related links and how the fetches ended, all in one transaction; the answers in the order of the requests. */
  saveArticles(requests: SaveArticle[]): Promise<SavedArticle[]>
  /** The publisher took the page down. Returns the article when it had been read before. */
  markGone(
    urlKey: string,
    outcome: Outcome,
    at: Date,
  ): Promise<{ articleId: string; revision: number } | null>
  /** Keeps a page that gave nothing, as the evidence of an alarm. */
  keepPage(page: Page): Promise<string>

  /** Whether there is room for what would be fetched now. */
  room(): Promise<Room>
}
