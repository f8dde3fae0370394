import type { Comparable, MergeFigures, MergeRule, Placement } from '../model/story.ts'
import { kindOfCopy } from './copy-kind.ts'
import { judgePair } from './judge-pair.ts'
import { measureTexts } from './measure-pair.ts'
import { pairKey } from './never-pairs.ts'
import {
  dropSentences,
  type IsFurniture,
  type PreparedText,
  PreparedTexts,
} from './prepare-text.ts'
import { findSiblings } from './siblings.ts'

/** What placing an article needs beside the article and its candidates. */
export type PlaceContext = {
  /** Keys of pairs an operator keeps apart, see `neverKeys`. */
  never: ReadonlySet<string>
  /** What the index has learned: `index.isFurniture`. */
  isFurniture: IsFurniture
  /** How much a key of an event tells: `index.weighKey`. Without it all tell the same. */
  weighKey?: (key: number) => number
  /** Which keys few recent articles have: `index.isRareKey`. Without it all are rare. */
  isRareKey?: (key: number) => boolean
  /** Which keys hardly any other has: `index.isScarceKey`. Without it all are scarce. */
  isScarceKey?: (key: number) => boolean
  /** Prepared texts kept between calls; without it every text is prepared anew. */
  texts?: PreparedTexts
}

type Match = {
  prepared: PreparedText
  candidate: Comparable & { storyId: string }
  rule: MergeRule
  figures: MergeFigures
  score: number
}

/** Two stories become one only through an article that is so plainly a copy of both. */
const JOIN_JACCARD = 0.5
const JOIN_CONTAINMENT = 0.8
/** From so many titles over one text on a host the text is no article's. */
const BOILERPLATE_TITLES = 3
const BOILERPLATE_SUPPORT = 0.3
/** A shorter text may be a brief that four outlets happen to carry. */
const BOILERPLATE_TOKENS = 60
/** A daily note is a line of its own over a text that never changes; furniture alone leaves less than a line. */
const BOILERPLATE_REST = 5

/**
 * Decides which story an article starts or copies, which stories turn out to be one through it, and which tell of the
 * same event. Candidates without a story and the article itself are passed over. Same input, same answer.
 */
export function assignPlace(
  article: Comparable,
  candidates: Comparable[],
  context: PlaceContext,
): Placement {
  const others = candidates.filter(candidate => candidate.id !== article.id)
  const fault = findBoilerplate(article, others)
  if (fault) return fault

  const texts = context.texts ?? new PreparedTexts(others.length + 1)
  const prepared = texts.prepare(article, context.isFurniture)
  if (isAllFurniture(prepared)) return { kind: 'fault', fault: 'boilerplate', articleIds: [] }
  const placed = others
    .filter(hasStory)
    .map(candidate => ({ candidate, prepared: texts.prepare(candidate, context.isFurniture) }))

  const matches = findMatches(prepared, placed, context)
  const siblings = findSiblings(
    prepared,
    placed.filter(({ candidate }) => !matches.some(match => sameStory(match.candidate, candidate))),
    {
      weigh: context.weighKey ?? (() => 1),
      isRare: context.isRareKey ?? (() => true),
      isScarce: context.isScarceKey ?? (() => true),
    },
  )
  const best = matches[0]
  if (!best) return { kind: 'placed', place: { kind: 'starts' }, joins: [], siblings }

  const stories = storiesToJoin(matches, context.never)
  const lives = stories.reduce((oldest, match) => (isOlder(match, oldest) ? match : oldest), best)
  return {
    kind: 'placed',
    place: {
      kind: 'copies',
      storyId: lives.candidate.storyId,
      articleId: best.candidate.id,
      copy: kindOfCopy(prepared, best.prepared, best.figures),
      rule: best.rule,
      figures: best.figures,
    },
    joins: stories
      .filter(match => match !== lives)
      .map(({ candidate, rule, figures }) => ({
        storyId: candidate.storyId,
        articleId: candidate.id,
        rule,
        figures,
      })),
    siblings,
  }
}

const hasStory = (article: Comparable): article is Comparable & { storyId: string } =>
  article.storyId !== null

const sameStory = (a: Comparable, b: Comparable) => a.storyId === b.storyId

const isOlder = (a: Match, b: Match) =>
  (a.candidate.storyNumber ?? Infinity) < (b.candidate.storyNumber ?? Infinity)

/** Everything the article is a copy of, the best first. */
function findMatches(
  prepared: PreparedText,
  placed: { candidate: Comparable & { storyId: string }; prepared: PreparedText }[],
  { never }: PlaceContext,
): Match[] {
  const { id } = prepared.article
  const matches: Match[] = []
  const startOf = (storyId: string) =>
    placed.find(({ candidate }) => candidate.storyId === storyId && candidate.startsStory)?.prepared
  for (const { candidate, prepared: other } of placed) {
    if (never.has(pairKey(id, candidate.id)) || never.has(pairKey(id, candidate.storyId))) continue
    const judgement = judgePair(prepared, other)
    if (!judgement) continue
    const { rule, figures } = judgement
    if (rule !== 'same-address' && driftsFrom(startOf(candidate.storyId), prepared, other)) continue
    const { jaccard, containment, titleEqual } = figures
    const score = jaccard + containment + (titleEqual ? 0.5 : 0) + (rule === 'same-address' ? 3 : 0)
    matches.push({ prepared: other, candidate, rule, figures, score })
  }
  return matches.sort((a, b) => b.score - a.score || (a.candidate.id < b.candidate.id ? -1 : 1))
}

/** What an article must share with the one that its story began with, as a share of the shorter. */
const SHARED_WITH_START = 0.3
/** Unless the story began with a part of what it is a copy of. */
const PART_OF_MATCH = 0.7

/**
 * True when an article is a copy of a copy and has nothing left of what the story began with: twelve texts that each share three
 * quarters with the next are not one piece of news.
 */
function driftsFrom(
  start: PreparedText | undefined,
  article: PreparedText,
  match: PreparedText,
): boolean {
  if (!start || start === match || start.latin !== article.latin) return false
  if (measureTexts(article, start).containment >= SHARED_WITH_START) return false
  const startIsPart = start.own.tokens.length < match.own.tokens.length
  return !(startIsPart && measureTexts(start, match).containment >= PART_OF_MATCH)
}

/** The best match of each story that may become one with the best match's. */
function storiesToJoin(matches: Match[], never: ReadonlySet<string>): Match[] {
  const [best, ...rest] = matches
  const stories = [best!]
  if (!isPlain(best!)) return stories
  for (const match of rest) {
    const { id, storyId } = match.candidate
    if (!isPlain(match) || stories.some(story => sameStory(story.candidate, match.candidate)))
      continue
    const apart = stories.some(
      ({ candidate }) =>
        never.has(pairKey(storyId, candidate.storyId)) ||
        never.has(pairKey(id, candidate.id)) ||
        never.has(pairKey(id, candidate.storyId)) ||
        never.has(pairKey(storyId, candidate.id)),
    )
    if (!apart) stories.push(match)
  }
  return stories
}

const isPlain = ({ figures, rule }: Match) =>
  rule === 'same-address' ||
  (figures.jaccard >= JOIN_JACCARD && figures.containment >= JOIN_CONTAINMENT)

/** A text of the site: several articles of one host carry this very text, a menu or an error page, under other titles. */
function findBoilerplate(article: Comparable, others: Comparable[]): Placement | null {
  const { fingerprint, host } = article
  if (fingerprint.titleSupport >= BOILERPLATE_SUPPORT) return null
  const same = others.filter(
    other => other.host === host && other.fingerprint.contentHash === fingerprint.contentHash,
  )
  const titles = new Set([article, ...same].map(other => other.fingerprint.titleHash))
  if (titles.size < BOILERPLATE_TITLES) return null
  return { kind: 'fault', fault: 'boilerplate', articleIds: same.map(other => other.id) }
}

/** Every sentence of a longer text is known from other stories. */
function isAllFurniture({ article, whole, dropped }: PreparedText): boolean {
  if (article.fingerprint.titleSupport >= BOILERPLATE_SUPPORT) return false
  if (whole.tokens.length < BOILERPLATE_TOKENS) return false
  return dropSentences(whole, dropped).tokens.length <= BOILERPLATE_REST
}
