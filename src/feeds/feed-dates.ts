import type { Published } from '../model/published.ts'
import { instantOf } from '../text/zone.ts'

/** The earliest year that any format and reader takes. */
const EARLIEST_MS = Date.UTC(1970, 0, 1)

/** The instant that stands for a publisher's date: a day is its 00:00 in the source's zone. Null where there is none. */
export function instantOfPublished(published: Published | null): Date | null {
  if (!published) return null
  const at =
    published.precision === 'minute' ? published.at : startOfDay(published.day, published.zone)
  return at && at.getTime() >= EARLIEST_MS ? at : null
}

function startOfDay(day: string, zone: string): Date | null {
  const found = /^(\d{4})-(\d{2})-(\d{2})$/.exec(day)
  if (!found) return null
  const [, year, month, date] = found.map(Number) as [number, number, number, number]
  try {
    return instantOf({ year, month, day: date, hour: 0, minute: 0 }, zone)
  } catch {
    return null
  }
}

/** The instant that feeds date an item by, in whole seconds: as published; as first seen where that is unknown or would lie ahead. */
export function feedInstant(item: { published: Published | null; firstSeen: Date }): Date {
  const said = instantOfPublished(item.published)
  const at = said && said.getTime() <= item.firstSeen.getTime() ? said : item.firstSeen
  return new Date(Math.floor(at.getTime() / 1000) * 1000)
}

/** RFC 822 with a four-digit year, in GMT: `Tue, 03 Mar 2026 08:00:00 GMT`. */
export const rfc822 = (at: Date) => at.toUTCString()

/** RFC 3339 in UTC, whole seconds: `2026-03-03T08:00:00Z`. */
export const rfc3339 = (at: Date) => `${at.toISOString().slice(0, 19)}Z`
