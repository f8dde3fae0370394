import type { Holidays } from '../model/holidays.ts'
import { offsetAt } from '../text/zone.ts'

/**
 * What kind of day it is where a source is: `feast` lies in a long stretch off, `eve` beside one; `unknown` is a weekday of a year
 * that has not been announced yet.
 */
export type DayKind = 'work' | 'off' | 'feast' | 'eve' | 'unknown'

/** Tells what kind of day it is in a zone. */
export type Calendar = (zone: string, day: string) => DayKind

const DAY_MS = 86_400_000
/** A stretch off is long from so many days on; around it people leave earlier and come back later. */
const LONG_DAYS = 5
const EVE_DAYS = 4

type Country = {
  zones: string[]
  knownUntil: string
  off: Set<string>
  feasts: Set<string>
  eves: Set<string>
  work: Set<string>
}

/** The day of an instant in a zone, and its hour. */
export function wallDay(zone: string, at: Date): { day: string; hour: number } {
  const wall = new Date(at.getTime() + offsetAt(zone, at.getTime()) * 60_000)
  return { day: wall.toISOString().slice(0, 10), hour: wall.getUTCHours() }
}

export const addDays = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10)

/** Days off in a row on which people are away: a holiday beside a weekend. */
const LONG_WEEKEND = 3

/** True while people are away: around a long holiday, and on a long weekend. */
export function isAwayOn(kindOf: (day: string) => DayKind, day: string): boolean {
  const isOff = (other: string) => ['off', 'feast'].includes(kindOf(other))
  if (!isOff(day)) return kindOf(day) === 'eve'
  let [first, last, days] = [day, day, 1]
  for (; days < LONG_WEEKEND && isOff(addDays(first, -1)); days++) first = addDays(first, -1)
  for (; days < LONG_WEEKEND && isOff(addDays(last, 1)); days++) last = addDays(last, 1)
  return days >= LONG_WEEKEND
}

export const isWeekend = (day: string): boolean =>
  [0, 6].includes(new Date(`${day}T00:00:00Z`).getUTCDay())

/** Builds the calendar; in a zone of no listed country every weekday is worked. */
export function buildCalendar(holidays: Holidays | null): Calendar {
  const countries = Object.values(holidays?.countries ?? {}).map(readCountry)
  const known = new Map<string, Country | null>()
  return (zone, day) => {
    let country = known.get(zone)
    if (country === undefined) {
      country =
        countries.find(({ zones }) => zones.includes(zone)) ??
        countries.find(({ zones }) =>
          zones.some(start => start.endsWith('/') && zone.startsWith(start)),
        ) ??
        null
      known.set(zone, country)
    }
    if (!country) return isWeekend(day) ? 'off' : 'work'
    if (country.feasts.has(day)) return 'feast'
    if (country.off.has(day)) return 'off'
    if (country.work.has(day)) return country.eves.has(day) ? 'eve' : 'work'
    if (isWeekend(day)) return 'off'
    if (country.eves.has(day)) return 'eve'
    return day > country.knownUntil ? 'unknown' : 'work'
  }
}

function readCountry({
  zones,
  knownUntil,
  off,
  likely,
  work,
}: Holidays['countries'][string]): Country {
  const country: Country = {
    ...{ zones, knownUntil, off: new Set(), feasts: new Set(), eves: new Set() },
    work: new Set(work),
  }
  for (const written of [...off, ...likely]) {
    const days = daysOf(written)
    for (const day of days) country.off.add(day)
    if (days.length < LONG_DAYS) continue
    for (const day of days) country.feasts.add(day)
    for (let away = 1; away <= EVE_DAYS; away++)
      country.eves.add(addDays(days[0]!, -away)).add(addDays(days.at(-1)!, away))
  }
  return country
}

/** The days of a stretch as it is written: one, or the first and the last. */
function daysOf(written: string): string[] {
  const [first, last = first] = written.split('/') as [string, string?]
  const days = [first]
  while (days.at(-1)! < last) days.push(addDays(days.at(-1)!, 1))
  return days
}
