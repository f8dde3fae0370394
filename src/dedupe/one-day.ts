import { isConcept, isFigure, isName, isPiece, isTerm } from './event-keys.ts'
import type { Common, KeyWorth } from './one-event.ts'
import { daysBetween } from './other-events.ts'
import type { PreparedText } from './prepare-text.ts'
import { countSharedNames } from './shared-names.ts'

/** More alike than this are two reports in the words of one form, or such as the bars are for. */
const FORM_LIKENESS = 0.25
const FORM_LIKENESS_LATIN = 0.5
/** What hardly anybody else tells must outweigh the turns of speech that two reports share. */
const SCARCE_SHARE = 0.6
const SCARCE_KEYS = 2
/** A term that no more than three in a hundred have does for a name. */
export const TERM_WEIGHT = 3.5

/** Both say that it was on one day, whenever they came out, and what they share hardly anybody else tells. */
export function tellOneDay(a: PreparedText, b: PreparedText, common: Common): boolean {
  const { shared, likeness, isScarce } = common
  if (a.article.host === b.article.host) return false
  if (likeness >= (a.latin ? FORM_LIKENESS_LATIN : FORM_LIKENESS)) return false
  if (!sayOneDay(a, b)) return false
  const scarce = shared.filter(key => (isPiece(key) || isName(key)) && isScarce(key)).length
  if (scarce === 0 || scarce < SCARCE_SHARE * shared.filter(isPiece).length) return false
  if (tellOneNameAlone(a, b, common)) return false
  return (scarce >= SCARCE_KEYS && daysBetween(a, b) > 0) || isInTitle(a, b, isScarce)
}

/** A company does two things on one day: its name is all that the reports have in common. */
function tellOneNameAlone(a: PreparedText, b: PreparedText, common: Common): boolean {
  const { shared, isScarce, weigh } = common
  if (shared.some(key => isFigure(key) || (isOfTable(key) && weigh(key) >= TERM_WEIGHT)))
    return false
  return (
    countSharedNames(a.toldRuns, b, isScarce) < 2 && countSharedNames(b.toldRuns, a, isScarce) < 2
  )
}

/** True of a name or a term of the tables. */
export const isOfTable = (key: number) => isConcept(key) || isTerm(key)

/** True when both say that their event is or was on one day. */
export const sayOneDay = (a: PreparedText, b: PreparedText) =>
  a.eventDays.some(day => b.eventDays.includes(day))

/** One title names something that the other report tells, and hardly any others. */
const isInTitle = (a: PreparedText, b: PreparedText, isScarce: KeyWorth['isScarce']) =>
  countSharedNames(a.titleRuns, b, isScarce) > 0 || countSharedNames(b.titleRuns, a, isScarce) > 0
