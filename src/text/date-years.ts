import type { FoundDate, Moment } from './read-dates.ts'
import { dayIn, instantOf, isCalendarDay, wallTime } from './zone.ts'

const DAY_MS = 86_400_000
/** A list may be out of order by this much (a pinned row, a late correction) and still count as sorted. */
const SLACK_DAYS = 3

/** The calendar day of a moment in its own zone, `YYYY-MM-DD`. */
export const dayOf = (moment: Moment): string =>
  moment.precision === 'day' ? moment.day : dayIn(moment.zone, moment.at)
const dayNumber = (moment: Moment) => Math.floor(Date.parse(dayOf(moment)) / DAY_MS)

/** The same day and time in another year; null for 29 February where there is none. */
export function inYear(moment: Moment, year: number): Moment | null {
  const [, month, day] = dayOf(moment).split('-').map(Number) as [number, number, number]
  if (!isCalendarDay(year, month, day)) return null
  if (moment.precision === 'day') {
    return { ...moment, day: `${year}${moment.day.slice(4)}` }
  }
  const wall = wallTime(moment.at, moment.zone)
  return { ...moment, at: instantOf({ ...wall, year }, moment.zone) }
}

/**
 * The years of a list's rows. A row without a year was read as the latest that is not in the future; in a list sorted
 * newest first it cannot be newer than the row above, so after 01-02 comes 12-31 of the year before, and a page of an
 * archive takes the year of its neighbours that print one. `null` rows have no date and stay so.
 */
export function resolveYears(rows: (FoundDate | null)[]): (Moment | null)[] {
  const moments = rows.map(row => row?.moment ?? null)
  if (!rows.some(row => row?.kind === 'yearless')) return moments
  if (!looksNewestFirst(rows)) return moments

  let last: Moment | null = null
  rows.forEach((row, place) => {
    if (!row) return
    if (row.kind === 'yearless' && last) moments[place] = notAfter(row.moment, last)
    last = moments[place] ?? last
  })
  return moments
}

/** True when month and day fall, but for the turn of a year, on nearly all steps of the list. */
function looksNewestFirst(rows: (FoundDate | null)[]): boolean {
  const days = rows.flatMap(row => (row ? [dayNumber(row.moment)] : []))
  let falling = 0
  let rising = 0
  for (let at = 1; at < days.length; at++) {
    const step = days[at]! - days[at - 1]!
    if (step <= SLACK_DAYS || step > 250) falling++
    else rising++
  }
  return falling > 0 && rising * 8 <= falling
}

function notAfter(moment: Moment, above: Moment): Moment {
  const limit = dayNumber(above) + SLACK_DAYS
  if (dayNumber(moment) <= limit) return moment
  const year = Number(dayOf(above).slice(0, 4))
  for (const candidate of [inYear(moment, year), inYear(moment, year - 1)]) {
    if (candidate && dayNumber(candidate) <= limit) return candidate
  }
  return moment
}
