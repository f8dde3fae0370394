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
/** True when two days can be one, as far as they are spelled. */
export const datesAgree = (a: TitleDate, b: TitleDate) =>
  agree(a.year, b.year) && agree(a.month, b.month) && agree(a.day, b.day)

/** A month without a day is what a report is about; a day may be when it came. Under unlike titles both can be one report. */
const tellDifferently = (a: TitleDate, b: TitleDate) => (a.day === null) !== (b.day === null)
const UNLIKE_TITLES = 0.3

/** True of a day that is the one on which an article came, or the day before. */
function isDayTold({ month, day }: TitleDate, published: number): boolean {
  return [published, published - 1].some(number => {
    const date = new Date(number * 86_400_000)
    return day === date.getUTCDate() && (month === null || month === date.getUTCMonth() + 1)
  })
}

/** 3月用电量 and 4月15日公布用电量: the month told about, and the day on which it was told. */
function isMonthAndItsDay(a: TitleDate, b: TitleDate, published: number): boolean {
  const [month, day] = a.day === null ? [a, b] : [b, a]
  if (month.day !== null || month.month === null || !isDayTold(day, published)) return false
  const told = new Date(published * 86_400_000).getUTCMonth() + 1
  return month.month === told || month.month === ((told + 10) % 12) + 1
}

/** True when both titles name days and none of one's can be one of the other's. Of one text a month says nothing against a day. */
export function datesClash(
  a: PreparedText,
  b: PreparedText,
  titleJaccard: number,
  isOneText = false,
): boolean {
  if (a.title.dates.length === 0 || b.title.dates.length === 0) return false
  const unlike = titleJaccard < UNLIKE_TITLES
  const published = Math.min(a.article.fingerprint.day, b.article.fingerprint.day)
  return !a.title.dates.some(date =>
    b.title.dates.some(
      other =>
        datesAgree(date, other) ||
        (tellDifferently(date, other) &&
          (unlike || isOneText || isMonthAndItsDay(date, other, published))),
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

/** 2025年碳市场报告 and 碳市场报告（2026年发布）: the year told about, and the year in which it was told. */
const areYearAndNext = (a: string, b: string) => Math.abs(Number(a) - Number(b)) === 1

/** True when both titles count issues of one kind, and not the same ones. Of one text, years that follow each other are no issues. */
export function ordinalsClash(a: PreparedText, b: PreparedText, isOneText = false): boolean {
  const theirs = b.title.ordinals
  return a.title.ordinals.some(({ kind, value }) => {
    const alike = theirs.filter(other => other.kind === kind)
    if (alike.length === 0 || alike.some(other => other.value === value)) return false
    if (isOneText && kind === 'year' && alike.some(other => areYearAndNext(other.value, value)))
      return false
    // Each counts several of a kind: one in common is enough.
    const mine = a.title.ordinals.filter(other => other.kind === kind)
    return !mine.some(other => alike.some(theirOwn => theirOwn.value === other.value))
  })
}

/** True when both titles have numbers, none in common, and neither text tells those of the other's title. */
export function numbersClash(a: PreparedText, b: PreparedText): boolean {
  if (a.title.numbers.length === 0 || b.title.numbers.length === 0) return false
  if (a.title.numbers.some(number => b.title.numbers.includes(number))) return false
  const missing = (text: PreparedText, other: PreparedText) =>
    !text.title.numbers.some(number => other.own.tokens.includes(number))
  return missing(a, b) && missing(b, a)
}
