import type { Comparable, Sibling } from '../model/story.ts'
import { areInTwoLanguages, tellOneEventAbroad } from './abroad.ts'
import {
  datesClash,
  factsClash,
  numbersClash,
  ordinalsClash,
  titlesDifferInNumbersAlone,
} from './compare-titles.ts'
import { isFigure, isName } from './event-keys.ts'
import { countShared } from './hash-sets.ts'
import { tellOneDay } from './one-day.ts'
import { type KeyWorth, tellsOneEvent } from './one-event.ts'
import { daysBetween, quotedIn, tellOtherEvents } from './other-events.ts'
import { unpackInts } from './packed-ints.ts'
import type { PreparedText } from './prepare-text.ts'
import { lengthOf } from './recent-events.ts'
import { areFilledIn, areOfOneForm, shareLongName } from './shared-run.ts'
import { shareFound } from './title-grams.ts'

/** Reports of one event come within days. */
export const SIBLING_DAYS = 3
/**
 * How alike two reports are by their rare names, figures and words; what share of each title the other text must tell, at least and
 * on the average; and how much of what is rare in a title its first paragraphs must tell. Read on real items: below it, too many are of
 * other events.
 */
type Bar = { likeness: number; least: number; support: number; rare: number }
const BY_WORDS: Bar = { likeness: 0.13, least: 0.4, support: 0.55, rare: 0.15 }
/** On one day, or the next, less is chance; but not where both tell figures and none in common. */
const SOON: Bar = { likeness: 0.1, least: 0.35, support: 0.5, rare: 0.2 }
/** A figure with its unit that both tell is seldom chance, two are hardly ever. */
const BY_FIGURE: Bar = { likeness: 0.1, least: 0.05, support: 0.2, rare: 0.1 }
const BY_FIGURES: Bar = { likeness: 0.05, least: 0.1, support: 0.25, rare: 0.05 }
/** Both titles name one thing at length, on one day or the next: an opening and a reaction have little else in common. */
const BY_NAME: Bar = { likeness: 0.1, least: 0.2, support: 0.4, rare: 0.35 }
/** Both titles quote one law or one report. */
const BY_QUOTE: Bar = { likeness: 0.1, least: 0, support: 0.1, rare: 0 }
const MOST_SIBLINGS = 6
const FACTS_NAMED = 8

/** A number of two digits or more, with what is counted; a year alone is in every text. */
const figures = /\d[\d,]*(?:\.\d+)?\s*(?:%|[百千万亿]{0,2}\p{Script=Han}|[a-z]+)?/giu
/** What is set in quotation or title marks, and words of capital letters. */
const names =
  /[《“「『"]([^》”」』"]{4,24})[》”」』"]|\b(?:[A-Z][a-zA-Z]+(?: [A-Z][a-zA-Z]+)+|[A-Z]{2,})\b/gu

type Placed = { candidate: Comparable & { storyId: string }; prepared: PreparedText }
type Found = Sibling & { likeness: number }

/**
 * Other stories that report the same event in other words or another language: close in time, and alike by what is rare in both.
 * An issue of a series is no sibling of the issue before.
 */
export function findSiblings(prepared: PreparedText, placed: Placed[], keys: KeyWorth): Sibling[] {
  const siblings = new Map<string, Found>()
  for (const { candidate, prepared: other } of placed) {
    const likeness = likenessOf(prepared, other, keys)
    if (likeness === null || areFilledIn(prepared.article.title, candidate.title)) continue
    const known = siblings.get(candidate.storyId)
    if (known && known.likeness >= likeness) continue
    siblings.set(candidate.storyId, { ...describe(prepared, other, candidate), likeness })
  }
  return [...siblings.values()]
    .sort((a, b) => b.likeness - a.likeness)
    .slice(0, MOST_SIBLINGS)
    .map(({ likeness: _, ...sibling }) => sibling)
}

/** How alike two reports of one event are; null when they are none. */
function likenessOf(a: PreparedText, b: PreparedText, worth: KeyWorth): number | null {
  const { weigh } = worth
  if (daysBetween(a, b) > SIBLING_DAYS || a.title.roundup || b.title.roundup) return null
  // The same words on another day with other numbers: the next issue of a series.
  if (a.title.hash === b.title.hash || titlesDifferInNumbersAlone(a, b)) return null
  if (ordinalsClash(a, b) || datesClash(a, b, 1) || tellOtherEvents(a, b)) return null

  const keys = [a, b].map(({ article }) => unpackInts(article.fingerprint.eventKeys ?? ''))
  const [mine, theirs] = keys as [Int32Array, Int32Array]
  const shared = mine.filter(key => theirs.includes(key))
  const length = lengthOf(mine, weigh) * lengthOf(theirs, weigh)
  const likeness = length === 0 ? 0 : lengthOf(shared, weigh) ** 2 / length
  const common = { ...worth, shared, likeness }
  if (areInTwoLanguages(a, b)) return tellOneEventAbroad(a, b, common) ? likeness : null
  const ofOneForm = areOfOneForm(a.article.title, b.article.title)
  if (!ofOneForm && (tellsOneEvent(a, b, common) || tellOneDay(a, b, common))) return likeness
  // Two texts in Latin letters that name nobody in common are of two events.
  if (a.latin && mine.some(isName) && theirs.some(isName) && !shared.some(isName)) return null
  const figures = shared.filter(isFigure).length
  const tellOtherFigures = figures === 0 && mine.some(isFigure) && theirs.some(isFigure)
  const near = daysBetween(a, b) <= 1
  const named = near && likeness >= BY_NAME.likeness && !ofOneForm && nameOneThing(a, b, weigh)
  const bars = barsFor(a, b, figures, near && !tellOtherFigures)
  if (named) bars.push(BY_NAME)
  const isAlike = bars.some(bar => likeness >= bar.likeness && supportEachOther(a, b, bar, weigh))
  return isAlike && (named || !factsClash(a, b)) ? likeness : null
}

/** The titles name one thing at length. */
function nameOneThing(a: PreparedText, b: PreparedText, weigh: (key: number) => number): boolean {
  const [mine, theirs] = [a.article.title, b.article.title]
  return !numbersClash(a, b) && shareLongName(mine, theirs, weigh)
}

/** What must hold for two reports that share so many figures. */
function barsFor(a: PreparedText, b: PreparedText, figures: number, soon: boolean): Bar[] {
  const bars = [soon ? SOON : BY_WORDS]
  if (figures > 0) bars.push(BY_FIGURE)
  if (figures > 1) bars.push(BY_FIGURES)
  const theirs = quotedIn(b)
  if (quotedIn(a).some(name => name.length >= LONG_QUOTE && theirs.includes(name)))
    bars.push(BY_QUOTE)
  return bars
}
/** Shorter names are of films and columns. */
const LONG_QUOTE = 6

/** The rest of two titles may be what many write: what is rare in one must stand in the other's first paragraphs too. */
function supportEachOther(
  a: PreparedText,
  b: PreparedText,
  bar: Bar,
  weigh: (key: number) => number,
): boolean {
  const one = shareFound(a.title.grams, b.whole)
  const other = shareFound(b.title.grams, a.whole)
  if (Math.min(one, other) < bar.least || (one + other) / 2 < bar.support) return false
  const rare = rareShare(a.titleKeys, b.toldKeys, weigh) + rareShare(b.titleKeys, a.toldKeys, weigh)
  return rare / 2 >= bar.rare
}

/** How much of a title stands in a text, each piece by its rarity. */
function rareShare(title: Int32Array, told: Int32Array, weigh: (key: number) => number): number {
  const theirs = new Set(told)
  const shared = title.filter(key => theirs.has(key))
  return (lengthOf(shared, weigh) / (lengthOf(title, weigh) || 1)) ** 2
}

function describe(
  prepared: PreparedText,
  other: PreparedText,
  { storyId, id: articleId }: Placed['candidate'],
): Sibling {
  const [mine, theirs] = [prepared.title.grams, other.title.grams]
  const shared = countShared(mine, theirs)
  const facts = readFacts(prepared.article)
  return {
    storyId,
    articleId,
    titleJaccard: shared / (mine.length + theirs.length - shared || 1),
    titleContainment: shared / (Math.min(mine.length, theirs.length) || 1),
    shared: [...readFacts(other.article)].filter(fact => facts.has(fact)).slice(0, FACTS_NAMED),
    daysApart: daysBetween(prepared, other),
  }
}

/** Numbers with what they count, and names, from the title and the first lines. */
function readFacts(article: Comparable): Set<string> {
  const lead = `${article.title.slice(0, 400)}\n${article.text.slice(0, 400)}`.normalize('NFKC')
  const facts = new Set<string>()
  for (const [figure] of lead.matchAll(figures)) {
    const spelled = figure.replace(/[,\s]/g, '')
    if (!/^\d{1,4}(?:年|月|日|时|分)?$/.test(spelled) && !/^\d+[年月日时]/.test(spelled))
      facts.add(spelled)
  }
  for (const [name, quoted] of lead.matchAll(names)) facts.add(quoted ?? name)
  return facts
}
