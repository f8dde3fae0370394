import type { Relevance } from '../model/relevance.ts'
import { judgeTier, type RelevanceMode } from './judge-tier.ts'
import { readFields, type TopicInput } from './read-fields.ts'
import type { TopicTable } from './topic-table.ts'
import { listEvidence, scoreOf, weighEvidence, weighTopics } from './weigh-topics.ts'

/** The least weight at which a topic is named: one deciding term of the lead, or a few of the body. */
const TOPIC_WEIGHT = 0.4

/** Judges what an article is about: how near it is to the subject, its topics, and the terms that say so. */
export function matchTopics(
  article: TopicInput,
  table: TopicTable,
  mode: RelevanceMode,
): Relevance {
  const fields = readFields(article, table)
  const isRoundup = table.roundups?.test(article.title) ?? false
  const tier = judgeTier(fields, mode, isRoundup)
  const evidence = weighEvidence(fields)
  const weights = weighTopics(evidence)
  const ranked = [...weights].sort((a, b) => b[1] - a[1])
  const named = ranked.filter(([, weight]) => weight >= TOPIC_WEIGHT)
  // What is relevant is so for a reason: its strongest topic is named even when it is weak.
  const topics = named.length || tier !== 'relevant' ? named : ranked.slice(0, 1)
  return {
    tier,
    score: scoreOf(tier, weights),
    topics: tier === 'off' ? [] : topics.map(([id]) => id),
    evidence: listEvidence(evidence),
  }
}
