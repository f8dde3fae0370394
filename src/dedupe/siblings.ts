import type { Comparable, Sibling } from '../model/story.ts'
import {
  datesClash,
  factsClash,
  ordinalsClash,
  titlesDifferInNumbersAlone,
} from './compare-titles.ts'
import { isConcept, isFigure, isName } from './event-keys.ts'
import { countShared } from './hash-sets.ts'
import { unpackInts } from './packed-ints.ts'
import type { PreparedText } from './prepare-text.ts'
import { lengthOf } from './recent-events.ts'
import { shareFound } from './title-grams.ts'

/** Reports of one event come within days. */
export const SIBLING_DAYS = 3
/**
 * How alike two reports are by their rare names, figures and words; and what share of each title the other text must tell, at least
 * and on the average, unlike those of one series. Read on real items: below it, half are of other events.
 */
const BY_WORDS = { likeness: 0.13, least: 0.4, support: 0.55 }
/** Two figures with their units that both tell are seldom chance. */
const SHARED_FIGURES = 2
const BY_FIGURES = { likeness: 0.05, least: 0.2, support: 0.4 }
/** In another language figures and names are all that can be shared. */
const FIGURES_ABROAD = 1
const NAMES_ABROAD = 2
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
 * An issue of a series is no sibling of the issue before. `weigh` tells how rare a key is.
 */
export function findSiblings(
  prepared: PreparedText,
  placed: Placed[],
  weigh: (key: number) => number,
): Sibling[] {
  const siblings = new Map<string, Found>()
  for (const { candidate, prepared: other } of placed) {
    const likeness = likenessOf(prepared, other, weigh)
    if (likeness === null) continue
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
function likenessOf(
  a: PreparedText,
  b: PreparedText,
  weigh: (key: number) => number,
): number | null {
  if (daysBetween(a, b) > SIBLING_DAYS || a.title.roundup || b.title.roundup) return null
  // The same words on another day with other numbers: the next issue of a series.
  if (a.title.hash === b.title.hash || titlesDifferInNumbersAlone(a, b)) return null
  if (ordinalsClash(a, b) || datesClash(a, b, 1) || areCountsOfOtherDays(a, b)) return null

  const keys = [a, b].map(({ article }) => unpackInts(article.fingerprint.eventKeys ?? ''))
  const [mine, theirs] = keys as [Int32Array, Int32Array]
  const shared = mine.filter(key => theirs.includes(key))
  const length = lengthOf(mine, weigh) * lengthOf(theirs, weigh)
  const likeness = length === 0 ? 0 : lengthOf(shared, weigh) ** 2 / length
  if (a.latin !== b.latin) return sharesAbroad(shared) ? likeness : null
  // Two texts in Latin letters that name nobody in common are of two events.
  if (a.latin && mine.some(isName) && theirs.some(isName) && !shared.some(isName)) return null
  const bar = shared.filter(isFigure).length >= SHARED_FIGURES ? BY_FIGURES : BY_WORDS
  return likeness >= bar.likeness && supportEachOther(a, b, bar) && !factsClash(a, b)
    ? likeness
    : null
}

/** What is counted on from day to day: another count is the next of a series. */
const counted =
  /累计|累積|截至|同比|环比|較上|较上|cumulative|to date|so far this|year[- ]on[- ]year|compared with/iu

function areCountsOfOtherDays(a: PreparedText, b: PreparedText): boolean {
  const isCount = ({ article }: PreparedText) =>
    counted.test(`${article.title}\n${article.text.slice(0, COUNT_LEAD)}`)
  const [mine, theirs] = [a.title.numbers, b.title.numbers]
  if (daysBetween(a, b) === 0 || mine.length === 0 || theirs.length === 0) return false
  const isOtherCount = countShared(mine, theirs) < Math.min(mine.length, theirs.length)
  return isOtherCount && isCount(a) && isCount(b)
}
const COUNT_LEAD = 120

/** Figures and names are shared, more than a country and what everybody writes about. */
function sharesAbroad(shared: Int32Array): boolean {
  const told = shared.filter(isFigure).length
  const named = shared.filter(key => isConcept(key) || isName(key)).length
  return told >= FIGURES_ABROAD && named >= NAMES_ABROAD
}

function supportEachOther(a: PreparedText, b: PreparedText, bar: typeof BY_WORDS): boolean {
  const one = shareFound(a.title.grams, b.whole)
  const other = shareFound(b.title.grams, a.whole)
  return Math.min(one, other) >= bar.least && (one + other) / 2 >= bar.support
}

const daysBetween = (a: PreparedText, b: PreparedText) =>
  Math.abs(a.article.fingerprint.day - b.article.fingerprint.day)

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
