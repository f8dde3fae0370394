import type { Relevance, Tier, TopicEvidence } from '../model/relevance.ts'
import { simplifiedUnit } from '../text/fold-script.ts'
import { findTerms, type Hit } from './find-terms.ts'
import { isHan, type ReadText, readText } from './read-text.ts'
import { type SettledTerms, settleTerms } from './settle-terms.ts'
import type { TopicTable } from './topic-table.ts'
import { trimLead, trimTitle } from './trim-text.ts'

/** What relevance is judged by. */
export type TopicInput = {
  title: string
  text: string
  keywords: string[]
  /** BCP 47, when it is known; the script of Chinese is seen from the text itself where it is not. */
  language: string | null
}

/** How a source is judged: a general one must show its subject, a dedicated one must only touch it, `all` is taken whole. */
export type RelevanceMode = 'general' | 'dedicated' | 'all'

/** How far around a deciding term the body is searched for words that demote it: about a sentence. */
const BODY_REACH = 40
/** The title is one thing said. */
const TITLE_REACH = 400
const MAX_TITLE = 400
const MAX_KEYWORDS = 20
const MAX_EVIDENCE = 24
/** The beginning that tells what an article is about, in units without spaces. */
const LEAD_HAN = 200
const LEAD_OTHER = 250

type Field = SettledTerms & { length: number }
type Fields = { title: Field; keywords: Field; body: Field; leadEnd: number; isHan: boolean }

function isTraditional(input: TopicInput): boolean {
  if (input.language) {
    if (/^zh-(hant|tw|hk|mo)|^yue/i.test(input.language)) return true
    if (/^zh-(hans|cn|sg)/i.test(input.language)) return false
  }
  const sample = input.title + input.text.slice(0, 500)
  for (let at = 0; at < sample.length; at++) {
    const unit = sample.charCodeAt(at)
    if (simplifiedUnit[unit] !== unit) return true
  }
  return false
}

function readField(text: ReadText, table: TopicTable, traditional: boolean, reach: number): Field {
  const settled = settleTerms(findTerms(text, table, traditional), reach)
  return { ...settled, length: text.units.length }
}

function readFields(input: TopicInput, table: TopicTable): Fields {
  const traditional = isTraditional(input)
  const title = readText(trimTitle(input.title.slice(0, MAX_TITLE)))
  const body = readText(trimLead(input.text))
  const keywords = readText(input.keywords.slice(0, MAX_KEYWORDS).join('、').slice(0, MAX_TITLE))
  const main = body.units.length ? body : title
  const han = main.units.subarray(0, 500).reduce((sum, unit) => sum + Number(isHan(unit)), 0)
  const chinese = han * 4 > Math.min(main.units.length, 500)
  return {
    title: readField(title, table, traditional, TITLE_REACH),
    body: readField(body, table, traditional, BODY_REACH),
    keywords: readField(keywords, table, traditional, TITLE_REACH),
    leadEnd: chinese ? LEAD_HAN : LEAD_OTHER,
    isHan: chinese,
  }
}

/** True when one of the terms decides by itself, or a sector's term has company. */
export function decides({ anchors, supports, demoted }: SettledTerms): boolean {
  const company = [...supports, ...demoted]
  return anchors.some(hit => {
    const topic = hit.term.topic!
    if (topic.tier !== 'sector' || hit.term.role === 'alone') return true
    return (
      anchors.some(other => other.term.topic !== topic) ||
      company.some(other => other.term.topic!.tier === 'core')
    )
  })
}

const distinct = (hits: Hit[]) => new Set(hits.map(({ term }) => term.written.toLowerCase())).size
const isLead = (fields: Fields) => (hit: Hit) => hit.start < fields.leadEnd

/** The body dwells on the subject: three terms or more, and five in a thousand characters (of English, three in a thousand). */
function isDense({ body, isHan: chinese }: Fields, share: number): boolean {
  const perThousand = (body.anchors.length * 1000) / Math.max(body.length, 200)
  return distinct(body.anchors) >= 3 * share && perThousand >= (chinese ? 5 : 3) * share
}

function judge(fields: Fields, mode: RelevanceMode, isRoundup: boolean): Tier {
  if (mode === 'all') return 'relevant'

  const { title, body, keywords } = fields
  const anywhere = [...title.anchors, ...body.anchors, ...keywords.anchors]
  const touched = anywhere.length + title.demoted.length + body.demoted.length > 0
  if (isRoundup) return touched ? 'adjacent' : 'off'
  if (decides(title)) return 'relevant'
  if (mode === 'dedicated') {
    const lead = body.anchors.some(isLead(fields))
    if (title.anchors.length || lead || isDense(fields, 0.5)) return 'relevant'
    return touched || title.supports.length || body.supports.length ? 'adjacent' : 'off'
  }
  if (isDense(fields, 1)) return 'relevant'
  return touched ? 'adjacent' : 'off'
}

type Weighted = TopicEvidence & { weight: number }

function gatherEvidence(fields: Fields): Weighted[] {
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
function weighTopics(evidence: Weighted[]): Map<string, number> {
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

function listEvidence(evidence: Weighted[]): TopicEvidence[] {
  const unique = new Map<string, TopicEvidence>()
  for (const { topic, term, where } of evidence) {
    if (unique.size === MAX_EVIDENCE) break
    unique.set(`${topic} ${term} ${where}`, { topic, term, where })
  }
  return [...unique.values()]
}

/** The least weight at which a topic is named: one deciding term of the lead, or a few of the body. */
const TOPIC_WEIGHT = 0.4
const floorOf: Record<Tier, number> = { relevant: 0.5, adjacent: 0.1, off: 0 }
const ceilingOf: Record<Tier, number> = { relevant: 1, adjacent: 0.49, off: 0.09 }

function scoreOf(tier: Tier, weights: Map<string, number>): number {
  const total = [...weights.values()].reduce((sum, weight) => sum + weight, 0)
  const share = 1 - Math.exp(-total / 2)
  const score = floorOf[tier] + (ceilingOf[tier] - floorOf[tier]) * share
  return Math.round(score * 1000) / 1000
}

/** Judges what an article is about: how near it is to the subject, its topics, and the terms that say so. */
export function matchTopics(
  article: TopicInput,
  table: TopicTable,
  mode: RelevanceMode,
): Relevance {
  const fields = readFields(article, table)
  const isRoundup = table.roundups?.test(article.title) ?? false
  const tier = judge(fields, mode, isRoundup)
  const evidence = gatherEvidence(fields)
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
