import { isExact, isFigure } from './event-keys.ts'
import { daysBetween } from './other-events.ts'
import { unpackInts } from './packed-ints.ts'
import type { PreparedText } from './prepare-text.ts'
import { countSharedNames } from './shared-names.ts'

/** What the keys of an event are worth: how much each tells, and whether few recent reports have it, or hardly any. */
export type KeyWorth = {
  weigh: (key: number) => number
  isRare: (key: number) => boolean
  isScarce: (key: number) => boolean
}

type IsRare = KeyWorth['isRare']

/** What two reports have in common: their keys, and how alike they are by them. */
export type Common = KeyWorth & { shared: Int32Array; likeness: number }

/** More alike than this are two reports in the words of one form, or such as the bars are for. */
const FORM_LIKENESS = 0.2
const FORM_LIKENESS_LATIN = 0.4
const NAMES_BESIDE_FIGURE = 1
const NAMES_ALONE = 3
const LIKENESS_BY_NAMES = 0.04

/**
 * Few words in common, and yet a figure that few tell beside a name that few tell; an exact figure within a day; or several such
 * names. One newsroom tells what comes next rather than the same in other words: of it, figures and several names are asked.
 */
export function tellsOneEvent(a: PreparedText, b: PreparedText, common: Common): boolean {
  const { shared, likeness, isRare } = common
  if (likeness >= (a.latin ? FORM_LIKENESS_LATIN : FORM_LIKENESS)) return false
  const isOneHouse = a.article.host === b.article.host
  const told = shared.filter(key => isFigure(key) && isRare(key))
  if (!isOneHouse && told.some(isExact) && daysBetween(a, b) <= 1) return true
  if (told.length > 0) {
    const asked = isOneHouse ? NAMES_ALONE : NAMES_BESIDE_FIGURE
    return countSharedNames(a.toldRuns, b, isRare) >= asked
  }
  if (isOneHouse || likeness < LIKENESS_BY_NAMES || (tellFigures(a) && tellFigures(b))) return false
  return countSharedNames(a.toldRuns, b, isRare) >= NAMES_ALONE && areInTitles(a, b, isRare)
}

/** Each title names something that the other report tells, and few others. */
const areInTitles = (a: PreparedText, b: PreparedText, isRare: IsRare) =>
  countSharedNames(a.titleRuns, b, isRare) > 0 && countSharedNames(b.titleRuns, a, isRare) > 0

const tellFigures = ({ article }: PreparedText) =>
  unpackInts(article.fingerprint.eventKeys ?? '').some(isFigure)
