import { likelyZone } from '../../text/likely-zone.ts'
import type { Moment } from '../../text/read-dates.ts'
import { dayIn, fixedOffset, offsetAt, offsetName } from '../../text/zone.ts'
import type { ReadContext } from '../context.ts'
import type { PageDocument } from '../document.ts'
import { statedLanguage } from './date-surroundings.ts'
import type { DateCandidate } from './published-candidate.ts'

/** The zone of a context that knows none. Times without one are kept as they are printed. */
const UNKNOWN = 'Etc/UTC'
const MINUTE_MS = 60_000

/**
 * The zone that a moment is told in. Universal time and the source's own offset are ways to write an instant, no place
 * of their own: such a moment is told in the source's zone, or, where no source is known, in the zone that the page's
 * shown times, its country or its language point to.
 */
export function shownZone(
  moment: Moment,
  candidates: DateCandidate[],
  page: PageDocument,
  { zone, url }: ReadContext,
): string {
  if (moment.precision === 'day') return moment.zone
  const offset = fixedOffset(moment.zone)
  if (offset === null) return moment.zone
  const at = moment.at.getTime()
  if (zone !== UNKNOWN) return offset === 0 || offset === offsetAt(zone, at) ? zone : moment.zone
  if (offset !== 0) return moment.zone
  return (
    zoneOfShown(moment.at, candidates) ??
    confirmedZone(moment.at, candidates, likelyZone(new URL(url).hostname, statedLanguage(page))) ??
    moment.zone
  )
}

/** The offset by which a time that is shown near the title differs from the declared instant. */
function zoneOfShown(at: Date, candidates: DateCandidate[]): string | null {
  for (const { moment, place, score } of candidates) {
    if (place === null || score < 5 || moment.precision === 'day' || moment.zone !== UNKNOWN)
      continue
    const apart = (moment.at.getTime() - at.getTime()) / MINUTE_MS
    const minutes = Math.round(apart / 30) * 30
    const isOffset = Math.abs(apart - minutes) < 1 && minutes >= -720 && minutes <= 840
    if (isOffset && minutes !== 0) return offsetName(minutes)
  }
  return null
}

/** The likely zone, unless what is shown or the address speaks for the day of universal time or of America. */
function confirmedZone(
  at: Date,
  candidates: DateCandidate[],
  likely: string | null,
): string | null {
  const days = new Set(
    candidates.flatMap(({ moment, place, evidence, score }) =>
      moment.precision === 'day' && (evidence === 'address' || (place !== null && score >= 4.4))
        ? [moment.day]
        : [],
    ),
  )
  if (likely && (days.size === 0 || days.has(dayIn(likely, at)))) return likely
  if (days.has(dayIn('UTC', at))) return null
  return days.has(dayIn('America/New_York', at)) ? 'America/New_York' : likely
}
