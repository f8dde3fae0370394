import type { MergeFigures } from '../model/story.ts'
import { countShared } from './hash-sets.ts'
import { compareSlots } from './number-slots.ts'
import type { PreparedText } from './prepare-text.ts'
import { shareFound } from './title-grams.ts'

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
