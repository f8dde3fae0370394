import { threadId } from 'node:worker_threads'
import { workerData } from 'piscina'
import type { Article } from '../model/article.ts'
import type { ReadPoint } from '../model/series.ts'
import { TooComplexError } from '../parse/build-tree.ts'
import type { ReadContext } from '../parse/context.ts'
import {
  type ArticleReading,
  type EntryReading,
  readArticlePage,
  readEntryPage,
} from '../parse/read-page.ts'
import { bulletinOf } from '../series/bulletin-of.ts'
import { buildLexicon } from '../series/lexicon.ts'
import { readPoints } from '../series/read-points.ts'
import { buildOutletTable } from '../text/outlet-table.ts'
import { type Begun, tellBegun } from './limit-reading.ts'
import type { ReadingAnswer, ReadingTables, ReadingTask } from './reading-pool.ts'

const tables = workerData as ReadingTables
const outlets = buildOutletTable(tables.outlets)
const lexicon = tables.series && buildLexicon(tables.series)

/**
 * Runs on a thread of the reading pool; `begun` tells who waits that this thread has taken the page up. Comes back with the processor
 * time that it took.
 */
export function readTask({ begun, ...task }: ReadingTask & { begun: Begun }): ReadingAnswer {
  const before = process.threadCpuUsage()
  tellBegun(begun, threadId, (before.user + before.system) / 1000)
  const reading = readOrRefuse(task)
  const points = reading.kind === 'article' ? figuresOf(reading.article, task.page.fetchedAt) : null
  const { user, system } = process.threadCpuUsage(before)
  return { reading, points, cpuMs: (user + system) / 1000 }
}

/** The market figures of an article, as it will be published if this is its first reading. */
function figuresOf(article: Article, fetchedAt: Date): ReadPoint[] | null {
  try {
    return lexicon && readPoints(bulletinOf(article, fetchedAt), lexicon)
  } catch {
    // A fault of ours that is told when the article is published: it is no reason not to have it.
    return null
  }
}

function readOrRefuse(task: ReadingTask): ReadingAnswer['reading'] {
  try {
    return readPage(task)
  } catch (error) {
    // Only the names of standard errors come through to the other thread.
    if (!(error instanceof TooComplexError)) throw error
    const outcome = { kind: 'failed', reason: 'too-complex', detail: error.message } as const
    return { kind: 'failed', outcome }
  }
}

function readPage(task: ReadingTask): ArticleReading | EntryReading {
  const context: ReadContext = {
    url: task.page.finalUrl,
    now: task.page.fetchedAt,
    zone: task.zone,
    language: task.language,
    outlets,
    listed: task.listed,
    articleRules: task.articleRules,
    listingRules: task.listingRules,
    dataRules: task.dataRules,
    request: task.request,
  }
  return task.task === 'article'
    ? withoutReasons(readArticlePage(task.page, context))
    : readEntryPage(task.page, task.kind, context)
}

/** Nobody asks the pool why, and to hand the reasons over costs as much as the article. */
const withoutReasons = (reading: ArticleReading): ArticleReading =>
  reading.kind === 'article' ? { ...reading, explanations: [] } : reading

// The pool takes the default export of this file.
// biome-ignore lint/style/noDefaultExport: piscina's convention
export default readTask
