import type { MergeFigures } from '../model/story.ts'
import {
  compareSlots,
  dropSentences,
  gramsFound,
  type PreparedText,
  readShingles,
  readSlots,
  shareFound,
} from './prepare-text.ts'
import { type TitleDate, uniqueSorted } from './read-title.ts'
import { NUMBER, type TokenText, tokenize } from './tokenize.ts'

/** How many values two sorted sets of unique hashes share. */
export function countShared(a: Int32Array, b: Int32Array): number {
  let shared = 0
  let i = 0
  let j = 0
  while (i < a.length && j < b.length) {
    const difference = a[i]! - b[j]!
    if (difference === 0) {
      shared++
      i++
      j++
    } else if (difference < 0) i++
    else j++
  }
  return shared
}

/** The shared passages of two texts, as a share of the shorter's and as a share of all. */
export function measureTexts(a: PreparedText, b: PreparedText) {
  const shared = a.latin === b.latin ? countShared(a.shingles, b.shingles) : 0
  const least = Math.min(a.shingles.length, b.shingles.length)
  const all = a.shingles.length + b.shingles.length - shared
  return { containment: least === 0 ? 0 : shared / least, jaccard: all === 0 ? 0 : shared / all }
}

/** Everything two articles are judged by, except what is read only when a rule asks for it. */
export function measurePair(
  a: PreparedText,
  b: PreparedText,
  texts = measureTexts(a, b),
): MergeFigures {
  const slots = compareSlots(a.slots, b.slots)
  const titleShared = countShared(a.title.grams, b.title.grams)
  const titleLeast = Math.min(a.title.grams.length, b.title.grams.length)
  const titleAll = a.title.grams.length + b.title.grams.length - titleShared
  const [short, long] = byLength(a, b)

  return {
    ...texts,
    numberClash: slots.shared === 0 ? 0 : slots.clashes / slots.shared,
    numberSlots: slots.shared,
    titleEqual: a.title.hash !== 0 && a.title.hash === b.title.hash,
    titleJaccard: titleAll === 0 ? 0 : titleShared / titleAll,
    titleContainment: titleLeast === 0 ? 0 : titleShared / titleLeast,
    titleInText: shareFound(long.title.grams, short.own),
    daysApart: Math.abs(a.article.fingerprint.day - b.article.fingerprint.day),
  }
}

/** The shorter of two first. */
export const byLength = (a: PreparedText, b: PreparedText): [PreparedText, PreparedText] =>
  a.own.tokens.length <= b.own.tokens.length ? [a, b] : [b, a]

/** Share of the shared passages that stand in the part of the longer text that the shorter would fill, and a little more. */
export function shareAtStart(short: PreparedText, long: PreparedText): number {
  const { passages } = long
  const wanted = new Set(short.shingles)
  const reach = 1.3 * short.shingles.length + 60
  let shared = 0
  let early = 0
  for (let at = 0; at < passages.length; at++) {
    if (!wanted.delete(passages[at]!)) continue
    shared++
    if (at < reach) early++
  }
  return shared === 0 ? 0 : early / shared
}

/** How many numbers of one text stand otherwise, or not at all, in the other. */
function countUnlike(a: Float64Array, b: Float64Array): number {
  let unlike = 0
  let j = 0
  for (const slot of a) {
    while (j < b.length && b[j]! < slot) j++
    if (b[j] !== slot) unlike++
  }
  return unlike
}

/** Fewer changed numbers are a correction. */
const MOVED_FIGURES = 3
/** Most of what stands in the same place has another value. At 0.6 a retold text was lost. */
const MOVED_SHARE = 0.75

/**
 * True when the sentences that only one of the two texts has are the same sentences with other numbers: a daily note
 * over a long explanation that never changes.
 */
export function movesFigures(a: PreparedText, b: PreparedText): boolean {
  if (countUnlike(a.slots, b.slots) < MOVED_FIGURES) return false
  if (countUnlike(b.slots, a.slots) < MOVED_FIGURES) return false
  const { shared, clashes } = compareSlots(readSlots(unsharedOf(a, b)), readSlots(unsharedOf(b, a)))
  return clashes >= MOVED_FIGURES && clashes / shared >= MOVED_SHARE
}

function unsharedOf(text: PreparedText, other: PreparedText): TokenText {
  const theirs = new Set(other.own.hashes)
  return dropSentences(
    text.own,
    Uint8Array.from(text.own.hashes, hash => (hash !== 0 && theirs.has(hash) ? 1 : 0)),
  )
}

/** Less than this in common, and the sentences are not one form. */
const SAME_FORM = 0.8

/**
 * True when what two texts do not share is the same words with other numbers: one form, filled in twice. However few
 * the numbers are, on another day it is another issue; a correction comes on the same day, or with words of its own.
 */
export function differsInNumbersAlone(a: PreparedText, b: PreparedText): boolean {
  const left = unsharedOf(a, b)
  const right = unsharedOf(b, a)
  const mine = figuresOf(left)
  const theirs = figuresOf(right)
  if (mine.length === 0 || theirs.length === 0) return false
  if (countShared(mine, theirs) === Math.min(mine.length, theirs.length)) return false

  const leftForm = formOf(left)
  const rightForm = formOf(right)
  const shared = countShared(leftForm, rightForm)
  return shared >= SAME_FORM * (leftForm.length + rightForm.length - shared)
}

/** Sorted unique hashes of the pairs of neighbouring tokens, every number left open. */
function formOf({ tokens, kinds }: TokenText): Int32Array {
  const open = tokens.map((token, at) => (kinds[at] === NUMBER ? 1 : token))
  return uniqueSorted(readShingles(open, 2))
}

const [DAY, WIRE, DISPATCH] = tokenize('日电讯').tokens

/** Sorted unique hashes of the numbers, but for those of a dateline, of dates in digits, and one that is cut off. */
function figuresOf({ tokens, kinds }: TokenText): Int32Array {
  const isNumber = (at: number) => kinds[at] === NUMBER
  const isDateline = (at: number) => {
    const day = tokens.indexOf(DAY!, at)
    return day > 0 && day <= at + 4 && (tokens[day + 1] === WIRE || tokens[day + 1] === DISPATCH)
  }
  return uniqueSorted(
    tokens.filter(
      (_, at) =>
        isNumber(at) &&
        !isNumber(at - 1) &&
        !isNumber(at + 1) &&
        at + 1 < tokens.length &&
        !isDateline(at),
    ),
  )
}

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
