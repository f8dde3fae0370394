import { findTerms } from './find-terms.ts'
import { isTraditional } from './is-traditional.ts'
import { findNamesOfWorks } from './name-works.ts'
import { isHan, type ReadText, readText } from './read-text.ts'
import { type SettledTerms, settleTerms, TITLE_REACH } from './settle-terms.ts'
import type { Script, TopicTable } from './topic-table.ts'
import { trimLead, trimTitle } from './trim-text.ts'

/** What relevance is judged by. */
export type TopicInput = {
  title: string
  text: string
  keywords: string[]
  /** BCP 47, when it is known; the script of Chinese is seen from the text itself where it is not. */
  language: string | null
}

/** How far around a deciding term the body is searched for words that demote it: about a sentence. */
const BODY_REACH = 40
/** Longer than headlines are, in either script. */
const MAX_HEADLINE = 110
const MAX_KEYWORDS = 20
/** The beginning that tells what an article is about, in units without spaces. */
const LEAD_HAN = 200
const LEAD_OTHER = 250

/** What one part of an article says, and how long it is in units. */
export type Field = SettledTerms & { length: number; read: ReadText }

/** The parts of an article as relevance is judged by them. */
export type Fields = {
  title: Field
  keywords: Field
  body: Field
  /** The unit of the body before which a term stands in the lead. */
  leadEnd: number
  /** Mostly Chinese characters. */
  isHan: boolean
}

function readField(text: ReadText, table: TopicTable, script: Script | null, reach: number): Field {
  const settled = settleTerms(findTerms(text, table, script), reach)
  return { ...settled, length: text.units.length, read: text }
}

/** A title as a field: what stands in the name of a game or a band is none of its terms. */
function readTitle(text: ReadText, table: TopicTable, script: Script | null): Field {
  const names = findNamesOfWorks(text.original)
  const hits = findTerms(text, table, script).filter(
    ({ term, start, end }) =>
      !term.topic ||
      !names.some(([from, to]) => text.from[start]! >= from && text.from[end - 1]! < to),
  )
  return { ...settleTerms(hits, TITLE_REACH), length: text.units.length, read: text }
}

/** Where a headline ends. What is longer than any is a headline with its lead, as many feeds give it. */
function cutHeadline(title: string): number {
  if (title.length <= MAX_HEADLINE) return title.length
  const end = title.lastIndexOf(' ', MAX_HEADLINE)
  return end > MAX_HEADLINE / 2 ? end : MAX_HEADLINE
}

/** Many sites print one set of keywords on every page: a keyword speaks for an article that speaks of its topic too. */
function keepSupported(keywords: Field, { title, body }: Pick<Fields, 'title' | 'body'>): Field {
  const hits = [title, body].flatMap(part => [...part.anchors, ...part.supports, ...part.demoted])
  const spokenOf = new Set(hits.map(({ term }) => term.topic?.id))
  return {
    ...keywords,
    anchors: keywords.anchors.filter(({ term }) => spokenOf.has(term.topic?.id)),
  }
}

/** Kana but の, which Chinese brands like to have in their names. */
const kana = /[ぁ-ねは-ゖァ-ネハ-ヺ]/

function scriptOf(text: string, language: string | null): Script | null {
  const isJapanese = language?.startsWith('ja') || kana.test(text)
  if (isJapanese) return 'kana'
  return isTraditional(text, language) ? 'traditional' : null
}

/** Looks for the terms of the table in every part of an article. */
export function readFields(input: TopicInput, table: TopicTable): Fields {
  const script = scriptOf(input.title + input.text.slice(0, 500), input.language)
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
  const fields = {
    title: readTitle(title, table, script),
    body: readField(body, table, script, BODY_REACH),
  }
  return {
    ...fields,
    keywords: keepSupported(readField(keywords, table, script, TITLE_REACH), fields),
    leadEnd: chinese ? LEAD_HAN : LEAD_OTHER,
    isHan: chinese,
  }
}
