import type { Published } from '../../model/published.ts'
import { readEpoch } from '../../text/epoch.ts'
import { readDate } from '../../text/read-dates.ts'
import type { ReadContext } from '../context.ts'

/**
 * A date field of a feed, sitemap or data record: RFC 822, RFC 3339, W3C, or what publishers write instead.
 * Without a zone it is read in the source's.
 */
export function readStamp(
  text: string | null | undefined,
  ctx: Pick<ReadContext, 'now' | 'zone'>,
): Published | null {
  if (!text) return null
  const at = readEpoch(text, ctx.now)
  if (at) return { precision: 'minute', at, zone: ctx.zone, evidence: 'list' }
  const moment = readDate(text.slice(0, 100), { now: ctx.now, zone: ctx.zone, compact: true })
  return moment && { ...moment, evidence: 'list' }
}
