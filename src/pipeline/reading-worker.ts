import { threadId } from 'node:worker_threads'
import { workerData } from 'piscina'
import type { OutletEntry } from '../model/outlet.ts'
import { TooComplexError } from '../parse/build-tree.ts'
import type { ReadContext } from '../parse/context.ts'
import {
  type ArticleReading,
  type EntryReading,
  readArticlePage,
  readEntryPage,
} from '../parse/read-page.ts'
import { buildOutletTable } from '../text/outlet-table.ts'
import { type Begun, tellBegun } from './limit-reading.ts'
import type { ReadingFailure, ReadingTask } from './reading-pool.ts'

const outlets = buildOutletTable((workerData as { outlets: OutletEntry[] }).outlets)

type Reading = ArticleReading | EntryReading | ReadingFailure

/**
 * Runs on a thread of the reading pool; `begun` tells who waits that this thread has taken the page up. Comes back with the processor
 * time that it took.
 */
export function readTask({ begun, ...task }: ReadingTask & { begun: Begun }): {
  reading: Reading
  cpuMs: number
} {
  const before = process.threadCpuUsage()
  tellBegun(begun, threadId, (before.user + before.system) / 1000)
  const reading = readOrRefuse(task)
  const { user, system } = process.threadCpuUsage(before)
  return { reading, cpuMs: (user + system) / 1000 }
}

function readOrRefuse(task: ReadingTask): Reading {
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
    ? readArticlePage(task.page, context)
    : readEntryPage(task.page, task.kind, context)
}

// The pool takes the default export of this file.
// biome-ignore lint/style/noDefaultExport: piscina's convention
export default readTask
