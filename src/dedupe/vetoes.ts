import type { MergeFigures } from '../model/story.ts'
import { differsInNumbersAlone, movesFigures } from './compare-issues.ts'
import {
  datesClash,
  factsClash,
  numbersClash,
  ordinalsClash,
  titlesDifferInNumbersAlone,
} from './compare-titles.ts'
import type { PreparedText } from './prepare-text.ts'

/** Copies come within two weeks; later it is the next issue of a series. 30 days merged twice as many different real items. */
const MAX_DAYS = 14

/** Costs more than the other vetoes, so it is asked of those few pairs that would be merged. */
export function isOtherIssue(a: PreparedText, b: PreparedText, figures: MergeFigures): boolean {
  if (movesFigures(a, b) || factsClash(a, b) || isNextOfHost(a, b, figures)) return true
  const isSeries = figures.daysApart > 0 && (figures.titleEqual || figures.titleJaccard >= 0.5)
  // No daily note is so long: where many numbers stand and hardly one has moved, it was put right.
  const length = Math.min(a.own.tokens.length, b.own.tokens.length)
  const isCorrected = length >= 500 && figures.numberSlots >= 12 && figures.numberClash < 0.15
  return isSeries && !isCorrected && differsInNumbersAlone(a, b)
}

/** A site does not copy its own prices of yesterday: under one title on another day it is the next bulletin, word for word or not. */
const isNextOfHost = (a: PreparedText, b: PreparedText, figures: MergeFigures) =>
  figures.daysApart > 0 &&
  figures.titleEqual &&
  a.title.periodic &&
  a.article.host === b.article.host

/** What no likeness of the texts can outweigh. */
export function isVetoed(a: PreparedText, b: PreparedText, figures: MergeFigures): boolean {
  const { containment, jaccard, numberClash, titleEqual, titleJaccard } = figures
  // A bulletin of a quiet day repeats word for word; the title's date is all that tells two of them apart.
  if (datesClash(a, b, titleJaccard)) return true
  if (titlesDifferInNumbersAlone(a, b)) return true
  if (titleJaccard >= 0.3 && ordinalsClash(a, b)) return true
  if (numbersClash(a, b) && containment < 0.95) return true
  if (slotsClash(figures)) return true

  const support = Math.max(a.article.fingerprint.titleSupport, b.article.fingerprint.titleSupport)
  if (support < 0.15 && !titleEqual) return true
  if (figures.daysApart > MAX_DAYS && !(titleEqual && jaccard >= 0.85 && numberClash === 0))
    return true
  if (!a.thin && !b.thin) return false
  return !((titleEqual || titleJaccard >= 0.8) && containment >= 0.8 && figures.daysApart <= 3)
}

/** Many numbers in the same place with other values: another issue. Few, on the same day: a correction. */
function slotsClash(figures: MergeFigures): boolean {
  const { numberClash, numberSlots, titleEqual, jaccard, daysApart } = figures
  const isCorrection =
    titleEqual && daysApart === 0 && jaccard >= 0.65 && numberClash * numberSlots <= 2.5
  if (isCorrection) return false
  return (numberSlots >= 4 && numberClash >= 0.4) || (numberSlots >= 2 && numberClash > 0.5)
}
