import type { MergeFigures, MergeRule } from '../model/story.ts'
import { countShared, uniqueSorted } from './hash-sets.ts'
import { byLength, measurePair, measureTexts, shareAtStart } from './measure-pair.ts'
import type { PreparedText } from './prepare-text.ts'
import { readShingles } from './shingles.ts'
import { shareFound } from './title-grams.ts'
import { isOtherIssue, isVetoed } from './vetoes.ts'

/** Why two articles are the same news. */
export type Judgement = { rule: MergeRule; figures: MergeFigures }

/** With less in common no rule can hold. */
const LEAST_CONTAINMENT = 0.3

/** Judges whether two articles are the same news, by their texts, titles, numbers and days; null when they are not. */
export function judgePair(a: PreparedText, b: PreparedText): Judgement | null {
  const texts = measureTexts(a, b)
  const sameAddress = a.article.urlKey === b.article.urlKey
  if (texts.containment < LEAST_CONTAINMENT && !sameAddress) return null

  const figures = measurePair(a, b, texts)
  if (sameAddress) {
    // The page of an address may have been given to other news.
    const isVersion = texts.containment >= LEAST_CONTAINMENT || figures.titleEqual
    return isVersion ? { rule: 'same-address', figures } : null
  }
  if (isVetoed(a, b, figures)) return null
  const rule = findRule(a, b, figures)
  if (rule === null || isOtherIssue(a, b, figures)) return null
  if (!figures.titleEqual && !sharePassage(...byLength(a, b))) return null
  return { rule, figures }
}

/** The first rule that speaks for a copy; null where none does. */
function findRule(a: PreparedText, b: PreparedText, figures: MergeFigures): MergeRule | null {
  const { containment, jaccard, titleEqual, titleJaccard, titleContainment, titleInText } = figures
  const { daysApart } = figures
  const near = titleEqual || titleJaccard >= 0.6 || (titleContainment >= 0.9 && titleJaccard >= 0.4)
  const [short, long] = byLength(a, b)

  if (containment >= 0.85 && jaccard >= 0.6) return 'copy'
  if (containment >= 0.75 && jaccard >= 0.5) return 'copy'
  if (isRetold(figures)) return 'edited-copy'
  if (containment >= 0.72 && jaccard >= 0.35) {
    if (near) return 'edited-copy'
    // What quotes another at length takes its passages from everywhere; what abridges it goes along with it.
    if (titleInText >= 0.4 && (jaccard >= 0.5 || shareAtStart(short, long) >= 0.7))
      return 'edited-copy'
  }
  // A commentary quotes the news it is about.
  if (long.title.about && !short.title.about && jaccard < 0.5) return null

  const sameTitle = titleEqual || titleJaccard >= 0.6 || (near && jaccard >= 0.2)
  if (sameTitle && jaccard < 0.35) {
    const shortened = titleContainment >= 0.9 && titleInText >= 0.8 && daysApart <= 1
    if (shortened && containment >= 0.66 && jaccard >= 0.2) return 'part'
    if (containment >= 0.72 && (jaccard >= 0.25 || shareAtStart(short, long) >= 0.7)) return 'part'
  }
  if (isBeginning(short, long, figures)) return 'beginning'
  return isRewritten(short, figures) ? 'rewritten' : null
}

/** A shorter beginning may be a phrase that many use. A word says more than a character. */
const BEGINNING_CHARACTERS = 40
const BEGINNING_WORDS = 24

/** News told one after another under numbers: the first of them is another's copy, the whole is not. */
const isNumberedList = (text: string) =>
  (text.match(/^[^\S\n]{0,8}[(（]?\d{1,2}[)）、.．](?!\d)/gm)?.length ?? 0) >= 3

function isBeginning(short: PreparedText, long: PreparedText, figures: MergeFigures): boolean {
  const { containment, jaccard, titleInText, daysApart } = figures
  if (short.title.roundup || long.title.roundup || daysApart > 3) return false
  const least = short.latin ? BEGINNING_WORDS : BEGINNING_CHARACTERS
  if (short.own.tokens.length < least || containment < 0.85) return false
  if (isNumberedList(long.article.text)) return false
  if (jaccard >= 0.1 && titleInText >= 0.5) return shareAtStart(short, long) >= 0.9
  if (containment < 0.95 || shareAtStart(short, long) < 0.95) return false
  // So large a part of the text, from its first word on, needs little of a title.
  if (jaccard >= 0.25 && titleInText >= 0.15) return true
  return titleInText >= 0.25 && shareFound(short.title.grams, long.own) >= 0.7
}

/** Many sentences have other words, and yet the shorter text tells all that the longer's title says. */
const isRetold = (figures: MergeFigures) =>
  figures.containment >= 0.62 &&
  figures.jaccard >= 0.42 &&
  figures.titleInText >= 0.78 &&
  figures.daysApart <= 1 &&
  figures.numberClash === 0

/** Two sentences of common length one after the other, word for word. */
const PASSAGE_CHARACTERS = 24
const PASSAGE_WORDS = 14
/** In a text of fewer tokens a light hand may leave no whole passage. */
const PASSAGES_FROM = 80
/** Copies that were edited sentence by sentence share more; chance gives one or two. */
const PASSAGES_SHARED = 0.05

/** False for texts that draw on one small vocabulary: they share phrases everywhere and no passage. */
function sharePassage(short: PreparedText, long: PreparedText): boolean {
  if (short.own.tokens.length < PASSAGES_FROM) return true
  const size = short.latin ? PASSAGE_WORDS : PASSAGE_CHARACTERS
  const passagesOf = ({ own }: PreparedText) => uniqueSorted(readShingles(own.tokens, size))
  const own = passagesOf(short)
  return countShared(own, passagesOf(long)) >= own.length * PASSAGES_SHARED
}

/** Fewer shared passages may be the frame that a series is told in. Against signing-off lines of daily programmes. */
const REWRITTEN_PASSAGES = 28
const RETOLD_PASSAGES = 50

/** One title that names its day, on that day: one issue of a series, in whatever words. */
const hasSameDatedTitle = ({ title }: PreparedText, figures: MergeFigures) =>
  figures.titleEqual &&
  figures.daysApart <= 1 &&
  figures.numberClash === 0 &&
  title.dates.some(date => date.month !== null && date.day !== null)

function isRewritten(short: PreparedText, figures: MergeFigures): boolean {
  const { containment, jaccard, titleJaccard, titleEqual, numberClash, numberSlots } = figures
  const passages = containment * short.shingles.length
  if (hasSameDatedTitle(short, figures) && containment >= 0.5) return true
  if (passages < REWRITTEN_PASSAGES || jaccard < 0.15) return false
  if (titleEqual && containment >= 0.6 && jaccard >= 0.4 && numberClash <= 0.2) return true
  if (figures.daysApart > 3) return false
  if (containment >= 0.5 && titleJaccard >= 0.75 && numberClash <= 0.2) return true
  return (
    containment >= 0.42 &&
    titleEqual &&
    numberSlots >= 2 &&
    numberClash === 0 &&
    figures.daysApart <= 1 &&
    passages >= RETOLD_PASSAGES
  )
}
