/** Calendar and clock as a wall shows them. Months and days from 1; hours 0 to 23. */
export type WallTime = { year: number; month: number; day: number; hour: number; minute: number }

const formats = new Map<string, Intl.DateTimeFormat>()
/** By zone, then by the half hour. */
const offsets = new Map<string, Map<number, number>>()
let offsetsKept = 0
const HOUR_MS = 3_600_000
/** Enough for every hour of three years; then the memory starts anew. */
const OFFSETS_KEPT = 30_000

/** Minutes of a fixed offset such as `+08:00` or `UTC`; null for an IANA name. */
export function fixedOffset(zone: string): number | null {
  if (zone === 'UTC' || zone === 'Z') return 0
  if (zone[0] !== '+' && zone[0] !== '-') return null
  const found = /^([+-])(\d{2}):(\d{2})$/.exec(zone)
  if (!found) return null
  const minutes = Number(found[2]) * 60 + Number(found[3])
  return found[1] === '-' ? -minutes : minutes
}

/** `+08:00` for 480. */
export function offsetName(minutes: number): string {
  const size = Math.abs(minutes)
  const two = (value: number) => String(value).padStart(2, '0')
  return `${minutes < 0 ? '-' : '+'}${two(Math.floor(size / 60))}:${two(size % 60)}`
}

function formatOf(zone: string): Intl.DateTimeFormat {
  const known = formats.get(zone)
  if (known) return known
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
  })
  formats.set(zone, format)
  return format
}

/** Minutes that a zone (IANA name or fixed offset) is ahead of UTC at an instant. Throws RangeError on an unknown zone. */
export function offsetAt(zone: string, at: number): number {
  const fixed = fixedOffset(zone)
  if (fixed !== null) return fixed

  // Every zone of the last thirty years changes its offset on a whole or half hour.
  const slot = Math.floor(at / (HOUR_MS / 2))
  const known = offsets.get(zone)?.get(slot)
  if (known !== undefined) return known

  const parts: Record<string, number> = {}
  for (const part of formatOf(zone).formatToParts(slot * (HOUR_MS / 2))) {
    if (part.type !== 'literal') parts[part.type] = Number(part.value)
  }
  const wall = Date.UTC(parts.year!, parts.month! - 1, parts.day!, parts.hour!, parts.minute!)
  const minutes = Math.round((wall - slot * (HOUR_MS / 2)) / 60_000)
  keepOffset(zone, slot, minutes)
  return minutes
}

function keepOffset(zone: string, slot: number, minutes: number): void {
  if (++offsetsKept > OFFSETS_KEPT) {
    offsets.clear()
    offsetsKept = 1
  }
  const ofZone = offsets.get(zone) ?? new Map<number, number>()
  offsets.set(zone, ofZone.set(slot, minutes))
}

/** True for a fixed offset and for a name that the runtime's tz database knows. */
export function isZone(zone: string): boolean {
  if (fixedOffset(zone) !== null) return true
  try {
    formatOf(zone)
    return true
  } catch {
    return false
  }
}

/**
 * The instant at which the clocks of a zone show this time. A time that a change of clocks leaves out is read with the
 * offset before the change, one that occurs twice is read as the first (as in RFC 5545, 3.3.5).
 */
export function instantOf(wall: WallTime, zone: string): Date {
  const utc = Date.UTC(wall.year, wall.month - 1, wall.day, wall.hour, wall.minute)
  const before = offsetAt(zone, utc - 24 * HOUR_MS)
  const after = offsetAt(zone, utc + 24 * HOUR_MS)
  const first = utc - before * 60_000
  if (before === after || offsetAt(zone, first) === before) return new Date(first)
  const second = utc - after * 60_000
  return new Date(offsetAt(zone, second) === after ? second : first)
}

/** What the clocks of a zone show at an instant. */
export function wallTime(at: Date, zone: string): WallTime {
  const local = new Date(at.getTime() + offsetAt(zone, at.getTime()) * 60_000)
  return {
    year: local.getUTCFullYear(),
    month: local.getUTCMonth() + 1,
    day: local.getUTCDate(),
    hour: local.getUTCHours(),
    minute: local.getUTCMinutes(),
  }
}

/** `YYYY-MM-DD` of a calendar day. */
export function dayName(day: { year: number; month: number; day: number }): string {
  const two = (value: number) => (value < 10 ? `0${value}` : `${value}`)
  return `${String(day.year).padStart(4, '0')}-${two(day.month)}-${two(day.day)}`
}

/** The calendar day of an instant in a zone, `YYYY-MM-DD`. */
export function dayIn(zone: string, at: Date): string {
  return dayName(wallTime(at, zone))
}

/** True for a day of the calendar: 2021-02-30 is none. */
export function isCalendarDay(year: number, month: number, day: number): boolean {
  if (month < 1 || month > 12 || day < 1) return false
  if (day <= 28 && year > 0) return true
  return day <= new Date(Date.UTC(year, month, 0)).getUTCDate()
}

/** A calendar day some days on (or back, when negative). */
export function shiftDay(day: { year: number; month: number; day: number }, days: number) {
  const shifted = new Date(Date.UTC(day.year, day.month - 1, day.day + days))
  return {
    year: shifted.getUTCFullYear(),
    month: shifted.getUTCMonth() + 1,
    day: shifted.getUTCDate(),
  }
}
