import type { Line } from '../document.ts'

/** A line that ends in a year, alone or behind a label: its day stands in the next. */
const YEAR = /(?:^|[\s:：])(?:19|20)\d\d\s?[年./-]?$/
const DAY = /^\d{1,2}\s?[-/.月]\s?\d{1,2}\s?日?(?:[\s,].{0,20})?$/
/** A line that ends in a day, perhaps with the weekday. */
const ENDS_IN_DAY =
  /\d\s?[日号號일]?\s{0,2}(?:[(（[【]?(?:星期|周|週)[一二三四五六日天][)）\]】]?|[(（][月火水木金土日][)）])?$|[日号號]$/
/** A line that is a time: 14:30, 香港時間14時30分, Issued at HKT 14:30, 下午3点半. */
const TIME =
  /^(?:issued at|published at|updated at|time|时间|時間)?\s{0,2}[:：]?\s{0,2}(?:[\p{Script=Han}]{2,6}[时時][间間]|[A-Z]{2,4}T)?\s{0,2}(?:[\p{Script=Han}]{1,2}|[ap]m)?\s{0,2}\d{1,2}\s?[:：时時点點]\s?(?:\d{1,2}|半)?(?:\s?[:：分]\s?(?:\d{2})?)?秒?(?:\s?[ap]\.?m\.?)?(?:\s?\(?[A-Z]{2,4}T\)?|\s?[\p{Script=Han}]{2,4}[时時][间間])?$/iu
const SHORT = 60

/** 18 above 2026-11, perhaps with the time: a leaf of a calendar. */
const LEAF =
  /^(\d{1,2})\s?[日号號]?\s{1,2}((?:19|20)\d\d)\s?[-/.年]\s?(\d{1,2})\s?月?(?:\s{1,2}(\d{1,2}:\d{2}(?::\d{2})?))?$/

/** A calendar's leaf in the order of a date; `parted` is the line with a space between its elements, or with the lines behind it. */
export function leafDate(parted: string): string | null {
  const [, day, year, month, time = ''] = LEAF.exec(parted.trim()) ?? []
  return day ? `${year}-${month}-${day} ${time}`.trim() : null
}

/**
 * A line together with the next ones, where its date goes on in them: year, day and time in three elements, or the time of a
 * release below its day. Any other line as it is.
 */
export function joinedDateLine(lines: Line[], line: Line, text: string): string {
  if (text.length > SHORT) return text
  if (/^\d{1,2}$/.test(text)) {
    const [second = '', third = ''] = [1, 2].map(behind => lines[line.index + behind]?.text ?? '')
    const leaf = leafDate(`${text} ${second} ${third}`) ?? leafDate(`${text} ${second}`)
    if (leaf) return leaf
  }
  let joined = text
  let at = line.index + 1
  if (YEAR.test(joined) && DAY.test(lines[at]?.text ?? '')) joined += ` ${lines[at++]!.text}`
  const next = lines[at]?.text ?? ''
  if (next.length <= SHORT && /\d/.test(next) && ENDS_IN_DAY.test(joined) && TIME.test(next))
    joined += ` ${next}`
  return joined
}
