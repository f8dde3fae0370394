import { getCompileCacheDir } from 'node:module'
import { availableParallelism, totalmem } from 'node:os'
import { dirname, extname } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import { Piscina } from 'piscina'
import type { Outcome } from '../model/outcome.ts'
import type { OutletEntry } from '../model/outlet.ts'
import type { Page } from '../model/page.ts'
import type { Published } from '../model/published.ts'
import type { ReadPoint, SeriesConfig } from '../model/series.ts'
import type { ArticleRules, DataRules, Entry, ListingRules } from '../model/source.ts'
import type { ArticleReading, EntryReading } from '../parse/read-page.ts'
import { bulletinOf } from '../series/bulletin-of.ts'
import type { Bulletin } from '../series/read-points.ts'
import { limitReading, neverBegun, type ReadingLimit } from './limit-reading.ts'
import { openReadingPlaces } from './reading-places.ts'

/** What a reader must know beside the page; all of it can cross to another thread. */
export type ReadingRequest = {
  page: Page
  zone: string
  language: string | null
  listed: { title: string; truncated: boolean; published: Published | null } | null
  articleRules?: ArticleRules
  listingRules?: ListingRules
  dataRules?: DataRules
  /** How an entry's page was asked for, where that is more than its address. */
  request?: string
}

export type ReadingTask =
  | ({ task: 'article' } & ReadingRequest)
  | ({ task: 'entry'; kind: Entry['kind'] } & ReadingRequest)

/** What of the configuration pages are read with. */
export type ReadingTables = {
  outlets: OutletEntry[]
  /** The words of market figures, where there are any. */
  series: SeriesConfig | null
}

/** What a thread gives back. */
export type ReadingAnswer = {
  reading: ArticleReading | EntryReading | ReadingFailure
  /** The market figures of the article, when they were asked for. */
  points: ReadPoint[] | null
  cpuMs: number
}

/** The page cost more than a page may: it is given up, and only it. */
export type ReadingFailure = { kind: 'failed'; outcome: Outcome }

/** Reads pages on other threads, each within a deadline and a memory limit. */
export interface ReadingPool {
  readArticle(request: ReadingRequest): Promise<ArticleReading | ReadingFailure>
  readEntry(request: ReadingRequest, kind: Entry['kind']): Promise<EntryReading | ReadingFailure>
  /** Pages that are taken up from now on are read with these tables. */
  useTables(tables: ReadingTables): void
  close(): Promise<void>
}

/** The part of a pino logger that is used here. */
export type ReadingLog = { error(fields: object, message: string): void }

/** A page is allowed so much of a processor's time. What waits, and the start of a thread, is not timed. */
const DEADLINE_MS = 10_000
const HEAP_MB = 256
/** What a page leaves behind is swept up often: a thread of its own takes half the memory so. */
const YOUNG_MB = 12
/** More of them read faster than one process can fetch, store and publish. */
const MOST_THREADS = 8

export type ReadingLimits = {
  threads?: number
  deadlineMs?: number
  /** Told how much processor time each page took. */
  onRead?: (cpuMs: number) => void
  /** Told which market figures stand in an article; without it they are not looked for. */
  onFigures?: (bulletin: Bulletin, words: SeriesConfig, points: ReadPoint[]) => void
}

/** Opens the pool; threads start when the first page comes. */
export function openReadingPool(
  given: ReadingTables,
  log: ReadingLog,
  {
    threads = defaultThreads(),
    deadlineMs = DEADLINE_MS,
    onRead = () => {},
    onFigures,
  }: ReadingLimits = {},
): ReadingPool {
  // A process that reads nothing has no threads for it.
  let pool: Piscina | null = null
  const used = (all: ReadingTables) => (onFigures ? all : { ...all, series: null })
  let tables = used(given)
  const places = openReadingPlaces(threads)

  async function run<Reading>(task: ReadingTask): Promise<Reading | ReadingFailure> {
    let limit: ReadingLimit | null = null
    const place = { begun: () => (limit?.begun.thread[0] ?? 0) !== 0 }
    await places.take(place)
    pool ??= startThreads(tables, threads)
    const current = pool
    const words = tables.series
    limit = limitReading(current, deadlineMs)
    try {
      const options = { signal: limit.signal }
      const answer: ReadingAnswer = await current.run({ ...task, begun: limit.begun }, options)
      const { reading, points } = answer
      onRead(answer.cpuMs)
      if (points && words && reading.kind === 'article')
        onFigures?.(bulletinOf(reading.article, task.page.fetchedAt), words, points)
      return reading as Reading
    } catch (error) {
      return { kind: 'failed', outcome: outcomeOf(error, log) }
    } finally {
      limit.end()
      places.giveBack(place)
    }
  }

  return {
    readArticle: request => run({ task: 'article', ...request }),
    readEntry: (request, kind) => run({ task: 'entry', kind, ...request }),
    useTables(changed) {
      const before = tables
      tables = used(changed)
      if (isDeepStrictEqual(tables, before)) return
      const old = pool
      pool = null
      // Pages that are being read end as they began.
      void old?.close()
    },
    close: async () => pool?.destroy(),
  }
}

function startThreads(tables: ReadingTables, threads: number): Piscina {
  const pool = new Piscina({
    // The sources are .ts files, the built package .js files.
    filename: new URL(`./reading-worker${extname(import.meta.url)}`, import.meta.url).href,
    minThreads: 1,
    maxThreads: threads,
    idleTimeout: 30_000,
    resourceLimits: { maxOldGenerationSizeMb: HEAP_MB, maxYoungGenerationSizeMb: YOUNG_MB },
    workerData: tables,
    env: { ...process.env, ...compileCache() },
  })
  // A thread that dies of its page rejects that page's task; without a listener it would end the process.
  pool.on('error', () => {})
  return pool
}

/** Where this thread keeps what was compiled and stripped of types, in the words of the environment: a thread looks nowhere else. */
function compileCache(): { NODE_COMPILE_CACHE?: string } {
  const own = getCompileCacheDir()
  // Its last part is this version of Node's.
  return own ? { NODE_COMPILE_CACHE: dirname(own) } : {}
}

const defaultThreads = () =>
  threadsFor({
    cores: availableParallelism(),
    memory: Math.min(process.constrainedMemory() || totalmem(), totalmem()),
  })

/** As many reading threads as cores; together they may fill a quarter of the memory, in bytes, that this process may have. */
export function threadsFor({ cores, memory }: { cores: number; memory: number }): number {
  const byMemory = Math.floor(memory / 4 / (HEAP_MB * 1024 * 1024))
  return Math.max(1, Math.min(MOST_THREADS, cores, byMemory))
}

/**
 * A limit that was hit is the page's fault. Anything else is a fault of ours that this page has shown: the page is tried again later,
 * when it may have been mended, and the others go on.
 */
function outcomeOf(error: unknown, log: ReadingLog): Outcome {
  const { name, code, message } = error as Error & { code?: string }
  if (error === neverBegun || (error as Error).cause === neverBegun)
    return { kind: 'retry', reason: 'own-fault', detail: neverBegun.message }
  if (name === 'AbortError' || name === 'TimeoutError')
    return { kind: 'failed', reason: 'parse-timeout' }
  if (code === 'ERR_WORKER_OUT_OF_MEMORY') return { kind: 'failed', reason: 'parse-memory' }

  log.error({ err: error }, 'a page could not be read because of a fault in the reader')
  return { kind: 'retry', reason: 'reader-fault', detail: message }
}
