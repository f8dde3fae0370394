import type { Hit } from './find-terms.ts'
import type { Term, TermRole } from './topic-table.ts'

/** The title is one thing said: its terms are judged by all its words. */
export const TITLE_REACH = 400

/** What a text's hits come to. */
export type SettledTerms = {
  /** Terms that may decide, none within another. */
  anchors: Hit[]
  /** Those of them that stand in the company that makes them speak of the subject. */
  accompanied: Set<Hit>
  /** Terms that only support. */
  supports: Hit[]
  /** Deciding terms that their surroundings made supports. */
  demoted: Hit[]
  /** Terms of a title that tells of another world, where they are something else. */
  elsewhere: Hit[]
}

const inOrder = (hits: Hit[]) => [...hits].sort((a, b) => a.start - b.start || b.end - a.end)

/** The hits that lie wholly within one of the others; both in the order of their beginnings. */
function findCovered(hits: Hit[], covers: Hit[]): Set<Hit> {
  const covered = new Set<Hit>()
  let at = 0
  let reach = 0
  for (const hit of hits) {
    for (; at < covers.length && covers[at]!.start <= hit.start; at++) {
      reach = Math.max(reach, covers[at]!.end)
    }
    if (hit.end <= reach) covered.add(hit)
  }
  return covered
}

/** Leaves out the hits that lie within a longer one. */
function withoutNested(hits: Hit[]): Hit[] {
  const kept: Hit[] = []
  let widest: Hit | null = null
  for (const hit of inOrder(hits)) {
    const isNested = widest && hit.end <= widest.end
    const isSame = widest && hit.end === widest.end && hit.start === widest.start
    if (isNested && !isSame) continue
    kept.push(hit)
    if (!isSame) widest = hit
  }
  return kept
}

/** The contexts that stand within `reach` units of a hit. */
function findNear(contexts: Hit[], hit: Hit, reach: number): Hit[] {
  let low = 0
  let high = contexts.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (contexts[middle]!.start < hit.start - reach) low = middle + 1
    else high = middle
  }
  const near: Hit[] = []
  for (let at = low; at < contexts.length && contexts[at]!.start < hit.end + reach; at++) {
    near.push(contexts[at]!)
  }
  return near
}

type List = 'demotions' | 'promotions'

const isMoved = (hit: Hit, list: List, contexts: Hit[], reach: number, elsewhere = false) => {
  const entries = hit.term[list].filter(entry => !elsewhere || entry.elsewhere)
  if (entries.length === 0) return false
  const near = findNear(contexts, hit, reach)
  // A word is no company of its own: coal is not beside coal.
  const beside = near.filter(({ start, end }) => start < hit.start || end > hit.end)
  return entries.some(
    entry =>
      (reach >= TITLE_REACH || !entry.inTitles) &&
      (entry.near.size === 0 || beside.some(({ term }) => entry.near.has(term))) &&
      (entry.with.size === 0 || beside.some(({ term }) => entry.with.has(term))) &&
      !near.some(({ term }) => entry.unless.has(term)),
  )
}

/** The part of a headline or a sentence that a word of a border may reach over. */
const LONGEST_WORD = 24

/**
 * The hits that a word of everyday language cuts: it begins before and ends inside, or begins inside and ends behind. What takes
 * the rest back begins where the hit ends and reaches further. A longer one that holds the whole hit takes it too.
 */
function findCut(hits: Hit[], borders: Hit[], keepers: Hit[]): Set<Hit> {
  const cut = new Set<Hit>()
  if (borders.length === 0) return cut
  const reachOf = new Map<number, number>()
  for (const { start, end } of keepers) reachOf.set(start, Math.max(end, reachOf.get(start) ?? 0))
  for (const hit of hits) {
    const kept = reachOf.get(hit.end) ?? 0
    const isCut = findNear(borders, hit, LONGEST_WORD).some(
      ({ start, end }) =>
        (start < hit.start && end > hit.start && end < hit.end) ||
        (start > hit.start && start < hit.end && end > hit.end && kept <= end) ||
        (start <= hit.start && end >= hit.end && end - start > hit.end - hit.start),
    )
    if (isCut) cut.add(hit)
  }
  for (const hit of hits) if (isModifier(hit, cut)) cut.add(hit)
  return cut
}

/** "Net zero" in "net-zero goal difference", which takes the goal from "net-zero goal", is said of the difference. */
const isModifier = ({ start, end }: Hit, cut: Set<Hit>) =>
  [...cut].some(hit => hit.term.inflects && start >= hit.start && end < hit.end)

/** The terms that are cut as often as they stand whole: a headline that plays with a word. */
function findPlayedWith(hits: Hit[], cut: Set<Hit>): Set<Term> {
  const balance = new Map<Term, number>()
  for (const { term } of cut) balance.set(term, 0)
  if (balance.size === 0) return new Set()
  for (const hit of hits) {
    const count = balance.get(hit.term)
    if (count !== undefined) balance.set(hit.term, count + (cut.has(hit) ? -1 : 1))
  }
  return new Set([...balance].filter(([, count]) => count <= 0).map(([term]) => term))
}

/** The negatives that stand: 减排名 is none in 减排名录, where 名录 takes the rest back. */
function findMistaken(hits: Hit[], negatives: Hit[], keepers: Hit[]): Set<Hit> {
  const covered = findCovered(hits, negatives)
  for (const hit of covered) {
    const kept = keepers.find(({ start }) => start === hit.end)
    if (
      kept &&
      !negatives.some(({ start, end }) => start <= hit.start && end >= kept.end && end >= hit.end)
    )
      covered.delete(hit)
  }
  return covered
}

/** Words that only seem to stand there: 电竞 in 风电竞配, of which the term and a keeper leave nothing. */
function findSeeming(contexts: Hit[], hits: Hit[], keepers: Hit[]): Set<Hit> {
  const kept = hits.filter(hit => keepers.some(({ start }) => start === hit.end))
  const isSeeming = ({ start, end }: Hit) =>
    kept.some(hit => start > hit.start && start < hit.end && end > hit.end)
  return new Set(kept.length ? contexts.filter(isSeeming) : [])
}

/**
 * Decides what the found terms are worth. A term wholly inside a negative phrase is none: 碳水 takes nothing from 零碳水务, whose
 * 零碳 reaches beyond it. A deciding term that stands within `reach` units of a context that demotes it only supports; a
 * supporting one near a context that promotes it decides. In a title of another world (a sport, a kitchen) no term says anything.
 */
export function settleTerms(hits: Hit[], reach: number): SettledTerms {
  const of = (role: TermRole) => hits.filter(({ term }) => term.role === role)
  const keepers = of('keeper')
  const speaking = hits.filter(({ term }) => term.topic)
  const seeming = findSeeming(of('context'), speaking, keepers)
  const contexts = of('context').filter(hit => !seeming.has(hit))
  const mistaken = findMistaken(speaking, of('negative'), keepers)
  const cut = findCut(speaking, of('border'), keepers)
  const played = findPlayedWith(speaking, cut)
  const real = speaking.filter(hit => !mistaken.has(hit) && !cut.has(hit) && !played.has(hit.term))

  const promoted = new Set(real.filter(hit => isMoved(hit, 'promotions', contexts, reach)))
  const decides = (hit: Hit) => hit.term.role !== 'supports' || promoted.has(hit)
  const deciding = withoutNested(real.filter(decides))
  const demoted = new Set(deciding.filter(hit => isMoved(hit, 'demotions', contexts, reach)))
  const isElsewhere = (hit: Hit) =>
    reach >= TITLE_REACH && isMoved(hit, 'demotions', contexts, reach, true)
  const supporting = real.filter(hit => !decides(hit) && !hit.term.silent && !isElsewhere(hit))
  const within = findCovered(supporting, deciding)
  return {
    anchors: deciding.filter(hit => !demoted.has(hit)),
    accompanied: promoted,
    supports: withoutNested(supporting.filter(hit => !within.has(hit))),
    demoted: [...demoted].filter(hit => !isElsewhere(hit)),
    elsewhere: [...demoted].filter(isElsewhere),
  }
}
