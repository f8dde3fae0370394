import type { MergeFigures } from '../model/story.ts'
import { differsInNumbersAlone, movesFigures } from './compare-issues.ts'
import { kindsClash } from './compare-kinds.ts'
import { subjectsClash } from './compare-subjects.ts'
import {
  datesClash,
  factsClash,
  numbersClash,
  ordinalsClash,
  titlesDifferInNumbersAlone,
} from './compare-titles.ts'
import { isBulletinOfOtherDay, tellOtherDays } from './issue-day.ts'
import type { PreparedText } from './prepare-text.ts'

/** Copies come within two weeks; later it is the next issue of a series. 30 days merged twice as many different real items. */
const MAX_DAYS = 14

/** Costs more than the other vetoes, so it is asked of those few pairs that would be merged. */
export function isOtherIssue(a: PreparedText, b: PreparedText, figures: MergeFigures): boolean {
  if (isNextOfHost(a, b, figures)) return true
  if (factsClash(a, b) && !isPutRight(a, b, figures)) return true
  if (kindsClash(a, b) || subjectsClash(a, b, figures)) return true
  if (isCorrection(a, b, figures)) return false
  if (movesFigures(a, b)) return true
  if (isBulletinOfOtherDay(a, b, figures) || tellOtherDays(a, b, figures)) return true
  const isSeries = figures.daysApart > 0 && (figures.titleEqual || figures.titleJaccard >= 0.5)
  // No daily note is so long: where many numbers stand and hardly one has moved, it was put right.
  const length = Math.min(a.own.tokens.length, b.own.tokens.length)
  const isCorrected = length >= LONG_TEXT && figures.numberSlots >= 12 && figures.numberClash < 0.15
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
  if (datesClash(a, b, titleJaccard, isOneText(figures))) return true
  if (titlesDifferInNumbersAlone(a, b) && !isPutRight(a, b, figures)) return true
  if (titleJaccard >= 0.3 && ordinalsClash(a, b, isOneText(figures))) return true
  if (numbersClash(a, b) && containment < 0.95) return true
  if (slotsClash(a, b, figures)) return true

  const support = Math.max(a.article.fingerprint.titleSupport, b.article.fingerprint.titleSupport)
  if (support < 0.15 && !titleEqual && !(isOneText(figures) && titleJaccard >= 0.6)) return true
  if (figures.daysApart > MAX_DAYS && !(titleEqual && jaccard >= 0.85 && numberClash === 0))
    return true
  if ((!a.thin && !b.thin) || isOneFlash(figures)) return false
  return !((titleEqual || titleJaccard >= 0.8) && containment >= 0.8 && figures.daysApart <= 3)
}

/** Almost word for word, on one day or the next, and no number has moved. */
const isOneText = ({ jaccard, numberClash, daysApart }: MergeFigures) =>
  jaccard >= 0.85 && numberClash === 0 && daysApart <= 1

/** A flash under two titles, word for word but for who brought it: its own figures tell it from what a template says of others. */
const isOneFlash = (figures: MergeFigures) =>
  isOneText(figures) &&
  figures.containment === 1 &&
  figures.numberSlots >= 2 &&
  figures.titleContainment > 0

/** Most of the shorter text stands in the longer: what was put right, and what was added. */
const REVISED = 0.75
const UPDATE_DAYS = 3
/** No daily note is so long, and so little of it new. */
const LONG_TEXT = 500
const ONE_LONG_TEXT = 0.8

/** One title says that it puts right what the other says, in whose words it is but for a number. */
const isPutRight = (a: PreparedText, b: PreparedText, figures: MergeFigures) =>
  a.title.update !== b.title.update &&
  figures.daysApart <= 1 &&
  figures.containment >= REVISED &&
  figures.titleContainment >= ONE_TITLE &&
  !a.title.periodic &&
  !b.title.periodic
const ONE_TITLE = 0.7

/** A few numbers put right under one title on one day, or where the title says that it is an update. */
function isCorrection(a: PreparedText, b: PreparedText, figures: MergeFigures): boolean {
  const { numberClash, numberSlots, titleEqual, containment, daysApart } = figures
  if (numberClash * numberSlots > 2.5 || containment < REVISED) return false
  if (!titleEqual) return isPutRight(a, b, figures)
  if (a.title.periodic || b.title.periodic) return daysApart === 0 && figures.jaccard >= 0.65
  const isUpdate = a.title.update !== b.title.update
  if (daysApart === 0 || (isUpdate && daysApart <= UPDATE_DAYS)) return true
  const length = Math.min(a.own.tokens.length, b.own.tokens.length)
  return length >= LONG_TEXT && figures.jaccard >= ONE_LONG_TEXT && a.title.dates.length === 0
}

/** Many numbers in the same place with other values: another issue. Few, on the same day: a correction. */
function slotsClash(a: PreparedText, b: PreparedText, figures: MergeFigures): boolean {
  const { numberClash, numberSlots } = figures
  if (isCorrection(a, b, figures)) return false
  return (numberSlots >= 4 && numberClash >= 0.4) || (numberSlots >= 2 && numberClash > 0.5)
}

/** What speaks against two articles being one piece of news, by name. */
const namedVetoes: [
  name: string,
  speaks: (a: PreparedText, b: PreparedText, figures: MergeFigures) => boolean,
][] = [
  ['the titles name other days', (a, b, f) => datesClash(a, b, f.titleJaccard, isOneText(f))],
  ['the titles differ in numbers alone', titlesDifferInNumbersAlone],
  [
    'the titles count other issues',
    (a, b, f) => f.titleJaccard >= 0.3 && ordinalsClash(a, b, isOneText(f)),
  ],
  ['the titles have other numbers', (a, b, f) => numbersClash(a, b) && f.containment < 0.95],
  ['numbers in the same places differ', slotsClash],
  ['each title tells what the other text does not', factsClash],
  ['the next issue of one site', isNextOfHost],
  ['one only announces the other, or is its draft', kindsClash],
  ['they are about other places or bodies', subjectsClash],
  ['the figures of a daily note moved', (a, b, f) => !isCorrection(a, b, f) && movesFigures(a, b)],
  ['bulletins of other days', (a, b, f) => !isCorrection(a, b, f) && isBulletinOfOtherDay(a, b, f)],
  ['the texts name other days', (a, b, f) => !isCorrection(a, b, f) && tellOtherDays(a, b, f)],
  ['more than two weeks apart', (_a, _b, f) => f.daysApart > MAX_DAYS],
  ['too short to be judged by its text', (a, b, f) => (a.thin || b.thin) && !isOneFlash(f)],
]

/** The names of what speaks against two articles being one piece of news. */
export function listVetoes(a: PreparedText, b: PreparedText, figures: MergeFigures): string[] {
  return namedVetoes.filter(([, speaks]) => speaks(a, b, figures)).map(([name]) => name)
}
