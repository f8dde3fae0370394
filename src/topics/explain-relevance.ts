import type { SeriesRelevance, Tier } from '../model/relevance.ts'
import type { Hit } from './find-terms.ts'
import { isLead, type RelevanceMode } from './judge-tier.ts'
import { matchTopics } from './match-topics.ts'
import { type Field, readFields, type TopicInput } from './read-fields.ts'
import type { TopicTable } from './topic-table.ts'

/** A term that was found, what it did, and the words around it. */
export type TermFound = {
  term: string
  topic: string
  where: 'title' | 'lead' | 'body' | 'keywords'
  /** `decides`, `supports`, or `demoted`: it would decide but for the words beside it. */
  effect: 'decides' | 'supports' | 'demoted'
  /** The term in its place. */
  words: string
}

/** Why an article is judged as it is. */
export type RelevanceExplained = {
  tier: Tier
  score: number
  topics: string[]
  mode: RelevanceMode
  /** The title announces a collection of news, which is adjacent at best. */
  roundup: boolean
  terms: TermFound[]
  /** Where the article is an issue of a series whose other issues count. */
  series?: SeriesRelevance
}

const AROUND = 12
const MOST_TERMS = 60

/** Tells what was found in an article, where, and what it did. The judgement is that of `matchTopics`. */
export function explainRelevance(
  article: TopicInput,
  table: TopicTable,
  mode: RelevanceMode,
): RelevanceExplained {
  const { tier, score, topics } = matchTopics(article, table, mode)
  const fields = readFields(article, table)
  const inLead = isLead(fields)
  const terms = [
    ...listTerms(fields.title, () => 'title'),
    ...listTerms(fields.body, hit => (inLead(hit) ? 'lead' : 'body')),
    ...listTerms(fields.keywords, () => 'keywords'),
  ]
  const roundup = table.roundups?.test(article.title) ?? false
  return { tier, score, topics, mode, roundup, terms: terms.slice(0, MOST_TERMS) }
}

function listTerms(field: Field, where: (hit: Hit) => TermFound['where']): TermFound[] {
  const { from, original } = field.read
  const found = (effect: TermFound['effect'], hits: Hit[]) =>
    hits.map(hit => ({
      at: hit.start,
      term: hit.term.written,
      topic: hit.term.topic!.id,
      where: where(hit),
      effect,
      words: original
        .slice(Math.max(0, from[hit.start]! - AROUND), from[hit.end - 1]! + 1 + AROUND)
        .replace(/\s+/g, ' '),
    }))
  return [
    ...found('decides', field.anchors),
    ...found('supports', field.supports),
    ...found('demoted', [...field.demoted, ...field.elsewhere]),
  ]
    .sort((a, b) => a.at - b.at)
    .map(({ at: _, ...term }) => term)
}
