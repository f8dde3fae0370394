import type { PreparedText } from './prepare-text.ts'
import type { TitleDate } from './title-dates.ts'
import { gramsFound } from './title-grams.ts'
import { NUMBER } from './tokenize.ts'

/** True when two titles are one form filled in with other numbers: 碳价日报（11.20）, 碳价日报（11.21）. */
export function titlesDifferInNumbersAlone(a: PreparedText, b: PreparedText): boolean {
  const mine = a.title.text
  const theirs = b.title.text
  if (mine.tokens.length !== theirs.tokens.length) return false
  let differ = false
  for (let at = 0; at < mine.tokens.length; at++) {
    if (mine.tokens[at] === theirs.tokens[at]) continue
    if (mine.kinds[at] !== NUMBER || theirs.kinds[at] !== NUMBER) return false
    differ = true
  }
  return differ
}

const agree = (a: number | null, b: number | null) => a === null || b === null || a === b
const datesAgree = (a: TitleDate, b: TitleDate) =>
  agree(a.year, b.year) && agree(a.month, b.month) && agree(a.day, b.day)

/** A month without a day is what a report is about; a day may be when it came. Under unlike titles both can be one report. */
const tellDifferently = (a: TitleDate, b: TitleDate) => (a.day === null) !== (b.day === null)
const UNLIKE_TITLES = 0.3

/** True when both titles name days and none of one's can be one of the other's. */
export function datesClash(a: PreparedText, b: PreparedText, titleJaccard: number): boolean {
  if (a.title.dates.length === 0 || b.title.dates.length === 0) return false
  const unlike = titleJaccard < UNLIKE_TITLES
  return !a.title.dates.some(date =>
    b.title.dates.some(
      other => datesAgree(date, other) || (unlike && tellDifferently(date, other)),
    ),
  )
}

/** Of what one title alone says and its own text bears out, at least half must be news to the other text. */
const FOREIGN = 0.5

/**
 * True when each title names something that its own text tells and the other text does not: another guest, another
 * place, another meeting, in the words of one template.
 */
export function factsClash(a: PreparedText, b: PreparedText): boolean {
  // The other script has other words too: 人工智慧 is 人工智能.
  if (a.whole.traditional !== b.whole.traditional) return false
  return isForeign(a, b) && isForeign(b, a)
}

function isForeign(text: PreparedText, other: PreparedText): boolean {
  const theirs = new Set(other.title.facts)
  const alone = text.title.facts.filter(gram => !theirs.has(gram))
  if (alone.length === 0) return false
  const told = gramsFound(alone, text.own)
  return told.length > 0 && gramsFound(told, other.own).length <= (1 - FOREIGN) * told.length
}

/** True when both titles count issues, and not the same issue. */
export function ordinalsClash(a: PreparedText, b: PreparedText): boolean {
  const mine = a.title.ordinals
  const theirs = b.title.ordinals
  if (mine.length === 0 || theirs.length === 0) return false
  return !mine.some(ordinal => theirs.includes(ordinal))
}

/** True when both titles have numbers, none in common, and neither text tells those of the other's title. */
export function numbersClash(a: PreparedText, b: PreparedText): boolean {
  if (a.title.numbers.length === 0 || b.title.numbers.length === 0) return false
  if (a.title.numbers.some(number => b.title.numbers.includes(number))) return false
  const missing = (text: PreparedText, other: PreparedText) =>
    !text.title.numbers.some(number => other.own.tokens.includes(number))
  return missing(a, b) && missing(b, a)
}
