import { monthNumber } from '../text/month-names.ts'
import { readHanNumber } from './title-dates.ts'

/** A report tells of what was a few days ago, or will be in some. */
const BEFORE = 4
const AFTER = 7
const MILLISECONDS = 86_400_000
const HAN_WEEK = '一二三四五六日'
const JAPANESE_WEEK = '月火水木金土日'
const WEEK = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun']
const month =
  '(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)(?:uary|ruary|ch|il|e|y|ust|t|tember|ober|ember)?'

/** 1970-01-01 was a Thursday; weeks are counted from Monday. */
const weekdayOf = (day: number) => (day + 3) % 7
const numberOf = (spelled: string) =>
  /\d/.test(spelled) ? Number(spelled) : readHanNumber(spelled)
const nearestOf = (days: number[], day: number) =>
  days.reduce((best, other) => (Math.abs(other - day) < Math.abs(best - day) ? other : best))

/** 10月13日, of the year that brings it nearest. */
function ofYear(months: number, days: number, day: number): number {
  const year = new Date(day * MILLISECONDS).getUTCFullYear()
  const years = [year - 1, year, year + 1]
  return nearestOf(
    years.map(candidate => Date.UTC(candidate, months - 1, days) / MILLISECONDS),
    day,
  )
}

/** 13日, of the month that brings it nearest. */
function ofMonth(days: number, day: number): number {
  const date = new Date(day * MILLISECONDS)
  const months = [-1, 0, 1].map(step => date.getUTCMonth() + step)
  return nearestOf(
    months.map(candidate => Date.UTC(date.getUTCFullYear(), candidate, days) / MILLISECONDS),
    day,
  )
}

/** The last such weekday, or that of next week or the last. */
function ofWeek(weekday: number, day: number, which: string | undefined): number {
  const monday = day - weekdayOf(day)
  if (which === '下' || which === 'next ') return monday + 7 + weekday
  if (which === '上' || which === 'last ') return monday - 7 + weekday
  return day - ((weekdayOf(day) - weekday + 7) % 7)
}

type Spelling = { pattern: RegExp; read: (found: (string | undefined)[], day: number) => number }

const spellings: Spelling[] = [
  {
    pattern:
      /(?<!\d)(\d{1,2}|[一二三四五六七八九十]{1,3})\s?[月월]\s?(\d{1,2}|[一二三四五六七八九十]{1,3})\s?[日号號일](?!内)/gu,
    read: ([months, days], day) => ofYear(numberOf(months!), numberOf(days!), day),
  },
  {
    pattern:
      /(?<![\d.]|[第前近连連每这這后後月월]\s?)(\d{1,2})\s?(?:日(?![内內均前元圆圓間间])|일(?!간))/gu,
    read: ([days], day) => ofMonth(Number(days), day),
  },
  {
    pattern:
      /(前[天日晚夜]|그제)|(昨[天日晚夜晨早]|昨(?=\p{Script=Han})|어제|\byesterday)|(今[天日晨早晚起]|本日|오늘|\btoday)|(?:明[天日晚早]|내일|\btomorrow)/giu,
    read: ([before, yesterday, today], day) =>
      before ? day - 2 : yesterday ? day - 1 : today ? day : day + 1,
  },
  {
    pattern: /(上|下)?(?:周|週|星期|礼拜|禮拜)([一二三四五六日天])(?![期年岁歲])/gu,
    read: ([which, weekday], day) =>
      ofWeek(HAN_WEEK.indexOf(weekday!.replace('天', '日')), day, which),
  },
  {
    pattern: /([月火水木金土日])曜/gu,
    read: ([weekday], day) => ofWeek(JAPANESE_WEEK.indexOf(weekday!), day, undefined),
  },
  {
    pattern: /\b(next |last )?(mon|tue|wed|thu|fri|sat|sun)(?:s|nes|rs|ur)?day\b/giu,
    read: ([which, weekday], day) =>
      ofWeek(WEEK.indexOf(weekday!.toLowerCase()), day, which?.toLowerCase()),
  },
  {
    pattern: new RegExp(`\\b${month}\\.? (\\d{1,2})(?:st|nd|rd|th)?\\b`, 'giu'),
    read: ([name, days], day) => ofYear(monthNumber(name!)!, Number(days), day),
  },
  {
    pattern: new RegExp(`\\b(\\d{1,2})(?:st|nd|rd|th)? (?:of )?${month}\\b`, 'giu'),
    read: ([days, name], day) => ofYear(monthNumber(name!)!, Number(days), day),
  },
]

/**
 * The days on which a report says that its event is or was, counted from 1970-01-01: 10月13日, 13日, 昨天, 周三, Wednesday,
 * October 13. `day` is the day it came out. Deadlines and anniversaries are too far from it to be the event.
 */
export function readEventDays(told: string, day: number): number[] {
  const days = new Set<number>()
  for (const { pattern, read } of spellings) {
    for (const [, ...found] of told.matchAll(pattern)) {
      const event = read(found, day)
      if (event >= day - BEFORE && event <= day + AFTER) days.add(event)
    }
  }
  return [...days].sort((a, b) => a - b)
}
