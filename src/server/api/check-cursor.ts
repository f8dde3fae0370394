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
  const isOther = epoch !== undefined && epoch !== log.epoch
  if (!isOther && after <= log.lastSequence) return log.epoch
  const why = isOther ? `epoch ${epoch.slice(0, 40)}` : `after=${after}`
  throw new Problem(
    410,
    'The change log began anew',
    `${why} belongs to a change log that is gone: this one is ${log.epoch} and ends at ${log.lastSequence}. Forget what you hold and begin again with after=0, or take /api/v1/export/stories.ndjson and go on after ${log.lastSequence}`,
  )
}
