import type { MergeFigures, MergeRule } from '../model/story.ts'
import {
  byLength,
  compareUnshared,
  datesClash,
  measurePair,
  numbersClash,
  ordinalsClash,
  shareAtStart,
} from './compare-texts.ts'
import type { PreparedText } from './prepare-text.ts'

/** What two articles are to each other. */
export type Judgement = { rule: MergeRule | null; figures: MergeFigures }

/** Copies come within two weeks; later it is the next issue of a series. 30 days merged twice as many different real items. */
const MAX_DAYS = 14

/** Judges whether two articles are the same news: by their texts, titles, numbers and days. */
export function judgePair(a: PreparedText, b: PreparedText): Judgement {
  const figures = measurePair(a, b)
  if (a.article.urlKey === b.article.urlKey) {
    const same = figures.containment >= 0.3 || figures.titleEqual
    return { rule: same ? 'same-address' : null, figures }
  }
  if (isVetoed(a, b, figures)) return { rule: null, figures }

  const rule = findRule(a, b, figures)
  if (rule !== null && movesFigures(a, b)) return { rule: null, figures }
  return { rule, figures }
}

/** What no likeness of the texts can outweigh. */
function isVetoed(a: PreparedText, b: PreparedText, figures: MergeFigures): boolean {
  const { containment, jaccard, numberClash, numberSlots, titleEqual, titleJaccard } = figures
  if (containment < 0.3) return true
  // A bulletin of a quiet day repeats word for word; the title's date is all that tells two of them apart.
  if (datesClash(a, b)) return true
  if (ordinalsClash(a, b) && jaccard < 0.98) return true
  if (numbersClash(a, b) && containment < 0.95) return true
  if (numberSlots >= 4 && numberClash >= 0.4) return true
  if (numberSlots >= 2 && numberClash > 0.5) return true

  const support = Math.max(a.article.fingerprint.titleSupport, b.article.fingerprint.titleSupport)
  if (support < 0.15 && !titleEqual) return true
  if (figures.daysApart > MAX_DAYS && !(titleEqual && jaccard >= 0.85 && numberClash === 0))
    return true
  if (!a.thin && !b.thin) return false
  return !((titleEqual || titleJaccard >= 0.8) && containment >= 0.8 && figures.daysApart <= 3)
}

/** The first rule that speaks for a copy; null where none does. */
function findRule(a: PreparedText, b: PreparedText, figures: MergeFigures): MergeRule | null {
  const { containment, jaccard, titleEqual, titleJaccard, titleContainment, titleInText } = figures
  const near = titleEqual || titleJaccard >= 0.6 || (titleContainment >= 0.9 && titleJaccard >= 0.4)
  const [short, long] = byLength(a, b)

  if (containment >= 0.85 && jaccard >= 0.6) return 'copy'
  if (containment >= 0.72 && jaccard >= 0.35 && (near || titleInText >= 0.4)) return 'edited-copy'
  // A commentary quotes the news it is about.
  if (long.title.about && !short.title.about && jaccard < 0.5) return null

  if (containment >= 0.72 && jaccard < 0.35) {
    const sameTitle = titleEqual || titleJaccard >= 0.6 || (near && jaccard >= 0.2)
    if (sameTitle && (jaccard >= 0.25 || shareAtStart(short, long) >= 0.7)) return 'part'
  }
  if (
    containment >= 0.85 &&
    jaccard >= 0.1 &&
    titleInText >= 0.5 &&
    figures.daysApart <= 3 &&
    !a.title.roundup &&
    !b.title.roundup &&
    short.own.tokens.length >= 40 &&
    shareAtStart(short, long) >= 0.9
  ) {
    return 'beginning'
  }
  const rewritten =
    containment >= 0.5 &&
    titleJaccard >= 0.8 &&
    figures.daysApart <= 3 &&
    figures.numberClash <= 0.2 &&
    jaccard >= 0.15
  return rewritten ? 'rewritten' : null
}

/** True when the sentences that differ are the same sentences with other numbers: a daily note over a long explanation. */
function movesFigures(a: PreparedText, b: PreparedText): boolean {
  const { shared, clashes } = compareUnshared(a, b)
  return clashes >= 3 && clashes / shared >= 0.75
}
