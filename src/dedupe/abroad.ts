import { isConcept, isExact, isFigure, isName } from './event-keys.ts'
import { isOfTable, sayOneDay, TERM_WEIGHT } from './one-day.ts'
import type { Common } from './one-event.ts'
import { daysBetween } from './other-events.ts'
import type { PreparedText } from './prepare-text.ts'

/** In another language figures and names are all that can be shared. */
const FIGURES_ABROAD = 1
const NAMES_ABROAD = 2
/** One name is enough beside a figure that few others tell; many names need none. */
const LIKENESS_ABROAD = 0.05
/** Less is enough beside a figure that few others tell at all. */
const TOLD_ABROAD = 0.025
const MANY_NAMES_ABROAD = 5
const ALIKE_ABROAD = 0.2
/** Terms of so much weight together, or with a name, are beyond chance. */
const TERMS_ABROAD = 12
const NAME_ABROAD = 9

/** Whether two reports are in languages that share no words. */
export const areInTwoLanguages = (a: PreparedText, b: PreparedText) =>
  a.latin !== b.latin || hangul.test(a.article.title) !== hangul.test(b.article.title)
const hangul = /\p{Script=Hangul}/u

/** Reports of one event in two languages: what they share beyond words, or that they tell of one day and of terms that are seldom told together. */
export const tellOneEventAbroad = (a: PreparedText, b: PreparedText, common: Common): boolean =>
  tellOneAbroad(common, daysBetween(a, b)) || tellOneDayAbroad(a, b, common)

/** Figures and names are shared, more than a country and what everybody writes about. */
function tellOneAbroad({ shared, likeness, isRare }: Common, days: number): boolean {
  const told = shared.filter(isFigure)
  const named = shared.filter(key => isConcept(key) || isName(key)).length
  const names = shared.filter(key => isName(key) && isRare(key)).length
  if (told.some(isRare) && (names > 0 || named > 1 || told.length > 1)) return true
  if (told.some(isRare) && named > 0 && likeness >= TOLD_ABROAD) return true
  if (days <= 1 && told.some(key => isExact(key) && isRare(key))) return true
  if (names > 0 && named - names >= 2) return true
  if (told.length < FIGURES_ABROAD) return named >= MANY_NAMES_ABROAD && likeness >= ALIKE_ABROAD
  return named >= NAMES_ABROAD || (named > 0 && likeness >= LIKENESS_ABROAD)
}

/** The same in two languages, where names are few: one and a term beside it, or terms that are seldom told together. */
function tellOneDayAbroad(a: PreparedText, b: PreparedText, common: Common): boolean {
  const { shared, isRare, weigh } = common
  if (!sayOneDay(a, b)) return false
  const sumOf = (keys: Int32Array) =>
    keys.reduce((sum, key) => sum + (weigh(key) >= TERM_WEIGHT ? weigh(key) : 0), 0)
  const terms = sumOf(shared.filter(isOfTable))
  const names = sumOf(shared.filter(key => isName(key) && isRare(key)))
  return terms >= TERMS_ABROAD || (names > 0 && names + terms >= NAME_ABROAD)
}
