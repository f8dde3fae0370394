import { workerData } from 'piscina'
import type { OutletEntry } from '../model/outlet.ts'
import type { ReadContext } from '../parse/context.ts'
import {
  type ArticleReading,
  type EntryReading,
  readArticlePage,
  readEntryPage,
} from '../parse/read-page.ts'
import { buildOutletTable } from '../text/outlet-table.ts'
import type { ReadingTask } from './reading-pool.ts'

const outlets = buildOutletTable((workerData as { outlets: OutletEntry[] }).outlets)

/** Runs on a thread of the reading pool. */
export function readTask(task: ReadingTask): ArticleReading | EntryReading {
  const context: ReadContext = {
    url: task.page.finalUrl,
    now: task.page.fetchedAt,
    zone: task.zone,
    language: task.language,
    outlets,
    listed: task.listed,
    articleRules: task.articleRules,
    listingRules: task.listingRules,
  }
  return task.task === 'article'
    ? readArticlePage(task.page, context)
    : readEntryPage(task.page, task.kind, context)
}

// The pool takes the default export of this file.
// biome-ignore lint/style/noDefaultExport: piscina's convention
export default readTask
