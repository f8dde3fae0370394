import type { Source } from '../model/source.ts'
import type { CrawlWorld } from './world.ts'

const DAY_MS = 86_400_000

/** The source as it is crawled while it is read back: what is no older than that day is followed. */
export function reachBack(source: Source, since: Date, now: Date): Source {
  const days = Math.ceil((now.getTime() - since.getTime()) / DAY_MS) + 1
  return { ...source, maxAgeDays: Math.max(source.maxAgeDays, days) }
}

/** Ends the reading back of a source when every list was paged to its end and nothing of it waits to be fetched now. */
export async function endWhenReached(
  { store, now, log }: Pick<CrawlWorld, 'store' | 'now' | 'log'>,
  sourceId: string,
): Promise<void> {
  const state = await store.findSource(sourceId)
  // Behind a wall nothing waits because nothing may be asked for.
  if (!state || state.held) return
  const [resumes, due] = await Promise.all([
    store.findResumes(sourceId),
    store.dueLinks(sourceId, now(), 1),
  ])
  if (resumes.length || due.length) return
  await store.endBackfill(sourceId, 'done', now())
  log.info({ source: sourceId }, 'read back as far as was asked')
}
