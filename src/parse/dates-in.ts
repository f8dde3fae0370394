import { type DateOptions, type FoundDate, readDates } from '../text/read-dates.ts'

/** A longer text stands on a page once. */
const LONGEST_KNOWN = 120
const known = new WeakMap<DateOptions, Map<string, readonly FoundDate[]>>()

/**
 * The dates in a text, each text read once for one object of options: the same dates stand in a row, in its line, its element and its
 * node, and in many rows.
 */
export function datesIn(text: string, options: DateOptions): readonly FoundDate[] {
  if (text.length > LONGEST_KNOWN) return readDates(text, options)
  let read = known.get(options)
  if (!read) {
    read = new Map()
    known.set(options, read)
  }
  const before = read.get(text)
  if (before) return before
  const dates = readDates(text, options)
  read.set(text, dates)
  return dates
}
