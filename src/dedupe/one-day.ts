import { isConcept, isFigure, isName, isPiece, isTerm } from './event-keys.ts'
import type { Common, KeyWorth } from './one-event.ts'
import { daysBetween } from './other-events.ts'
import type { PreparedText } from './prepare-text.ts'
import { countSharedNames } from './shared-names.ts'
import { areOfOneForm } from './shared-run.ts'

/** More alike than this are two reports in the words of one form, or such as the bars are for. */
const FORM_LIKENESS = 0.25
const FORM_LIKENESS_LATIN = 0.5
/** What hardly anybody else tells must outweigh the turns of speech that two reports share. */
const SCARCE_SHARE = 0.6
const SCARCE_KEYS = 2
/** In another language terms that no more than three in a hundred have do for a name, so many that chance is out of the question. */
const TERM_WEIGHT = 3.5
const TERMS_ABROAD = 12
const NAME_ABROAD = 9

/** Both say that it was on one day, whenever they came out, and what they share hardly anybody else tells. */
export function tellOneDay(a: PreparedText, b: PreparedText, common: Common): boolean {
  const { shared, likeness, isScarce } = common
  if (a.article.host === b.article.host) return false
  if (likeness >= (a.latin ? FORM_LIKENESS_LATIN : FORM_LIKENESS)) return false
  if (!sayOneDay(a, b) || areOfOneForm(a.article.title, b.article.title)) return false
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

/** The same in two languages, where names are few: one and a term beside it, or terms that are seldom told together. */
export function tellOneDayAbroad(a: PreparedText, b: PreparedText, common: Common): boolean {
  const { shared, isRare, weigh } = common
  if (!sayOneDay(a, b)) return false
  const sumOf = (keys: Int32Array) =>
    keys.reduce((sum, key) => sum + (weigh(key) >= TERM_WEIGHT ? weigh(key) : 0), 0)
  const terms = sumOf(shared.filter(isOfTable))
  const names = sumOf(shared.filter(key => isName(key) && isRare(key)))
  return terms >= TERMS_ABROAD || (names > 0 && names + terms >= NAME_ABROAD)
}

const isOfTable = (key: number) => isConcept(key) || isTerm(key)

const sayOneDay = (a: PreparedText, b: PreparedText) =>
  a.eventDays.some(day => b.eventDays.includes(day))

/** One title names something that the other report tells, and hardly any others. */
const isInTitle = (a: PreparedText, b: PreparedText, isScarce: KeyWorth['isScarce']) =>
  countSharedNames(a.titleRuns, b, isScarce) > 0 || countSharedNames(b.titleRuns, a, isScarce) > 0
