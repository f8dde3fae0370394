import { Kysely, PostgresDialect, type PostgresPool } from 'kysely'
import type pg from 'pg'
import type { HostMemory, Pace } from '../model/pace.ts'
import type { RobotsCache } from '../model/robots-entry.ts'
import { buildApiKeys } from './api-keys.ts'
import { buildArchiveDocuments } from './archive-documents.ts'
import { findAddresses, listArticles } from './article-list.ts'
import {
  findArticle,
  findArticleByKey,
  markGone,
  stillUnpublished,
  unpublished,
  unpublishedArticles,
} from './articles.ts'
import { buildAudit } from './audit.ts'
import { buildBackfills } from './backfills.ts'
import { buildBackups } from './backups.ts'
import { countBy, countByDay, countByDayAndTopic, listLatest } from './counts.ts'
import type { Database, Engine } from './database.ts'
import { type DatabaseClock, openDatabaseClock, ownClock } from './database-clock.ts'
import { buildDigests } from './digests.ts'
import { type DiskRoom, openDiskRoom } from './disk-room.ts'
import type { EngineChoice } from './embedded/open-embedded.ts'
import { beginEpoch, followCluster, readLog } from './epoch.ts'
import { followClock } from './follow-clock.ts'
import { openFreshArticles } from './fresh-articles.ts'
import { buildHealth } from './health.ts'
import { openHostMemory } from './host-memory.ts'
import { judgedIssues, noteTemplate } from './issues.ts'
import { buildKeeping } from './keeping.ts'
import { releaseLease, takeLease } from './leases.ts'
import { dueLinks, endLink, endVisit, reopenLinks, sourcesWithDueLinks } from './links.ts'
import {
  endPaging,
  findResumes,
  findValidators,
  hasPaged,
  saveListing,
  touchListing,
} from './listings.ts'
import { measureLine } from './measure-line.ts'
import { migrate } from './migrate.ts'
import { type DatabaseOptions, type OpenedDatabase, openDatabase } from './open-database.ts'
import { buildOperators } from './operators.ts'
import { ownSchema } from './own-schema.ts'
import { openSqlPace, type PaceOptions } from './pace.ts'
import { findPage, keepPage } from './pages.ts'
import { buildPoliteness } from './politeness.ts'
import { preparing } from './prepared.ts'
import { loadIndex, publish } from './publish.ts'
import { readStoriesAgain } from './read-stories-again.ts'
import {
  changesAfter,
  changesWithItems,
  exportStories,
  lastSequence,
  readFeed,
  readItems,
  readPlaces,
  readStretch,
} from './reading.ts'
import { findRecentPages } from './recent-pages.ts'
import { buildRemovals } from './removals.ts'
import { renameSource } from './rename-source.ts'
import { buildReplays } from './replays.ts'
import { rereadArticle } from './reread-article.ts'
import { revisions } from './revisions.ts'
import { openRobotsCache } from './robots.ts'
import { saveArticles } from './save-articles.ts'
import type { Db, Tables } from './schema.ts'
import { search } from './search.ts'
import { buildSeries } from './series.ts'
import { buildSourceLinks } from './source-links.ts'
import { endRound, holdSource, plannedRounds, readSources, syncSources } from './sources.ts'
import { keepApart, splitStory } from './split-story.ts'
import type { Store } from './store.ts'
import { findStory } from './stories.ts'
import { buildSubscribers } from './subscribers.ts'
import { summarizeSources } from './summary.ts'
import { openWordIndex, shelveWaiting } from './word-index.ts'

export type StoreOptions = DatabaseOptions & {
  /** The database, where it is being opened already; it is closed with the store. */
  database?: Promise<OpenedDatabase>
  pace?: PaceOptions
  /** Told which database runs in `dataDir`, and why. */
  onEngine?: (choice: EngineChoice) => void
  /** Told how long each statement took. */
  onQuery?: (ms: number) => void
  /** Told of a connection that was lost while nobody used it. */
  onError?: (error: Error) => void
  /** Told that words of new stories could not be put into their index: they are found without it, more slowly, until the next time. */
  onUnshelved?: (error: unknown) => void
}

/** More stories than these have their words put on their shelves before anything else: those of an earlier version. */
const MOST_WAITING = 2_000

/** The store, and what shares its database: the queue's pool, the hosts' pace, robots.txt. Closing it closes the database and gives the data directory back. */
export type OpenedStore = {
  store: Store
  pool: pg.Pool
  /** The tables themselves, for what the store has no word for: tests and one-off looks. */
  db: Db
  /** The pace of all processes that share the database. */
  pace: Pace
  /** What a process that has the database alone tells the next one of hosts. */
  hosts: HostMemory
  robots: RobotsCache
  engine: Engine
  /** The database's clock, which counts wherever processes must agree on the time. */
  now: () => Date
}

/**
 * Opens the store and brings its schema up to date. Throws `UnavailableError` when the database does not answer, or when the data
 * directory belongs to another process or cannot be written to.
 */
export async function openStore(options: StoreOptions): Promise<OpenedStore> {
  const database = await (options.database ?? openDatabase(options))
  database.onError(error => options.onError?.(error))
  if (database.choice) options.onEngine?.(database.choice)
  let clock: DatabaseClock
  try {
    await migrate(database.pool, database.engine === 'server')
    await followCluster(database.pool)
    clock = database.engine === 'server' ? await openDatabaseClock(database.pool) : ownClock
    // One process has this database: whoever held a lease before it is dead.
    if (database.engine !== 'server') await database.pool.query('delete from carbonwire.lease')
  } catch (error) {
    await database.close()
    throw error
  }
  const disk = openDiskRoom(database.dataDir)
  const speakThrough = (pool: PostgresPool): Db =>
    new Kysely<Tables>({
      dialect: new PostgresDialect({ pool }),
      log(event) {
        options.onQuery?.(event.queryDurationMillis)
        if (event.level === 'error') disk.noteError(event.error)
      },
    }).withPlugin(ownSchema)
  const db = speakThrough(database.pool)
  // What the line says is always the same; what readers ask is planned by what they ask for.
  const line = database.line ? speakThrough(preparing(database.line)) : db
  await readStoriesAgain(db)
  await shelveWaiting(db, MOST_WAITING)
  const close = () => {
    clock.stop()
    return database.close()
  }
  return {
    store: buildStore({ db, line }, database, close, disk, options.onUnshelved),
    pool: database.pool,
    db,
    pace: openSqlPace(line, options.pace),
    hosts: openHostMemory(line),
    robots: openRobotsCache(line),
    engine: database.engine,
    now: clock.now,
  }
}

/** Takes the database off the first parameter of each of a room's functions. `line` is the same one for what is said with every page. */
function buildStore(
  { db, line }: { db: Db; line: Db },
  { pool, engine }: Pick<Database, 'pool' | 'engine'>,
  close: () => Promise<void>,
  disk: DiskRoom,
  onUnshelved?: (error: unknown) => void,
): Store {
  let closed: Promise<void> | null = null
  const words = openWordIndex(db, engine, onUnshelved)
  const fresh = openFreshArticles()
  return {
    ...buildSeries(line),
    ...buildHealth(db),
    renameSource: (...given) => renameSource(db, ...given),
    syncSources: (...given) => syncSources(db, ...given),
    listSources: () => readSources(db),
    plannedRounds: (...given) => plannedRounds(db, ...given),
    summarizeSources: () => summarizeSources(db),
    findSource: async id => (await readSources(line, id))[0] ?? null,
    takeLease: (...given) => takeLease(line, ...given),
    releaseLease: (...given) => releaseLease(line, ...given),
    endRound: (...given) => endRound(line, ...given),
    holdSource: (...given) => holdSource(db, ...given),
    reopenLinks: (...given) => reopenLinks(db, ...given),

    findValidators: (...given) => findValidators(line, ...given),
    saveListing: (...given) => saveListing(line, ...given),
    endPaging: (...given) => endPaging(line, ...given),
    hasPaged: (...given) => hasPaged(line, ...given),
    findResumes: (...given) => findResumes(line, ...given),
    touchListing: (...given) => touchListing(line, ...given),
    dueLinks: (...given) => dueLinks(line, ...given),
    followClock: (...given) => followClock(db, ...given),
    sourcesWithDueLinks: (...given) => sourcesWithDueLinks(line, ...given),
    endLink: (...given) => endLink(line, ...given),
    endVisit: (...given) => endVisit(line, ...given),
    async saveArticles(requests) {
      const saved = await saveArticles(line, requests)
      fresh.note(requests, saved)
      return saved
    },
    rereadArticle(request) {
      fresh.forget(request.articleId)
      return rereadArticle(db, request)
    },
    markGone: (...given) => markGone(line, ...given),
    findPage: (...given) => findPage(db, ...given),
    findRecentPages: (...given) => findRecentPages(db, ...given),
    keepPage: (...given) => keepPage(line, ...given),

    findArticle: (...given) => findArticle(db, ...given),
    findArticleByKey: (...given) => findArticleByKey(db, ...given),
    unpublished: (...given) => unpublished(line, ...given),
    stillUnpublished: (...given) => stillUnpublished(line, ...given),
    unpublishedArticles: (limit, except) => unpublishedArticles(line, limit, except, fresh),
    judgedIssues: (...given) => judgedIssues(line, ...given),
    noteTemplate: (...given) => noteTemplate(line, ...given),
    async publish(...given) {
      const publications = await publish(line, ...given)
      words.written(publications.filter(({ sequence }) => sequence !== null).length)
      return publications
    },
    loadIndex: (...given) => loadIndex(db, ...given),
    revisions: (...given) => revisions(db, ...given),
    splitStory: (...given) => splitStory(db, ...given),
    keepApart: (...given) => keepApart(db, ...given),

    lastSequence: () => lastSequence(line),
    readLog: () => readLog(db),
    beginEpoch: () => beginEpoch(db),
    changesAfter: (...given) => changesAfter(db, ...given),
    readFeed: (...given) => readFeed(db, ...given),
    readPlaces: (...given) => readPlaces(db, ...given),
    readItems: (...given) => readItems(db, ...given),
    findStory: (...given) => findStory(db, ...given),

    ...buildReplays(db),
    ...buildRemovals(db),
    ...buildSourceLinks(db),
    ...buildAudit(db),
    ...buildOperators(db),
    ...buildBackfills(db),
    ...buildKeeping(db),
    ...buildBackups(pool, async () => {
      await readStoriesAgain(db)
      await shelveWaiting(db, MOST_WAITING)
    }),
    ...buildSubscribers(db),
    ...buildApiKeys(db),
    ...buildArchiveDocuments(db),
    ...buildPoliteness(db),
    measureLine: () => measureLine(db),
    ...buildDigests(db),

    search: (...given) => search(db, ...given),
    changesWithItems: (...given) => changesWithItems(db, ...given),
    listArticles: (...given) => listArticles(db, ...given),
    findAddresses: (...given) => findAddresses(db, ...given),
    countBy: (...given) => countBy(db, ...given),
    countByDay: (...given) => countByDay(db, ...given),
    countByDayAndTopic: (...given) => countByDayAndTopic(db, ...given),
    listLatest: (...given) => listLatest(db, ...given),
    readStretch: (...given) => readStretch(db, ...given),
    exportStories: (...given) => exportStories(db, ...given),

    room: () => disk.look(),

    close() {
      words.end()
      closed ??= close()
      return closed
    },
  }
}
