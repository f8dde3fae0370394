import type { Tier } from '../model/relevance.ts'
import type { Hit } from './find-terms.ts'
import type { Fields } from './read-fields.ts'
import type { SettledTerms } from './settle-terms.ts'

/** How a source is judged: a general one must show its subject, a dedicated one must only touch it, `all` is taken whole. */
export type RelevanceMode = 'general' | 'dedicated' | 'all'

/** A text about cars is one about the climate only when something else says so; a supporting word that decides had its company. */
const isSufficient = ({ term }: Hit) => term.topic!.tier !== 'sector' || term.role !== 'decides'

const isCore = ({ term }: Hit) => term.topic!.tier === 'core'
const isCoreCompany = (hit: Hit) => isCore(hit) && hit.term.topic!.company

/**
 * True when one of the terms decides by itself or in the company that is asked of it; when a sector's term has the company of
 * another topic's or of a core topic's support; or when a Chinese title touches a core topic together with an energy or a sector:
 * 永續 beside 塑膠. In English the supporting words are too common for that.
 */
function decides(
  { anchors, accompanied, supports, demoted }: SettledTerms,
  isHan: boolean,
): boolean {
  if (anchors.some(hit => isSufficient(hit) || accompanied.has(hit))) return true
  const topics = new Set(anchors.map(({ term }) => term.topic))
  return (
    topics.size > 1 ||
    (anchors.length > 0 && [...supports, ...demoted].some(isCoreCompany)) ||
    (isHan &&
      supports.some(isCoreCompany) &&
      supports.some(({ term }) => term.topic!.tier !== 'core'))
  )
}

/** True of the hits that stand where an article tells what it is about. */
export const isLead = (fields: Fields) => (hit: Hit) => hit.start < fields.leadEnd
const countDistinct = (hits: Hit[]) =>
  new Set(hits.map(({ term }) => term.written.toLowerCase())).size

/**
 * True when the body dwells on the subject. A Chinese text must bring three different terms and five in a thousand characters: two
 * were enough for every diplomatic read-out. English repeats its terms less and seldom brings them as courtesies.
 */
function dwells(fields: Fields): boolean {
  const { anchors, length } = fields.body
  if (!anchors.some(isSufficient)) return false
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

/** How near an article is to the subject. */
export function judgeTier(fields: Fields, mode: RelevanceMode, isRoundup: boolean): Tier {
  if (mode === 'all') return 'relevant'

  const { title, body, keywords } = fields
  const anywhere = [...title.anchors, ...body.anchors, ...keywords.anchors]
  const touched = anywhere.length + title.demoted.length + body.demoted.length > 0
  if (isRoundup) return touched || title.elsewhere.length > 0 ? 'adjacent' : 'off'
  if (decides(title, fields.isHan)) return 'relevant'
  if (mode === 'dedicated') {
    const lead = body.anchors.some(isLead(fields))
    if (title.anchors.length || lead || dwells(fields)) return 'relevant'
    return touched || title.supports.length || body.supports.length ? 'adjacent' : 'off'
  }
  if (dwells(fields) || opensOnSubject(fields)) return 'relevant'
  return touched ? 'adjacent' : 'off'
}
