import { readAddressYear } from '../../text/address-date.ts'
import { dayOf, inYear } from '../../text/date-years.ts'
import type { Moment } from '../../text/read-dates.ts'
import { dayIn, offsetAt } from '../../text/zone.ts'
import type { ReadContext } from '../context.ts'
import type { DateCandidate } from './published-candidate.ts'

/** Shown dates under this are those of other things: rows of lists, events, comments. */
const LEAST_SCORE = 3.4
const MINUTE_MS = 60_000
const DAY_MS = 86_400_000
/** What an address that carries the same day adds. */
const CONFIRMED = 1.2

/** The date that is believed most, refined by what agrees with it; null when none is believed enough. */
export function choosePublished(
  candidates: DateCandidate[],
  context: ReadContext,
  lastYearOf: () => number | null = () => null,
): DateCandidate | null {
  const dated = candidates.flatMap(candidate =>
    withYear(candidate, candidates, context.url, lastYearOf),
  )
  const own = dated.filter(({ thing }) => thing !== 'another thing')
  const published = own.filter(({ role }) => role === 'published')
  const address = published.find(({ evidence }) => evidence === 'address')
  const heard = published.filter(candidate => !isContradicted(candidate, published))
  const confirmed = heard.map(candidate =>
    address && candidate !== address && daysApart(candidate.moment, address.moment) <= 1
      ? { ...candidate, score: candidate.score + CONFIRMED }
      : candidate,
  )
  const [best] = confirmed.sort((a, b) => b.score - a.score)
  if (best && isBelieved(best)) return refine(best, confirmed, context)

  // A page that only says when it was last updated says when this text came out.
  const changed = own.find(
    ({ role, score, evidence }) =>
      role === 'modified' && score >= LEAST_SCORE && evidence === 'visible',
  )
  if (changed) return refine(changed, confirmed, context)
  return confirmed.find(({ evidence }) => evidence === 'list' || evidence === 'address') ?? null
}

/** What nobody says to be the page's own gives way where the listing and the address know of another day. */
function isContradicted(candidate: DateCandidate, all: DateCandidate[]): boolean {
  if (candidate.row !== 'scriptVariable') return false
  const others = all.filter(({ evidence }) => evidence === 'list' || evidence === 'address')
  return others.length > 0 && others.every(other => daysApart(candidate.moment, other.moment) > 1)
}

/** True for what the page itself says clearly enough. */
export const isBelieved = ({ evidence, thing, score }: DateCandidate) =>
  evidence !== 'list' && evidence !== 'address' && thing !== 'another thing' && score >= LEAST_SCORE

const daysApart = (a: Moment, b: Moment) =>
  Math.abs(Date.parse(dayOf(a)) - Date.parse(dayOf(b))) / DAY_MS

/** A page whose newest printed year lies so far back is old: its yearless dates are not of this year. */
const OLD_YEARS = 2

/**
 * A date without year takes the year of a date on the page that has one and the same day, or that it just precedes. On a page
 * that is old by all it prints, it has none: no date is better than this year's.
 */
function withYear(
  candidate: DateCandidate,
  all: DateCandidate[],
  url: string,
  lastYearOf: () => number | null,
): DateCandidate | [] {
  if (!candidate.isYearless) return candidate
  const anchor =
    all.find(
      ({ evidence, thing }) =>
        (evidence === 'meta' || evidence === 'json-ld') && thing !== 'another thing',
    ) ??
    all.find(({ evidence }) => evidence === 'list') ??
    all.find(({ evidence }) => evidence === 'address')
  if (!anchor) {
    const filed = readAddressYear(url)
    if (filed !== null) {
      const moment = inYear(candidate.moment, filed)
      return moment ? { ...candidate, moment } : []
    }
    const last = lastYearOf()
    const isOld = last !== null && Number(dayOf(candidate.moment).slice(0, 4)) - last >= OLD_YEARS
    return isOld ? [] : candidate
  }
  const year = Number(dayOf(anchor.moment).slice(0, 4))
  for (const tried of [year, year - 1]) {
    const moment = inYear(candidate.moment, tried)
    if (!moment) continue
    const isEqual = daysApart(moment, anchor.moment) <= 1
    if (isEqual || dayOf(moment) < dayOf(anchor.moment))
      return { ...candidate, moment, score: candidate.score + (isEqual ? 1.2 : 0) }
  }
  return candidate
}

/** A declared day takes the minute that is shown for it, and a declared zone that cannot be right gives way. */
function refine(best: DateCandidate, all: DateCandidate[], context: ReadContext): DateCandidate {
  const shown = all.filter(
    other =>
      other.moment.precision === 'minute' &&
      other !== best &&
      (other.score >= LEAST_SCORE || other.evidence === 'list'),
  )
  if (best.moment.precision === 'day') {
    const day = dayOf(best.moment)
    const isSameDay = ({ moment }: DateCandidate) =>
      dayOf(moment) === day ||
      (moment.precision === 'minute' && dayIn(context.zone, moment.at) === day)
    return shown.find(isSameDay) ?? best
  }
  const truthful = shown.find(
    other => other.place !== null && isOffsetApart(best.moment, other.moment, context.zone),
  )
  return truthful ?? best
}

/** True when two instants differ by exactly the source's offset: one of them was written with the wrong zone's label. */
function isOffsetApart(declared: Moment, shown: Moment, zone: string): boolean {
  if (declared.precision === 'day' || shown.precision === 'day' || shown.zone !== zone) return false
  const offset = Math.abs(offsetAt(zone, shown.at.getTime())) * MINUTE_MS
  if (offset === 0) return false
  return Math.abs(Math.abs(declared.at.getTime() - shown.at.getTime()) - offset) < MINUTE_MS
}
