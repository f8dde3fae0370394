import type { DateOptions, Moment } from './read-dates.ts'
import { isPlausible } from './read-dates.ts'
import { dayName, instantOf, isCalendarDay } from './zone.ts'

const letters: Record<string, string> = {
  YYYY: '(?<year>\\d{4})',
  YY: '(?<short>\\d{2})',
  MM: '(?<month>\\d{1,2})',
  M: '(?<month>\\d{1,2})',
  DD: '(?<day>\\d{1,2})',
  D: '(?<day>\\d{1,2})',
  HH: '(?<hour>\\d{1,2})',
  mm: '(?<minute>\\d{2})',
}

/** `DD YYYY/MM HH:mm` as a pattern: letters are digits, a space is any white space or none, the rest is itself. */
export function datePattern(format: string): RegExp | null {
  const source = format.replace(/YYYY|YY|MM?|DD?|HH|mm|\s+|[^\s]/g, part => {
    const letter = letters[part]
    if (letter) return letter
    return /^\s/.test(part) ? '\\s{0,9}' : part.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&')
  })
  try {
    return new RegExp(source)
  } catch {
    // The same letters twice: a format that says nothing.
    return null
  }
}

/**
 * The date that a text spells in an operator's format (YYYY YY MM DD HH mm), or null when it does not fit, is no day of
 * the calendar or lies outside of what can be a date of publication. A format without a year reads nothing.
 */
export function readFormattedDate(
  text: string,
  format: string,
  { now, zone }: DateOptions,
): Moment | null {
  const found = datePattern(format)?.exec(text)?.groups
  if (!found || (found.year === undefined && found.short === undefined)) return null
  const year = found.year ? Number(found.year) : 2000 + Number(found.short)
  const [month, day] = [Number(found.month), Number(found.day)]
  if (!isCalendarDay(year, month, day)) return null
  const [hour, minute] = [Number(found.hour), Number(found.minute ?? 0)]
  const moment: Moment =
    found.hour !== undefined && hour < 24 && minute < 60
      ? { precision: 'minute', at: instantOf({ year, month, day, hour, minute }, zone), zone }
      : { precision: 'day', day: dayName({ year, month, day }), zone }
  return isPlausible(moment, now) ? moment : null
}
