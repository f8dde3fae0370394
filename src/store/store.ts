import type { StoryIndex } from '../dedupe/story-index.ts'
import type { Article } from '../model/article.ts'
import type { FeedItem, FeedQuery } from '../model/feed.ts'
import type { Validators } from '../model/fetch.ts'
import type { HealthState, Plan, RoundCounts } from '../model/health.ts'
import type { Link } from '../model/link.ts'
import type { Outcome } from '../model/outcome.ts'
import type { Page } from '../model/page.ts'
import type { Published } from '../model/published.ts'
import type { Relevance } from '../model/relevance.ts'
import type { Source } from '../model/source.ts'
import type { Fingerprint, MergeFigures, MergeRule, Place } from '../model/story.ts'
import type { ApiKeys } from './api-keys.ts'
import type { Archive } from './archive.ts'
import type { ArchiveDocuments } from './archive-documents.ts'
import type { Audit } from './audit.ts'
import type { Backfills } from './backfills.ts'
import type { Backups } from './backups.ts'
import type { Digests } from './digests.ts'
import type { Room } from './disk-room.ts'
import type { Log } from './epoch.ts'
import type { HealthStore } from './health.ts'
import type { Keeping } from './keeping.ts'
import type { LineState } from './measure-line.ts'
import type { Operators } from './operators.ts'
import type { PolitenessStore } from './politeness.ts'
import type { RecentPage } from './recent-pages.ts'
import type { Removals } from './removals.ts'
import type { Replays } from './replays.ts'
import type { HeldPoint, SeriesStore } from './series.ts'
import type { SourceLinks } from './source-links.ts'
import type { Subscribers } from './subscribers.ts'

/** What a source's last rounds were like. Written by the crawl, read by operators. */
export type SourceState = {
  source: Source
  /** False once its file is gone; its articles stay. */
  active: boolean
  /** Set when somebody asked for it to be taken out; then it is not active whatever its file says. */
  removedAt: Date | null
  nextRoundAt: Date | null
  lastRoundAt: Date | null
  /** How the last round ended. */
  lastOutcome: Outcome | null
  /** Links by how they ended, over all rounds; key `kind` or `kind:reason`. */
  outcomes: Record<string, number>
  articles: number
  openLinks: number
  /** Set while a wall stands before the source's pages: until then no link of it is asked for, then one. */
  held: Hold | null
  /** Notes of its last rounds: an entry without links, rules that match nothing. */
  alarms: Alarm[]
  /** How it is, and since when; null before its first round. */
  health: { state: HealthState; reason: string; since: Date } | null
  /** When it is asked next, and why then. */
  plan: Plan | null
}

/** A source that is held back. `level` counts the probes that met the wall again. */
export type Hold = { since: Date; until: Date; level: number; reason: string }

export type Alarm = { kind: string; where: string; message: string; since: Date }

/** When a source is asked, and how often. */
export type PlannedRound = { sourceId: string; intervalMs: number; nextAt: Date }

/** One round of one source, when it has ended. */
export type RoundReport = {
  sourceId: string
  startedAt: Date
  endedAt: Date
  outcome: Outcome
  /** How its links ended; key `kind` or `kind:reason`. */
  outcomes: Record<string, number>
  /** Alarms that hold now; others of this source are cleared. */
  alarms: Omit<Alarm, 'since'>[]
  nextRoundAt: Date
  counts: RoundCounts
  /** The zone that its days are counted in. */
  zone: string
  /** Why it is asked then. */
  plan: Plan | null
}

/** What a source has given so far. */
export type SourceSummary = {
  id: string
  name: string
  /** Addresses it was the first to carry. */
  links: number
  /** Of these, the ones that will be fetched as soon as it is their turn. */
  open: number
  articles: number
  /** Articles that started a story, that were put to one, and that are off the subject. */
  stories: number
  copies: number
  offTopic: number
  /** How links ended that gave no article; key `kind:reason`. */
  nothing: Record<string, number>
}

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
  /** Text that the feed itself gives, for an article whose page cannot be read. */
  guid?: string | null
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

/** What new rules read on a page that is stored. */
export type RereadArticle = {
  articleId: string
  /** The page that was read: when the article has a newer one by now, nothing happens. */
  pageId: string
  article: Article
  related: LinkToAdd[]
  depth: number
  /** True when the text differs for a reader: the old one goes into the history. */
  isRevision: (before: Article) => boolean
}

export type SavedArticle = {
  articleId: string
  revision: number
  /** `barred`: it was taken out on somebody's word, so that nothing is stored. */
  change: 'new' | 'revised' | 'unchanged' | 'barred'
}

export type StoredArticle = {
  id: string
  urlKey: string
  sourceId: string
  revision: number
  article: Article
  fetchedAt: Date
  /** When a page of it was first fetched. */
  firstFetchedAt: Date
  pageId: string
  gone: boolean
  relevance: Relevance | null
  storyId: string | null
}

export type PublishRequest = {
  article: StoredArticle
  relevance: Relevance
  fingerprint: Fingerprint
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

/** One entry of the change log; numbers are given inside the transaction, so whoever reads "after N" misses none. */
export type Change = {
  sequence: number
  at: Date
  kind: 'added' | 'updated' | 'merged' | 'split' | 'removed'
  storyId: string
  /** For merged: the story it became part of. For split: the story that the part taken out became. */
  into: string | null
}

/** What became of a story that an operator divided. The part with the article that started it keeps the id. */
export type StorySplit = {
  storyId: string
  newStoryId: string
  /** The articles that left, the one the new story starts with first. */
  moved: string[]
  /** The last change that tells of it. */
  sequence: number
}

/** One state of an article: a text that readers could see, the page taken down, or back again. */
export type Revision = {
  revision: number
  kind: 'text' | 'gone' | 'back'
  at: Date
  pageId: string | null
  article: Article | null
}

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

/** The store's door. Every method may run twice: writes are upserts on an identity. Throws on an outage only. */
export interface Store
  extends Archive,
    ArchiveDocuments,
    Replays,
    Removals,
    SourceLinks,
    Audit,
    Backups,
    Operators,
    Backfills,
    Keeping,
    Subscribers,
    ApiKeys,
    PolitenessStore,
    SeriesStore,
    Digests,
    HealthStore {
  // Sources and their rounds
  /**
   * Upserts these and marks all others as gone but those that are `kept` as they were; a new source is due at once. One that is gone
   * and a new one with the same entries are one that was renamed.
   */
  syncSources(sources: Source[], now: Date, kept?: string[] | 'all'): Promise<void>
  /** What is known under one id is known under the other from now on; where that exists, the two become one. */
  renameSource(from: string, to: string): Promise<boolean>
  listSources(): Promise<SourceState[]>
  summarizeSources(): Promise<SourceSummary[]>
  findSource(id: string): Promise<SourceState | null>
  /** When each enabled source is asked next. */
  plannedRounds(now: Date): Promise<PlannedRound[]>
  /** One holder at a time; a lease that was not renewed for `ttlMs` is free. */
  takeLease(name: string, holder: string, ttlMs: number): Promise<boolean>
  releaseLease(name: string, holder: string): Promise<void>
  endRound(report: RoundReport): Promise<void>
  /** Holds a source back, or lets it go with `null`. */
  holdSource(sourceId: string, hold: Hold | null): Promise<void>
  /** Makes links of a source due now that ended in one of these ways (`kind:reason`) since then and gave no article. */
  reopenLinks(sourceId: string, endedAs: string[], since: Date, at: Date): Promise<number>

  // Links and pages
  findValidators(sourceId: string, url: string): Promise<Validators | null>
  /**
   * Bytes, sightings, new links and validators in one transaction. `pagedBefore` tells whether the paging of this entry has come to
   * its end (a saved page without `resume`, or `endPaging`) at least once before: until then known links do not stop it.
   */
  saveListing(listing: SaveListing): Promise<SavedListing>
  /** The paging of this entry is over: what comes after is known. Clears its resume. */
  endPaging(sourceId: string, entryUrl: string): Promise<void>
  /** True when the paging of this entry has come to its end at least once. */
  hasPaged(sourceId: string, entryUrl: string): Promise<boolean>
  /** Entries whose paging was cut short by the end of a round. */
  findResumes(sourceId: string): Promise<{ entryUrl: string; url: string; pages: number }[]>
  /** Records that a listing was asked for and has not changed. */
  touchListing(sourceId: string, url: string, at: Date): Promise<void>
  /** None while the source is held back. */
  dueLinks(sourceId: string, now: Date, limit: number): Promise<DueLink[]>
  /** Sources that have links due now though no round is planned before `now`, and those whose round is a minute late: the queue has lost it. */
  sourcesWithDueLinks(now: Date): Promise<string[]>
  endLink(end: LinkEnd): Promise<void>
  /** A revisit that found nothing new. */
  endVisit(
    urlKey: string,
    validators: Validators | null,
    nextVisitAt: Date | null,
    at: Date,
  ): Promise<void>
  /** Another key under which this article was reached (redirect, trusted canonical). */
  addAlias(urlKey: string, target: string): Promise<void>
  /** Pages, texts, related links and how the fetches ended, all in one transaction; the answers in the order of the requests. */
  saveArticles(requests: SaveArticle[]): Promise<SavedArticle[]>
  /**
   * Puts a new reading of a stored page in the place of the old one, and has it published again when anything differs. Null when the article
   * is gone from the store or was fetched anew meanwhile.
   */
  rereadArticle(request: RereadArticle): Promise<SavedArticle | null>
  /** The publisher took the page down. Returns the article when it had been read before. */
  markGone(
    urlKey: string,
    outcome: Outcome,
    at: Date,
  ): Promise<{ articleId: string; revision: number } | null>
  findPage(pageId: string): Promise<Page | null>
  /** The articles of a source that were fetched last and stand on one page, with their pages. */
  findRecentPages(sourceId: string, limit: number): Promise<RecentPage[]>
  /** Keeps a page that gave nothing, as the evidence of an alarm. */
  keepPage(page: Page): Promise<string>

  // Articles and stories
  findArticle(id: string): Promise<StoredArticle | null>
  findArticleByKey(urlKey: string): Promise<StoredArticle | null>
  /** Revisions (and tombstones) that were not published yet, oldest first. */
  unpublished(limit: number): Promise<{ articleId: string; revision: number }[]>
  /** The articles of these, without those that are excepted. */
  unpublishedArticles(limit: number, except: string[]): Promise<StoredArticle[]>
  /** Publishes articles one after the other, in one transaction; the answers in the order of the requests. */
  publish(requests: PublishRequest[], index: StoryIndex): Promise<Publication[]>
  /** Fills an empty index from what is stored. */
  loadIndex(index: StoryIndex): Promise<void>

  /** Every state of an article, the oldest first; the last one is what readers see now. */
  revisions(articleId: string): Promise<Revision[]>
  /**
   * Divides a story between two of its articles, for good: the one that did not start it leaves, with what was copied from it. Null when
   * they are in no common story; then they are only kept apart from now on.
   */
  splitStory(a: string, b: string, now: Date): Promise<StorySplit | null>
  /** Two articles that must never be in one story. Holds over every later run. */
  keepApart(a: string, b: string, at: Date): Promise<void>

  // Reading
  lastSequence(): Promise<number>
  /** The identity of the change log, which a restore changes, and its last number. */
  readLog(): Promise<Log>
  /** Gives the change log a new identity: whoever follows it is told to begin again. */
  beginEpoch(): Promise<string>
  changesAfter(sequence: number, limit: number): Promise<Change[]>
  /** Newest first by sequence of first publication; `before` continues after an earlier answer's last item. */
  readFeed(query: FeedQuery, limit: number, before?: number): Promise<FeedItem[]>
  findStory(id: string): Promise<StoryView | null>

  /** How the line as a whole stands, for instruments. */
  measureLine(): Promise<LineState>

  /** Whether there is room for what would be fetched now. */
  room(): Promise<Room>

  close(): Promise<void>
}
