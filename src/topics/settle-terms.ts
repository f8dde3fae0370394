import type { Hit } from './find-terms.ts'

/** What a text's hits come to. */
export type SettledTerms = {
  /** Terms that may decide, none within another. */
  anchors: Hit[]
  /** Terms that only support. */
  supports: Hit[]
  /** Deciding terms that their surroundings made supports. */
  demoted: Hit[]
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

function isDemoted(hit: Hit, contexts: Hit[], reach: number): boolean {
  if (!hit.term.demotions.length) return false
  const near = findNear(contexts, hit, reach)
  return hit.term.demotions.some(
    demotion =>
      near.some(({ term }) => demotion.near.has(term)) &&
      !near.some(({ term }) => demotion.unless.has(term)),
  )
}

/**
 * Decides what the found terms are worth. A term wholly inside a negative phrase is none: 碳水 takes nothing from 零碳水务, whose
 * 零碳 reaches beyond it. A deciding term that stands within `reach` units of a context that demotes it only supports.
 */
export function settleTerms(hits: Hit[], reach: number): SettledTerms {
  const negatives = hits.filter(({ term }) => term.role === 'negative')
  const contexts = hits.filter(({ term }) => term.role === 'context')
  const speaking = hits.filter(({ term }) => term.topic)
  const mistaken = findCovered(speaking, negatives)
  const real = speaking.filter(hit => !mistaken.has(hit))

  const deciding = withoutNested(real.filter(({ term }) => term.role !== 'supports'))
  const demoted = new Set(deciding.filter(hit => isDemoted(hit, contexts, reach)))
  const supporting = real.filter(({ term }) => term.role === 'supports')
  const within = findCovered(supporting, deciding)
  return {
    anchors: deciding.filter(hit => !demoted.has(hit)),
    supports: withoutNested(supporting.filter(hit => !within.has(hit))),
    demoted: [...demoted],
  }
}
