import { type ClockTime, clockAfter, clockBefore } from './clock-time.ts'
import { dateMarks, dateMarksOf } from './date-marks.ts'
import {
  type DateOrder,
  type SpelledDay,
  type SpellingContext,
  spellings,
} from './date-spellings.ts'
import { relativeDates } from './relative-dates.ts'
import { remember } from './remember.ts'
import { dayIn, dayName, instantOf, isCalendarDay, shiftDay, wallTime } from './zone.ts'

/** When, without where it was read: an instant to the minute, or a calendar day `YYYY-MM-DD`, in `zone`. */
export type Moment = { zone: string } & (
  | { precision: 'minute'; at: Date }
  | { precision: 'day'; day: string }
)

/** A date in a text, and the characters of the text that spell it (with its time, without brackets or labels). */
export type FoundDate = {
  index: number
  length: number
  moment: Moment
  /** `yearless`: the year is the latest that is not in the future. `relative`: a distance from now. */
  kind: 'full' | 'yearless' | 'relative'
  /** True when the text names the zone itself; else the moment is in the zone of the options. */
  zoned: boolean
}

export type DateOptions = {
  /** When the page was fetched. Nothing after the day that follows it is a date of publication. */
  now: Date
  /** IANA name or fixed offset that dates without a zone are read in. */
  zone: string
  /** How 02/05/2024 is meant; without it such a date is none, unless only one order gives a day. */
  order?: DateOrder
  /** Eight digits anywhere are a date (attributes, file names); else only when they stand alone. */
  compact?: boolean
  /** Dates without year count. Default true. */
  yearless?: boolean
  /** Distances such as 3天前 count. Default true. */
  relative?: boolean
  /** 110-07-30 counts years from the Republic of China; by default where the zone is Taiwan's. */
  minguo?: boolean
}

/** News on the web is not older than the web. */
const EARLIEST = '1990-01-01'
/** Longer text is cut: a date of publication does not hide in the second hundred thousand characters of a line. */
const LONGEST = 100_000
const MOST = 500

const narrowForms: Record<string, string> = {
  '：': ':',
  '／': '/',
  '－': '-',
  '‐': '-',
  '‑': '-',
  '‒': '-',
  '–': '-',
  '—': '-',
  '−': '-',
  '．': '.',
  '，': ',',
  '（': '(',
  '）': ')',
  '【': '[',
  '】': ']',
  '〔': '[',
  '〕': ']',
  '［': '[',
  '］': ']',
  '「': '[',
  '」': ']',
  '｜': '|',
  '∶': ':',
}
const wideSpaces =
  '\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u200b\u200c\u200d\u202f\u205f\u2060\u3000\ufeff'
const narrowByCode = new Map([
  ...Object.entries(narrowForms).map(([wide, form]) => [wide.charCodeAt(0), form] as const),
  ...Array.from(wideSpaces, space => [space.charCodeAt(0), ' '] as const),
  ...Array.from({ length: 10 }, (_, figure) => [0xff10 + figure, String(figure)] as const),
])

/** The same text with narrow digits, signs and spaces; every character keeps its place. */
export function narrow(text: string): string {
  let narrowed = ''
  let from = 0
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    // The characters of most texts are narrow, or Han and Hangul.
    if (code < 0xa0 || (code > 0x3015 && code < 0xfeff)) continue
    const form = narrowByCode.get(code)
    if (form === undefined) continue
    narrowed += text.slice(from, at) + form
    from = at + 1
  }
  return from === 0 ? text : narrowed + text.slice(from)
}

type Span = { index: number; length: number; day: SpelledDay | null }

const byMarks = new Map<number, { spelling: (typeof spellings)[number]; rank: number }[]>()

/** The spellings that a text with these marks may hold, by their rank. */
function spellingsFor(marks: number) {
  const before = byMarks.get(marks)
  if (before) return before
  const ranked = spellings.map((spelling, rank) => ({ spelling, rank }))
  const possible = ranked.filter(({ spelling }) => (marks & spelling.marks) === spelling.marks)
  byMarks.set(marks, possible)
  return possible
}

/** The days that a text spells, whenever it was fetched: the pages of a site repeat their lists. */
function spelledDays(text: string, context: SpellingContext): readonly Span[] {
  const form = `${context.order} ${context.compact} ${context.minguo}`
  let spelled = spelledBy.get(form)
  if (!spelled) {
    spelled = remember(line => findDays(line, context))
    spelledBy.set(form, spelled)
  }
  return spelled(text)
}
const spelledBy = new Map<string, (text: string) => readonly Span[]>()

/** Every spelling of a day, the first and of those at one place the longest; none inside another. */
function findDays(text: string, context: SpellingContext): Span[] {
  const spans: (Span & { rank: number })[] = []
  for (const { spelling, rank } of spellingsFor(dateMarksOf(text))) {
    if (!spelling.needs.test(text)) continue
    spelling.pattern.lastIndex = 0
    for (let count = 0; count < MOST; count++) {
      const found = spelling.pattern.exec(text)
      if (!found) break
      const day = spelling.read(found, context)
      if (day) spans.push({ index: found.index, length: found[0].length, day, rank })
      else spelling.pattern.lastIndex = found.index + 1
    }
  }
  if (spans.length < 2) return spans
  spans.sort((a, b) => a.index - b.index || b.length - a.length || a.rank - b.rank)

  const apart: Span[] = []
  let end = 0
  for (const span of spans) {
    if (span.index < end) continue
    apart.push(span)
    end = span.index + span.length
  }
  return apart
}

/** The year that makes a day and month the latest that is not after the day that follows now. */
function latestYear(day: SpelledDay, options: DateOptions): number | null {
  const last = dayName(shiftDay(wallTime(options.now, options.zone), 1))
  const thisYear = Number(last.slice(0, 4))
  for (let year = thisYear; year > thisYear - 5; year--) {
    if (!isCalendarDay(year, day.month, day.day)) continue
    if (dayName({ ...day, year }) <= last) return year
  }
  return null
}

function momentOf(
  day: { year: number; month: number; day: number },
  time: ClockTime | null,
  zone: string,
): Moment {
  if (!time) return { precision: 'day', day: dayName(day), zone }
  const date = shiftDay(day, time.dayShift)
  const at = instantOf({ ...date, hour: time.hour, minute: time.minute }, time.zone ?? zone)
  return { precision: 'minute', at, zone: time.zone ?? zone }
}

/** True from 1990 to the day after now. */
export function isPlausible(moment: Moment, now: Date): boolean {
  const last = new Date(now.getTime() + 24 * 3_600_000)
  if (moment.precision === 'minute')
    return moment.at <= last && dayIn(moment.zone, moment.at) >= EARLIEST
  return moment.day >= EARLIEST && moment.day <= dayIn(moment.zone, last)
}

function readSpan(text: string, span: Span, from: number, to: number, options: DateOptions) {
  if (!span.day) return null
  const kind = span.day.year === null ? 'yearless' : 'full'
  if (kind === 'yearless' && options.yearless === false) return null
  const year = span.day.year ?? latestYear(span.day, options)
  if (year === null || !isCalendarDay(year, span.day.month, span.day.day)) return null

  const end = span.index + span.length
  const after = clockAfter(text, end, options.zone)
  if (after === 'invalid') return null
  const before = after === 'none' ? clockBefore(text, from, span.index, options.zone) : 'none'
  if (before === 'invalid') return null

  const time = after !== 'none' && after.edge <= to ? after : before !== 'none' ? before : null
  const moment = momentOf({ ...span.day, year }, time, options.zone)
  if (!isPlausible(moment, options.now)) return null
  const index = before !== 'none' ? before.edge : span.index
  const edge = time && time === after ? time.edge : end
  return { index, length: edge - index, moment, kind, zoned: Boolean(time?.zone) } as const
}

/**
 * Every date in a text, in order, none inside another. What only looks like one (2025-2030, 〔2026〕20号, a telephone
 * number, 2021-02-30) is left out, and so is what lies before 1990 or after tomorrow.
 */
export function readDates(text: string, options: DateOptions): FoundDate[] {
  const line = narrow(text.length > LONGEST ? text.slice(0, LONGEST) : text)
  const found: FoundDate[] = []
  let spans: readonly Span[] = []
  const marks = dateMarksOf(line)
  if (marks & (dateMarks.digit | dateMarks.month)) {
    spans = spelledDays(line, {
      order: options.order,
      compact: options.compact ?? false,
      minguo: options.minguo ?? options.zone === 'Asia/Taipei',
    })
    let from = 0
    spans.forEach((span, place) => {
      const to = spans[place + 1]?.index ?? line.length
      const date = readSpan(line, span, from, to, options)
      if (date) found.push(date)
      from = date ? date.index + date.length : span.index + span.length
    })
  }
  if (options.relative === false) return found

  for (const { index, length, ...moment } of relativeDates(line, marks, options)) {
    // Of "by 31 December" (12月31日前) the end is no distance, also where the day itself counts for nothing.
    const clash = [...found, ...spans].some(
      date => index < date.index + date.length && date.index < index + length,
    )
    if (!clash && isPlausible(moment, options.now))
      found.push({ index, length, moment, kind: 'relative', zoned: false })
  }
  return found.length < 2 ? found : found.sort((a, b) => a.index - b.index)
}

/** The date that a short text (a cell, an attribute, a line under a title) tells: the first whose year is printed, else the first. */
export function readDate(text: string, options: DateOptions): Moment | null {
  const dates = readDates(text, options)
  return (dates.find(date => date.kind === 'full') ?? dates[0])?.moment ?? null
}
