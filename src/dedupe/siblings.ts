import type { Comparable, Sibling } from '../model/story.ts'
import { datesClash, factsClash, ordinalsClash } from './compare-titles.ts'
import { countShared } from './hash-sets.ts'
import type { PreparedText } from './prepare-text.ts'
import { shareFound } from './title-grams.ts'

/** Reports of one event come within days. */
export const SIBLING_DAYS = 3
const SIBLING_TITLE = 0.2
const SIBLING_CONTAINMENT = 0.4
/** What each title says must be told by the other text, by half on the average: unlike those of one series. */
const SIBLING_SUPPORT = 0.55
/** Numbers or names that both tell in their first lines. */
const SIBLING_FACTS = 2
const MOST_SIBLINGS = 6
const FACTS_NAMED = 8

/** A number of two digits or more, with what is counted; a year alone is in every text. */
const figures = /\d[\d,]*(?:\.\d+)?\s*(?:%|[百千万亿]{0,2}\p{Script=Han}|[a-z]+)?/giu
/** What is set in quotation or title marks, and words of capital letters. */
const names =
  /[《“「『"]([^》”」』"]{4,24})[》”」』"]|\b(?:[A-Z][a-zA-Z]+(?: [A-Z][a-zA-Z]+)+|[A-Z]{2,})\b/gu

/**
 * Other stories that report the same event in other words: alike in title, close in time, and sharing numbers or
 * names. An issue of a series is no sibling of the issue before.
 */
export function findSiblings(
  prepared: PreparedText,
  placed: { candidate: Comparable & { storyId: string }; prepared: PreparedText }[],
): Sibling[] {
  const siblings = new Map<string, Sibling>()
  let facts: Set<string> | null = null
  for (const { candidate, prepared: other } of placed) {
    const titles = compareTitles(prepared, other)
    if (!titles || !supportEachOther(prepared, other)) continue
    facts ??= readFacts(prepared.article)
    const shared = [...readFacts(candidate)].filter(fact => facts!.has(fact))
    if (shared.length < SIBLING_FACTS) continue
    const { storyId, id: articleId } = candidate
    const known = siblings.get(storyId)
    if (known && known.shared.length >= shared.length) continue
    siblings.set(storyId, { storyId, articleId, ...titles, shared: shared.slice(0, FACTS_NAMED) })
  }
  return [...siblings.values()]
    .sort((a, b) => b.titleJaccard - a.titleJaccard)
    .slice(0, MOST_SIBLINGS)
}

function compareTitles(a: PreparedText, b: PreparedText) {
  const daysApart = Math.abs(a.article.fingerprint.day - b.article.fingerprint.day)
  if (daysApart > SIBLING_DAYS || a.title.roundup || b.title.roundup) return null
  if (ordinalsClash(a, b)) return null
  // The same words on another day with other numbers: the next issue of a series.
  if (a.title.hash === b.title.hash) return null

  const shared = countShared(a.title.grams, b.title.grams)
  const least = Math.min(a.title.grams.length, b.title.grams.length)
  if (least === 0) return null
  const titleJaccard = shared / (a.title.grams.length + b.title.grams.length - shared)
  const titleContainment = shared / least
  if (datesClash(a, b, titleJaccard)) return null
  const alike = titleJaccard >= SIBLING_TITLE && titleContainment >= SIBLING_CONTAINMENT
  return alike ? { titleJaccard, titleContainment, daysApart } : null
}

function supportEachOther(a: PreparedText, b: PreparedText): boolean {
  const support = shareFound(a.title.grams, b.own) + shareFound(b.title.grams, a.own)
  return support / 2 >= SIBLING_SUPPORT && !factsClash(a, b)
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
