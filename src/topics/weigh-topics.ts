import type { Tier, TopicEvidence } from '../model/relevance.ts'
import type { Hit } from './find-terms.ts'
import { isLead } from './judge-tier.ts'
import type { Fields } from './read-fields.ts'

const MAX_EVIDENCE = 24

/** A piece of evidence with what it is worth. */
export type WeightedEvidence = TopicEvidence & { weight: number }

/** Everything that was found, the weightiest places first. */
export function weighEvidence(fields: Fields): WeightedEvidence[] {
  const inLead = isLead(fields)
  const from = (where: TopicEvidence['where'], weight: number, hits: Hit[]) =>
    hits.map(({ term }) => ({ topic: term.topic!.id, term: term.written, where, weight }))
  const { title, body, keywords } = fields
  const later = (hit: Hit) => !inLead(hit)
  return [
    ...from('title', 1, title.anchors),
    ...from('title', 0.3, [...title.supports, ...title.demoted]),
    ...from('lead', 0.5, body.anchors.filter(inLead)),
    ...from('lead', 0.1, [...body.supports, ...body.demoted].filter(inLead)),
    ...from('keywords', 0.4, keywords.anchors),
    ...from('body', 0.2, body.anchors.filter(later)),
    ...from('body', 0.02, [...body.supports, ...body.demoted].filter(later)),
  ]
}

/** Sums the evidence by topic; the same term in the same place counts less each time. */
export function weighTopics(evidence: WeightedEvidence[]): Map<string, number> {
  const seen = new Map<string, number>()
  const weights = new Map<string, number>()
  for (const { topic, term, where, weight } of evidence) {
    const key = `${topic} ${term} ${where}`
    const times = (seen.get(key) ?? 0) + 1
    seen.set(key, times)
    weights.set(topic, (weights.get(topic) ?? 0) + weight / times)
  }
  return weights
}

/** The evidence as it is kept beside an article: each term once a place, at most two dozen. */
export function listEvidence(evidence: WeightedEvidence[]): TopicEvidence[] {
  const unique = new Map<string, TopicEvidence>()
  for (const { topic, term, where } of evidence) {
    if (unique.size === MAX_EVIDENCE) break
    unique.set(`${topic} ${term} ${where}`, { topic, term, where })
  }
  return [...unique.values()]
}

const floorOf: Record<Tier, number> = { relevant: 0.5, adjacent: 0.1, off: 0 }
const ceilingOf: Record<Tier, number> = { relevant: 1, adjacent: 0.49, off: 0.09 }

/** 0 to 1: the tier sets the span, the evidence the place within it. */
export function scoreOf(tier: Tier, weights: Map<string, number>): number {
  const total = [...weights.values()].reduce((sum, weight) => sum + weight, 0)
  const share = 1 - Math.exp(-total / 2)
  const score = floorOf[tier] + (ceilingOf[tier] - floorOf[tier]) * share
  return Math.round(score * 1000) / 1000
}
