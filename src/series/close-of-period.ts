import { addDays, latestWeekday, weekdayOf } from './calendar.ts'
import type { Dates, Span, Time } from './read-time.ts'

/** What a word such as 本周, this month or 一季度 spans. */
export function spanOfWord(word: string): Span {
  if (/周|星期|五日|五个交易日|week|five/i.test(word)) return 'week'
  return /月|month/i.test(word) ? 'month' : 'other'
}

/** The last day of the Monday-to-Friday week that a day stands in or behind. */
export const lastWeekdayOf = (day: string): string =>
  weekdayOf(day) % 6 === 0 ? latestWeekday(5, day) : day

/**
 * The trading day that the close of a span is of, or null where the text does not say when the span ends. A week without a date is the
 * one that is over when the text comes out: told from its Friday to the Monday after; in the middle of a week nobody knows.
 */
export function closeDayOf(time: Extract<Time, { kind: 'period' }>, dates: Dates): string | null {
  // A year's figures are of many days; its last one is named.
  if (time.span === 'year') return null
  if (time.lastDay) return lastWeekdayOf(time.lastDay)
  if (time.span !== 'week') return null
  const told = dates.text < dates.published ? dates.text : dates.published
  const weekday = weekdayOf(told)
  return weekday >= 2 && weekday <= 4 ? null : latestWeekday(5, told)
}

/** The weekdays of a span of at most a week. */
export function daysOfSpan(time: Time): string[] {
  if (time.kind !== 'period' || !time.firstDay || !time.lastDay) return []
  const days: string[] = []
  for (let day = time.firstDay; day <= time.lastDay && days.length < 7; day = addDays(day, 1))
    if (weekdayOf(day) % 6 !== 0) days.push(day)
  return days
}

/** The Friday of the week before: 上周, last week. */
export const fridayOfLastWeek = (published: string): string =>
  addDays(latestWeekday(1, published), -3)
