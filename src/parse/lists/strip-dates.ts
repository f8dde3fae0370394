import type { AnyNode } from 'domhandler'
import type { Published } from '../../model/published.ts'
import { readAddressDay } from '../../text/address-date.ts'
import { resolveYears } from '../../text/date-years.ts'
import {
  type DateOptions,
  type FoundDate,
  isPlausible,
  type Moment,
  readDates,
} from '../../text/read-dates.ts'
import { dayIn, instantOf, wallTime } from '../../text/zone.ts'
import { datesIn } from '../dates-in.ts'
import { PageElement } from '../document.ts'
import { cleanTitle } from './clean-title.ts'
import type { Row } from './find-rows.ts'
import type { Event, Strip } from './find-strips.ts'
import { lineOf } from './line-of.ts'
import type { PageMeasure } from './measure-page.ts'
import { type DateCandidate, findRowDates } from './row-dates.ts'

/** The date of a row: what was read, and which candidate it was, when it stands in the row itself. */
export type RowDate = { published: Published; candidate: DateCandidate | null }

/** Text between rows that may be their date. */
const GAP_TEXT = 60

/** The dates of a strip's rows, by their place. */
export function dateRows(
  strip: Strip,
  measure: PageMeasure,
  given: DateOptions,
  ruled: (FoundDate | null)[] | null = null,
): (RowDate | null)[] {
  const rows = strip.events.flatMap(event => (event.kind === 'row' ? [event] : []))
  const { candidates, options } = findCandidates(rows, given)
  const chosen = chooseCandidates(candidates)
  const missing = chosen.filter(candidate => candidate === null).length
  const gaps: (FoundDate | null)[] =
    missing * 2 > rows.length || missing === rows.length
      ? gapDates(strip, measure, options)
      : rows.map(() => null)

  const sparse = !ruled && isSparse(chosen, gaps)
  const found = rows.map((row, at): FoundDate | null => {
    if (sparse) return null
    const own = ruled?.[at] ?? chosen[at]?.found
    if (own) return withAddressYear(own, row.row.anchors[0]!.url)
    return gaps[at] ? withClock(gaps[at], row.nodes, options) : null
  })
  const moments = resolveYears(found)
  return rows.map((row, at) => {
    const moment = moments[at]
    if (moment) return { published: { ...moment, evidence: 'list' }, candidate: chosen[at] ?? null }
    const published = readAddress(row.row.anchors[0]!.url, options)
    return published && { published, candidate: null }
  })
}

/** A list that prints 13/05/2024 or 05/13/2024 in one row means the same order in all. */
function settleOrder(nodes: AnyNode[][], options: DateOptions): DateOptions {
  const text = nodes
    .slice(0, 100)
    .map(row => row.map(lineOf).join(' '))
    .join('\n')
  let order: DateOptions['order']
  for (const [, first, second] of text.matchAll(
    /(?<![\d/.-])(\d{1,2})[/-](\d{1,2})[/-](?:19|20)\d{2}(?!\d)/g,
  )) {
    if (Number(first) > 12) order = 'dmy'
    else if (Number(second) > 12) order ??= 'mdy'
  }
  return order ? { ...options, order } : options
}

/** The candidates of all rows; read again in the order of the list when dates in rows were left unread for want of it. */
function findCandidates(
  rows: { nodes: AnyNode[]; row: Row }[],
  given: DateOptions,
): { candidates: DateCandidate[][]; options: DateOptions } {
  const read = (options: DateOptions) =>
    rows.map(({ nodes, row }) => findRowDates(nodes, row.anchors, options))
  const candidates = read(given)
  const unread = candidates.filter(found => found.length === 0).length
  if (given.order || unread === 0 || unread === rows.length) return { candidates, options: given }
  const options = settleOrder(
    rows.map(({ nodes }) => nodes),
    given,
  )
  return { candidates: options === given ? candidates : read(options), options }
}

/** The day in the address, for a row that prints none. */
function readAddress(url: string, options: DateOptions): Published | null {
  const day = readAddressDay(url)
  if (!day) return null
  const published = { precision: 'day', day, zone: options.zone, evidence: 'address' } as const
  return isPlausible(published, options.now) ? published : null
}

/**
 * Takes for every row the date that stands at the place where most rows have one; a row that lacks it
 * there may have another that is plainly a date.
 */
function chooseCandidates(rows: DateCandidate[][]): (DateCandidate | null)[] {
  const weights = new Map<string, { weight: number; rows: number }>()
  for (const candidates of rows) {
    for (const path of new Set(candidates.map(candidate => candidate.path))) {
      const best = Math.max(...candidates.filter(one => one.path === path).map(one => one.score))
      const known = weights.get(path) ?? { weight: 0, rows: 0 }
      weights.set(path, { weight: known.weight + best, rows: known.rows + 1 })
    }
  }
  let path: string | null = null
  let most = 0
  for (const [at, { weight, rows: count }] of weights) {
    // A date in some of many headlines is part of what they say.
    if (at.includes('~') && count < rows.length * 0.6) continue
    if (weight > most) [path, most] = [at, weight]
  }
  return rows.map(candidates => pick(candidates, path))
}

/** Where hardly a row has a date, in it or beside it, it is a date of what the row tells about. */
function isSparse(chosen: (DateCandidate | null)[], gaps: (FoundDate | null)[]): boolean {
  const dated = chosen.filter((candidate, at) => candidate ?? gaps[at]).length
  return chosen.length >= 5 && dated * 4 < chosen.length
}

function pick(candidates: DateCandidate[], path: string | null): DateCandidate | null {
  const usual = candidates.find(candidate => candidate.path === path)
  const chosen =
    usual ??
    candidates
      .filter(candidate => candidate.score >= 2 && !candidate.glued)
      .sort((a, b) => b.score - a.score)[0]
  if (!chosen) return null
  return chosen.found.moment.precision === 'minute' ? chosen : withMinute(chosen, candidates)
}

/** Another place in the row may tell the minute of the same day. */
function withMinute(chosen: DateCandidate, candidates: DateCandidate[]): DateCandidate {
  const day = dayOf(chosen.found.moment)
  const finer = candidates.find(
    ({ found, score }) =>
      score >= 2 && found.moment.precision === 'minute' && dayOf(found.moment) === day,
  )
  return finer ? { ...chosen, found: finer.found } : chosen
}

const dayOf = (moment: Moment) =>
  moment.precision === 'day' ? moment.day : dayIn(moment.zone, moment.at)

/** A day without a year that is also the day of the address has the address's year. */
function withAddressYear(found: FoundDate, url: string): FoundDate {
  if (found.kind !== 'yearless') return found
  const day = readAddressDay(url)
  const read = dayOf(found.moment)
  if (!day || day.slice(5) !== read.slice(5)) return found
  const { moment } = found
  if (moment.precision === 'day') return { ...found, kind: 'full', moment: { ...moment, day } }
  const wall = { ...wallTime(moment.at, moment.zone), year: Number(day.slice(0, 4)) }
  return { ...found, kind: 'full', moment: { ...moment, at: instantOf(wall, moment.zone) } }
}

/** Under the heading of a day a row may print its time. */
function withClock(day: FoundDate, nodes: AnyNode[], options: DateOptions): FoundDate {
  if (day.moment.precision !== 'day') return day
  const text = cleanTitle(nodes.map(lineOf).join(' ').slice(0, 600))
  const clock =
    /^[[(（【]?(\d{1,2}[:：]\d{2})(?!\d)/.exec(text)?.[1] ??
    /(?<![\d:：])(\d{1,2}[:：]\d{2})(?:[:：]\d{2})?[\])）】]?$/.exec(text)?.[1]
  const found = clock && readDates(`${day.moment.day} ${clock}`, options)[0]
  return found ? { ...found, kind: day.kind } : day
}

type Gap = { found: FoundDate; carries: boolean }

/**
 * The dates that stand between the rows: before each (`dt`, a cell), after each, or over several, as
 * the heading of a day. A heading goes on until the next.
 */
function gapDates(strip: Strip, measure: PageMeasure, options: DateOptions): (FoundDate | null)[] {
  const events = strip.events.map(event =>
    event.kind === 'row' ? ('row' as const) : readGap(event, measure, options),
  )
  const first = events.find(event => event !== null)
  const dates: (FoundDate | null)[] = []
  if (first === 'row' || first === undefined) {
    if (events.some(event => event !== null && event !== 'row')) return datesAfter(events)
    const heading = headingDate(strip, measure, options)
    return strip.rows.map(() => heading)
  }

  let last: Gap | null = null
  for (const event of events) {
    if (event === 'row') {
      dates.push(last?.found ?? null)
      if (!last?.carries) last = null
    } else if (event) last = event
  }
  return dates
}

function datesAfter(events: ('row' | Gap | null)[]): (FoundDate | null)[] {
  const dates: (FoundDate | null)[] = []
  for (const event of events) {
    if (event === 'row') dates.push(null)
    else if (event && dates.length > 0) dates[dates.length - 1] ??= event.found
  }
  return dates
}

function readGap(event: Event, measure: PageMeasure, options: DateOptions): Gap | null {
  if (event.kind !== 'gap') return null
  const { node } = event
  if (node instanceof PageElement && measure.textLength[node.order]! > GAP_TEXT) return null
  const text = lineOf(node)
  if (text.length > GAP_TEXT) return null
  const found = datesIn(text, options)[0]
  if (!found) return null
  const rest = (text.slice(0, found.index) + text.slice(found.index + found.length)).replace(
    /[\s\p{P}]+/gu,
    '',
  )
  // A day that a sentence tells is not that of the link which follows it.
  if (rest.length > 12 && /[，。；！？]|[.,;] /.test(text)) return null
  const isCell = node instanceof PageElement && (node.name === 'td' || node.name === 'th')
  // The heading of a day has no clock; a line with one is the article's own.
  const isDay = found.moment.precision === 'day'
  return { found, carries: event.isBlock && !isCell && isDay && rest.length <= 6 }
}

/** The day over the whole list: the last thing before it, or before what holds it. */
function headingDate(strip: Strip, measure: PageMeasure, options: DateOptions): FoundDate | null {
  let at = strip.root
  for (let up = 0; up < 3 && at instanceof PageElement; up++) {
    let before = at.prev
    // White space between two blocks is one node.
    if (before && !(before instanceof PageElement) && lineOf(before) === '') before = before.prev
    if (before) {
      const gap = readGap({ kind: 'gap', node: before, isBlock: true }, measure, options)
      return gap?.carries ? gap.found : null
    }
    if (!(at.parent instanceof PageElement)) return null
    at = at.parent
  }
  return null
}
