import { monthNumber } from '../../text/month-names.ts'
import { narrow } from '../../text/read-dates.ts'
import type { Line } from '../document.ts'

/** A line that ends in a year, alone or behind a label: its day stands in the next. */
const YEAR = /(?:^|[\s:：])(?:19|20)\d\d\s?[年./-]?$/
const DAY = /^\d{1,2}\s?[-/.月]\s?\d{1,2}\s?日?(?:[\s,].{0,20})?$/
/** A line that ends in a day, perhaps with the weekday. */
const ENDS_IN_DAY =
  /\d\s?[日号號일]?\s{0,2}(?:[(（[【]?(?:星期|周|週)[一二三四五六日天][)）\]】]?|[(（][月火水木金土日][)）])?$|[日号號]$/
/** A line that is a time: 14:30, 香港時間14時30分, Issued at HKT 14:30, 下午3点半. */
const TIME =
  /^(?:issued at|published at|updated at|time|时间|時間)?\s{0,2}[:：]?\s{0,2}(?:[\p{Script=Han}]{2,6}[时時][间間]|[A-Z]{2,4}T)?\s{0,2}(?:[\p{Script=Han}]{1,2}|[ap]m)?\s{0,2}\d{1,2}\s?[:：时時点點]\s?(?:\d{1,2}|半|[正整])?(?:\s?[:：分]\s?(?:\d{2})?)?秒?(?:\s?[ap]\.?m\.?)?(?:\s?\(?[A-Z]{2,4}T\)?|\s?[\p{Script=Han}]{2,4}[时時][间間])?$/iu
const SHORT = 60

/** 18 above 2026-11, perhaps with the time: a leaf of a calendar. */
const LEAF =
  /^(\d{1,2})\s?[日号號]?\s{1,2}((?:19|20)\d\d)\s?[-/.年]\s?(\d{1,2})\s?月?(?:\s{1,2}(\d{1,2}:\d{2}(?::\d{2})?))?$/

/** 2026 11 20: year, month and day in an element each. */
const PARTED =
  /^((?:19|20)\d\d)\s{1,5}(0?[1-9]|1[0-2])(?:\s{1,5}|\s?[./-]\s?)(0?[1-9]|[12]\d|3[01])(?=$|\s)/

/** 20 Nov 2026 and Nov 20 2026, each word in an element, perhaps with the time. */
const DAY_AND_MONTH =
  /^(?<date>\d{1,2})\.?\s{1,5}(?<month>\p{L}{3,10})\.?,?\s{1,5}(?<year>(?:19|20)\d\d)(?<rest>(?:\s{1,5}\d{1,2}:\d{2}.{0,12})?)$/u
const MONTH_AND_DAY =
  /^(?<month>\p{L}{3,10})\.?\s{1,5}(?<date>\d{1,2})(?:st|nd|rd|th)?,?\s{1,5}(?<year>(?:19|20)\d\d)(?<rest>(?:\s{1,5}\d{1,2}:\d{2}.{0,12})?)$/u
/** True for what a leaf may begin with: a figure or the name of a month. */
export const beginsLeaf = (text: string): boolean =>
  /^\d/.test(text) || monthNumber(/^\p{L}{3,10}/u.exec(text)?.[0] ?? '') !== null

/** A calendar's leaf in the order of a date; `parted` is the line with a space between its elements, or with the lines behind it. */
export function leafDate(parted: string): string | null {
  const line = parted.trim()
  const apart = PARTED.exec(line)
  if (apart) return apart.slice(1).join('-') + line.slice(apart[0].length)
  const named = DAY_AND_MONTH.exec(line) ?? MONTH_AND_DAY.exec(line)
  const found = named?.groups ?? {}
  if (named && monthNumber(found.month!) !== null)
    return `${found.date} ${found.month} ${found.year}${found.rest}`
  const [, day, year, month, time = ''] = LEAF.exec(parted.trim()) ?? []
  return day ? `${year}-${month}-${day} ${time}`.trim() : null
}

/**
 * A line together with the next ones, where its date goes on in them: year, day and time in three elements, or the time of a
 * release below its day. Any other line as it is.
 */
export function joinedDateLine(lines: Line[], line: Line, text: string): string {
  if (text.length > SHORT) return text
  if (/^\d{1,2}$|^(?:19|20)\d\d$/.test(text) || (text.length <= 10 && beginsLeaf(text))) {
    const [second = '', third = ''] = [1, 2].map(behind => lines[line.index + behind]?.text ?? '')
    const leaf = leafDate(`${text} ${second} ${third}`) ?? leafDate(`${text} ${second}`)
    if (leaf) return leaf
  }
  let joined = narrow(text)
  let at = line.index + 1
  if (YEAR.test(joined) && DAY.test(lines[at]?.text ?? '')) joined += ` ${lines[at++]!.text}`
  const next = narrow(lines[at]?.text.slice(0, SHORT + 1) ?? '')
  if (next.length <= SHORT && /\d/.test(next) && ENDS_IN_DAY.test(joined) && TIME.test(next))
    joined += ` ${next}`
  return joined.length > text.length ? joined : text
}
