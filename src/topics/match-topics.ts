import type { Relevance, Tier, TopicEvidence } from '../model/relevance.ts'
import { findTerms, type Hit } from './find-terms.ts'
import { isTraditional } from './is-traditional.ts'
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
/** Longer than headlines are, in either script. */
const MAX_HEADLINE = 140
const MAX_KEYWORDS = 20
const MAX_EVIDENCE = 24
/** The beginning that tells what an article is about, in units without spaces. */
const LEAD_HAN = 200
const LEAD_OTHER = 250

type Field = SettledTerms & { length: number }
type Fields = { title: Field; keywords: Field; body: Field; leadEnd: number; isHan: boolean }

function readField(text: ReadText, table: TopicTable, traditional: boolean, reach: number): Field {
  const settled = settleTerms(findTerms(text, table, traditional), reach)
  return { ...settled, length: text.units.length }
}

/** Where a headline ends. What is longer than any is a headline with its lead, as many feeds give it. */
function cutHeadline(title: string): number {
  if (title.length <= MAX_HEADLINE) return title.length
  const end = title.lastIndexOf(' ', MAX_HEADLINE)
  return end > MAX_HEADLINE / 2 ? end : MAX_HEADLINE
}

function readFields(input: TopicInput, table: TopicTable): Fields {
  const traditional = isTraditional(input.title + input.text.slice(0, 500), input.language)
  const headline = trimTitle(input.title)
  const cut = cutHeadline(headline)
  const title = readText(headline.slice(0, cut))
  const rest = headline.slice(cut).trim()
  const lead = trimLead(input.text)
  // A feed that puts the lead into the title mostly gives it again as the text.
  const body = readText(rest && !lead.includes(rest.slice(0, 60)) ? `${rest}\n${lead}` : lead)
  const keywords = readText(input.keywords.slice(0, MAX_KEYWORDS).join('、').slice(0, 400))
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

/** A text about cars is one about the climate only when something else says so. */
const isSufficient = ({ term }: Hit) => term.topic!.tier !== 'sector' || term.role === 'alone'

/** Weather is in the news without the climate: 台风 and 高温 are no company. */
const isCoreCompany = ({ term }: Hit) =>
  term.topic!.tier === 'core' && term.topic!.id !== 'impacts-adaptation'

/**
 * True when one of the terms decides by itself; when a sector's term has the company of another topic's or of a core topic's
 * support; or when a Chinese title touches a core topic together with an energy or a sector: 永續 beside 塑膠. In English the
 * supporting words are too common for that.
 */
export function decides({ anchors, supports, demoted }: SettledTerms, isHan: boolean): boolean {
  if (anchors.some(isSufficient)) return true
  const topics = new Set(anchors.map(({ term }) => term.topic))
  return (
    topics.size > 1 ||
    (anchors.length > 0 && [...supports, ...demoted].some(isCoreCompany)) ||
    (isHan &&
      supports.some(isCoreCompany) &&
      supports.some(({ term }) => term.topic!.tier !== 'core'))
  )
}

const isLead = (fields: Fields) => (hit: Hit) => hit.start < fields.leadEnd
const isCore = ({ term }: Hit) => term.topic!.tier === 'core'
const countDistinct = (hits: Hit[]) =>
  new Set(hits.map(({ term }) => term.written.toLowerCase())).size

/**
 * True when the body dwells on the subject. A Chinese text must bring three different terms and five in a thousand characters: two
 * were enough for every diplomatic read-out. English repeats its terms less and seldom brings them as courtesies.
 */
function dwells(fields: Fields): boolean {
  const { anchors, length } = fields.body
  // A text about cars is one about the climate only when something else says so.
  if (!anchors.some(({ term }) => term.topic!.tier !== 'sector' || term.role === 'alone'))
    return false
  const perThousand = (anchors.length * 1000) / Math.max(length, 200)
  return fields.isHan
    ? countDistinct(anchors) >= 3 && perThousand >= 5
    : anchors.length >= 2 && perThousand >= 0.4
}

/** True when the title touches the subject and the text goes on about it. */
function opensOnSubject(fields: Fields): boolean {
  const { title, body } = fields
  const inLead = body.anchors.filter(isLead(fields))
  const touches = title.supports.some(isCore) || title.anchors.length > 0
  if (!body.anchors.some(isSufficient)) return false
  if (fields.isHan) return touches && countDistinct(inLead) >= 2
  return (touches && body.anchors.length > 0) || (inLead.length > 0 && body.anchors.length > 1)
}

function judge(fields: Fields, mode: RelevanceMode, isRoundup: boolean): Tier {
  if (mode === 'all') return 'relevant'

  const { title, body, keywords } = fields
  const anywhere = [...title.anchors, ...body.anchors, ...keywords.anchors]
  const touched = anywhere.length + title.demoted.length + body.demoted.length > 0
  if (isRoundup) return touched ? 'adjacent' : 'off'
  if (decides(title, fields.isHan)) return 'relevant'
  if (mode === 'dedicated') {
    const lead = body.anchors.some(isLead(fields))
    if (title.anchors.length || lead || dwells(fields)) return 'relevant'
    return touched || title.supports.length || body.supports.length ? 'adjacent' : 'off'
  }
  if (dwells(fields) || opensOnSubject(fields)) return 'relevant'
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
