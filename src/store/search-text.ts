import { type RawBuilder, sql } from 'kysely'
import { foldText, UNIT_DIGIT, UNIT_LETTER, UNIT_TOKEN, unitClass } from '../text/fold-unit.ts'

/** Postgres keeps positions up to this one; what stands behind it shares the last. */
const LAST_POSITION = 16_383
/** Different words of one text that are indexed: a vector is at most 1 MB. */
const MAX_WORDS = 20_000
/** Longer runs of letters are no words. */
const MAX_WORD = 60
/** Words of one question that are looked up. */
const MAX_ASKED = 24

/** A run of Chinese characters, or one word or number of other scripts; folded as texts are compared (script, width, case). */
type Run = { chinese: boolean; text: string }

function* readRuns(text: string): Generator<Run> {
  const folded = foldText(text)
  let from = 0
  while (from < folded.length) {
    const kind = unitClass[folded.charCodeAt(from)]!
    const chinese = kind === UNIT_TOKEN
    if (!chinese && kind !== UNIT_LETTER && kind !== UNIT_DIGIT) {
      from++
      continue
    }
    let to = from + 1
    while (to < folded.length && continues(unitClass[folded.charCodeAt(to)]!, chinese)) to++
    yield { chinese, text: folded.slice(from, to) }
    from = to
  }
}

const continues = (kind: number, chinese: boolean) =>
  chinese ? kind === UNIT_TOKEN : kind === UNIT_LETTER || kind === UNIT_DIGIT

/** Chinese has no spaces between words: every pair of neighbours is one, and the last character by itself, so that one character finds something. */
function pairs(run: string): string[] {
  const words: string[] = []
  for (let at = 0; at + 1 < run.length; at++) words.push(run.slice(at, at + 2))
  words.push(run.slice(-1))
  return words
}

/** One spelling for a word and its plain plural. */
function stem(word: string): string {
  if (word.length < 4 || !word.endsWith('s') || /(ss|us|is)$/.test(word)) return word
  return word.endsWith('ies') ? `${word.slice(0, -3)}y` : word.slice(0, -1)
}

const quote = (word: string) => `'${word.replaceAll('\\', '\\\\').replaceAll("'", "''")}'`

/**
 * A `tsvector` literal of texts with their weights (A weighs most), made here and not by the database's parser: it knows no Chinese
 * words, and both databases must find the same.
 */
export function renderVector(parts: { text: string; weight: 'A' | 'B' | 'C' | 'D' }[]): string {
  const places = new Map<string, string[]>()
  let position = 0
  for (const { text, weight } of parts) {
    for (const run of readRuns(text)) {
      const words = run.chinese ? pairs(run.text) : [stem(run.text)]
      for (const word of words) {
        position++
        if (word.length > MAX_WORD) continue
        const known = places.get(word)
        const place = `${Math.min(position, LAST_POSITION)}${weight}`
        if (known && known.length < 16) known.push(place)
        else if (!known && places.size < MAX_WORDS) places.set(word, [place])
      }
    }
    // A phrase does not reach from one part into the next.
    position += 10
  }
  return [...places].map(([word, at]) => `${quote(word)}:${at.join(',')}`).join(' ')
}

/** The words of one run as they are asked for; a single Chinese character finds every pair that it begins. */
function askedWords({ chinese, text }: Run): string[] {
  if (!chinese) return text.length > MAX_WORD ? [] : [quote(stem(text))]
  if (text.length === 1) return [`${quote(text)}:*`]
  return pairs(text).slice(0, -1).map(quote)
}

/** One part of a question: what stands in quotation marks is a phrase, a minus before it excludes. */
const parts = /(-?)(?:"([^"]*)"|“([^”]*)”|([^\s"“]+))/g

/**
 * A `tsquery` literal of what a reader typed; null when nothing in it can be looked up. All words must be found; Chinese is matched
 * by its pairs of characters, in quotation marks as a phrase.
 */
export function renderQuery(asked: string): string | null {
  const wanted: string[] = []
  let excludes = 0
  for (const [, minus, straight, curly, plain] of asked.slice(0, 500).matchAll(parts)) {
    const phrase = straight ?? curly
    const words = [...readRuns(phrase ?? plain ?? '')].flatMap(askedWords).slice(0, MAX_ASKED)
    if (!words.length) continue
    const part = words.join(phrase === undefined ? ' & ' : ' <-> ')
    if (minus) excludes++
    wanted.push(minus ? `!(${part})` : `(${part})`)
  }
  return wanted.length > excludes ? wanted.slice(0, MAX_ASKED).join(' & ') : null
}

/** The condition that a story holds what a reader typed. */
export function searchCondition(asked: string): RawBuilder<unknown> {
  const query = renderQuery(asked)
  return query ? sql`story.words @@ ${query}::tsquery` : sql`false`
}
