import { type AnyNode, isText } from 'domhandler'
import { monthNumber } from '../../text/month-names.ts'
import { type DateOptions, type FoundDate, readDates } from '../../text/read-dates.ts'
import type { PageElement } from '../document.ts'
import { cleanTitle } from './clean-title.ts'

/** A calendar leaf has a day, a month and perhaps a year, and nothing else. */
const MOST_PARTS = 5

/**
 * The date of a calendar leaf whose day, month and year stand in elements of their own, in any order:
 * `<b>30</b><i>07</i><u>2021</u>`, `<b>30</b><span>Jul</span>`. Null when the parts are not a day.
 */
export function readCalendarBlock(element: PageElement, options: DateOptions): FoundDate | null {
  return readCalendarTexts(leafTexts(element), options)
}

/** The same of texts that stand apart in a row. */
export function readCalendarTexts(texts: string[], options: DateOptions): FoundDate | null {
  const parts = texts.flatMap(text => text.split(/\s+/)).filter(part => /[\p{L}\d]/u.test(part))
  if (parts.length < 2 || parts.length > MOST_PARTS) return null

  const year = take(parts, /^(?:19|20)\d{2}年?$/)
  const yearMonth = take(parts, /^(?:19|20)\d{2}[-/.年]\d{1,2}月?$/)
  const monthDay = yearMonth ? null : take(parts, /^\d{1,2}[-/.月]\d{1,2}日?$/)
  const month = yearMonth || monthDay ? null : takeMonth(parts)
  const day = monthDay ? null : take(parts, /^\d{1,2}(?:日|号|號|st|nd|rd|th)?$/)
  if (parts.some(part => !/^(?:星期|周|週).$|^\p{L}{2,9}$/u.test(part))) return null

  const spelled = spell(
    digits(year) ?? digits(yearMonth)?.slice(0, 4) ?? null,
    month ?? yearMonth?.slice(5) ?? monthDay ?? null,
    day ?? monthDay?.split(/[-/.月]/)[1] ?? null,
  )
  return spelled ? (readDates(spelled, options)[0] ?? null) : null
}

function spell(year: string | null, month: string | null, day: string | null): string | null {
  const months = Number.parseInt(month ?? '', 10)
  const days = Number.parseInt(day ?? '', 10)
  if (!months || !days) return null
  return `${year ? `${year}年` : ''}${months}月${days}日`
}

const digits = (text: string | null) => text?.replace(/\D/g, '') ?? null

/** Takes the first part of this shape out of the list. */
function take(parts: string[], shape: RegExp): string | null {
  const at = parts.findIndex(part => shape.test(part))
  return at < 0 ? null : (parts.splice(at, 1)[0] ?? null)
}

/** 07月, Jul, July; or, of two bare numbers, the second: the day is what is printed big and first. */
function takeMonth(parts: string[]): string | null {
  const labelled = take(parts, /^\d{1,2}月$/)
  if (labelled) return labelled
  const named = parts.findIndex(
    part => /^\p{L}{3,9}\.?$/u.test(part) && monthNumber(part.replace('.', '')),
  )
  if (named >= 0) return String(monthNumber(parts.splice(named, 1)[0]!.replace('.', '')))
  const numbers = parts.filter(part => /^\d{1,2}$/.test(part))
  if (numbers.length !== 2) return null
  const second = parts.lastIndexOf(numbers[1]!)
  return parts.splice(second, 1)[0] ?? null
}

function leafTexts(element: PageElement): string[] {
  const texts: string[] = []
  const waiting: AnyNode[] = [...element.children].reverse()
  for (let node = waiting.pop(); node && texts.length <= MOST_PARTS; node = waiting.pop()) {
    if (isText(node)) {
      const text = cleanTitle(node.data)
      if (text !== '') texts.push(text)
    } else if ('children' in node) waiting.push(...[...node.children].reverse())
  }
  return texts
}
