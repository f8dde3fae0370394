import type { TopicEntry, TopicsConfig, Vocabulary } from '../model/topics-config.ts'
import { readText } from './read-text.ts'
import { indexSpellings, type SpellingIndex } from './spelling-index.ts'

/** What a term does where it is found. */
export type TermRole =
  | 'alone'
  | 'decides'
  | 'supports'
  | 'negative'
  | 'context'
  | 'border'
  | 'keeper'

/** A term as it is looked for. */
export type Term = {
  /** As the configuration writes it. */
  written: string
  /** What all its spellings have in common: 電動車 and 电动车, "net zero" and "net-zero". */
  units: string
  role: TermRole
  topic: TopicEntry | null
  /** The only texts it counts in: usage of Taiwan in Traditional texts, Japanese in those with kana. Null where it counts everywhere. */
  only: Script | null
  /** The units as written, for acronyms, which keep their case. */
  exact: string | null
  /** How many breaks a text may have within the term: spaces and hyphens of the term itself. */
  breaks: number
  /** A plural s may follow. */
  inflects: boolean
  /** Says nothing without its company. */
  silent: boolean
  /** Demotions that may turn the term into support. */
  demotions: Demotion[]
  /** Promotions that may let a supporting term decide. */
  promotions: Demotion[]
}

/** A script that words are looked for in apart from others. */
export type Script = 'traditional' | 'kana'

/** What the configuration writes for every term. */
const EVERY = '*'

/** One entry of the configuration's demotions or promotions. */
export type Demotion = {
  near: Set<Term>
  with: Set<Term>
  unless: Set<Term>
  inTitles: boolean
  /** A demotion by another world, in whose titles the term says nothing. */
  elsewhere: boolean
}

/** The vocabulary, ready to be matched. Built once from the configuration. */
export type TopicTable = {
  terms: SpellingIndex<Term>
  /** Titles with one of these carry many subjects. */
  roundups: RegExp | null
  topicIds: string[]
}

/** Before another noun, "emission" and "emissions" are one: "emission intensity", "emissions intensity". */
const withSingulars = (written: string[]) => [
  ...new Set(written.flatMap(term => [term, term.replace(/\bemissions(?=[ -])/g, 'emission')])),
]

type Spelling = { written: string; kind: 'zh' | 'zhHant' | 'ja' | 'ko' | 'en' | 'acronym' }

const spellings = (vocabulary: Partial<Vocabulary>): Spelling[] => [
  ...(vocabulary.zh ?? []).map(written => ({ written, kind: 'zh' as const })),
  ...(vocabulary.zhHant ?? []).map(written => ({ written, kind: 'zhHant' as const })),
  ...(vocabulary.ja ?? []).map(written => ({ written, kind: 'ja' as const })),
  ...(vocabulary.ko ?? []).map(written => ({ written, kind: 'ko' as const })),
  ...withSingulars(vocabulary.en ?? []).map(written => ({ written, kind: 'en' as const })),
  ...(vocabulary.acronyms ?? []).map(written => ({ written, kind: 'acronym' as const })),
]

const scriptOf = ({ kind }: Spelling): Script | null =>
  kind === 'zhHant' ? 'traditional' : kind === 'ja' ? 'kana' : null

function addTerm(
  terms: Term[],
  spelling: Spelling,
  role: TermRole,
  topic: TopicEntry | null,
): Term {
  const read = readText(spelling.written)
  const term: Term = {
    written: spelling.written,
    units: String.fromCharCode(...read.units),
    role,
    topic,
    only: scriptOf(spelling),
    exact:
      spelling.kind === 'acronym' ? [...read.from].map(at => spelling.written[at]).join('') : null,
    breaks: read.breaks.at(-1) ?? 0,
    inflects: spelling.kind === 'en',
    silent: false,
    demotions: [],
    promotions: [],
  }
  terms.push(term)
  return term
}

/** Terms whose spelling has Han characters are looked for as Chinese, the others as English. */
const spellingOf = (written: string): Spelling => ({
  written,
  kind: /\p{Script=Han}/u.test(written) ? 'zh' : 'en',
})

/** What all spellings of a term have in common. */
const unitsOf = (written: string) => String.fromCharCode(...readText(written).units)

const escapePattern = (text: string) => text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&')

type Known = Map<string, Term[]>
type Words = (written: string[]) => Set<Term>

/** The words of entries as contexts, each once however many entries name it; `@name` is all of a group. */
function wordsIn(terms: Term[], groups: TopicsConfig['groups']): Words {
  const contexts = new Map<string, Term>()
  const contextOf = (written: string): Term => {
    const context = contexts.get(written) ?? addTerm(terms, spellingOf(written), 'context', null)
    contexts.set(written, context)
    return context
  }
  return written => new Set(inGroups(written, groups).map(contextOf))
}

const inGroups = (written: string[], groups: TopicsConfig['groups']) =>
  written.flatMap(word => (word.startsWith('@') ? (groups[word.slice(1)] ?? []) : [word]))

function addPromotions({ promotions }: TopicsConfig, known: Known, wordsOf: Words): void {
  for (const { terms, near, unless, only, inTitles } of promotions) {
    const entry = {
      near: wordsOf(near),
      with: wordsOf([]),
      unless: wordsOf(unless),
      inTitles,
      elsewhere: false,
    }
    for (const term of terms.flatMap(written => known.get(unitsOf(written)) ?? [])) {
      term.promotions.push(entry)
      if (only) term.silent = true
    }
  }
}

/** The terms of the topic that are spelled so; where it has none for every text, one that says nothing without company too. */
function meantBy(terms: Term[], written: string, topic: TopicEntry, known: Known): Term[] {
  const key = unitsOf(written)
  const others = known.get(key) ?? []
  const own = others.filter(term => term.topic === topic)
  if (own.some(({ only }) => only === null)) return own
  const term = addTerm(terms, spellingOf(written), 'supports', topic)
  term.silent = true
  known.set(key, [...others, term])
  return [...own, term]
}

function addCompanies(terms: Term[], config: TopicsConfig, known: Known, wordsOf: Words): void {
  for (const company of config.companies) {
    const topic = config.topics.find(({ id }) => id === company.topic)
    if (!topic) continue
    const [near, beside, unless] = [company.near, company.with, company.unless].map(wordsOf)
    const entry = { near: near!, with: beside!, unless: unless!, inTitles: true, elsewhere: false }
    for (const written of inGroups(company.terms, config.groups)) {
      for (const term of meantBy(terms, written, topic, known)) term.promotions.push(entry)
    }
  }
}

function addDemotions({ demotions }: TopicsConfig, known: Known, wordsOf: Words): void {
  for (const { terms, near, unless, elsewhere } of demotions) {
    const entry = {
      near: wordsOf(near),
      with: wordsOf([]),
      unless: wordsOf(unless),
      inTitles: false,
      elsewhere,
    }
    const meant = terms.flatMap(written =>
      written === EVERY ? [...known.values()].flat() : (known.get(unitsOf(written)) ?? []),
    )
    for (const term of meant) term.demotions.push(entry)
  }
}

/** Builds the table that `matchTopics` reads. */
export function buildTopicTable(config: TopicsConfig): TopicTable {
  const terms: Term[] = []
  const bySpelling = new Map<string, Term[]>()
  for (const topic of config.topics) {
    for (const role of ['alone', 'decides', 'supports'] as const) {
      for (const spelling of spellings(topic[role])) {
        const term = addTerm(terms, spelling, role, topic)
        bySpelling.set(term.units, [...(bySpelling.get(term.units) ?? []), term])
      }
    }
  }
  for (const spelling of spellings(config.negatives)) addTerm(terms, spelling, 'negative', null)

  for (const word of [...config.borders.zh, ...config.borders.en])
    addTerm(terms, spellingOf(word), 'border', null)
  for (const word of config.borders.unless) addTerm(terms, spellingOf(word), 'keeper', null)
  const wordsOf = wordsIn(terms, config.groups)
  addPromotions(config, bySpelling, wordsOf)
  addCompanies(terms, config, bySpelling, wordsOf)
  addDemotions(config, bySpelling, wordsOf)

  const roundups = [...config.roundups.zh, ...config.roundups.en].map(escapePattern)
  return {
    terms: indexSpellings(terms),
    roundups: roundups.length ? new RegExp(roundups.join('|'), 'i') : null,
    topicIds: config.topics.map(({ id }) => id),
  }
}
