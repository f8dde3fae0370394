import type { Log } from '../../store/epoch.ts'
import { Problem } from '../http/problem.ts'
import type { ApiParts } from './api-parts.ts'

/**
 * Throws a 410 Problem for a place in another change log: one of another epoch, or one that this log has not come to. After a restore
 * whoever follows would wait for ever, or miss what stands under numbers that it has read already.
 */
export async function checkCursor(
  { store }: Pick<ApiParts, 'store'>,
  after: number,
  epoch?: string,
): Promise<string> {
  const log = await store.readLog()
  checkPlace(
    log,
    after,
    epoch,
    `or take /api/v1/export/stories.ndjson and go on after ${log.lastSequence}`,
  )
  return log.epoch
}

/** The same for a place in the log of figures, which has numbers of its own. */
export async function checkSeriesCursor(
  { store }: Pick<ApiParts, 'store'>,
  after: number,
  epoch?: string,
): Promise<string> {
  const [log, lastSequence] = await Promise.all([store.readLog(), store.lastSeriesSequence()])
  const instead = `or take /api/v1/series/points.ndjson and go on after ${lastSequence}`
  checkPlace({ ...log, lastSequence }, after, epoch, instead)
  return log.epoch
}

function checkPlace(log: Log, after: number, epoch: string | undefined, instead: string): void {
  const isOther = epoch !== undefined && epoch !== log.epoch
  if (!isOther && after <= log.lastSequence) return
  const why = isOther ? `epoch ${epoch.slice(0, 40)}` : `after=${after}`
  throw new Problem(
    410,
    'The change log began anew',
    `${why} belongs to a change log that is gone: this one is ${log.epoch} and ends at ${log.lastSequence}. Forget what you hold and begin again with after=0, ${instead}`,
  )
}
