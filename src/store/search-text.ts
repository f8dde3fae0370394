import { type RawBuilder, sql } from 'kysely'
import { hashText } from '../dedupe/fingerprint.ts'
import { foldText, UNIT_DIGIT, UNIT_LETTER, UNIT_TOKEN, unitClass } from '../text/fold-unit.ts'
import { NumberPile } from './number-pile.ts'

/** Different tokens of one story that are indexed. */
const MAX_TOKENS = 20_000
/** Tokens of one story that are read, as often as they come. */
const MAX_READ = 60_000
/** Longer runs of letters are no words. */
const MAX_WORD = 60
/** Tokens of one question that are looked up. */
const MAX_ASKED = 24
/** Bits for each pair or triple of neighbours: with three marks each, one in thirty is found that is not there. */
const BITS_EACH = 8

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

/** One spelling for a word and its plain plural. */
function stem(word: string): string {
  if (word.length < 4 || !word.endsWith('s') || /(ss|us|is)$/.test(word)) return word
  return word.endsWith('ies') ? `${word.slice(0, -3)}y` : word.slice(0, -1)
}

/**
 * Chinese has no spaces between words: every pair of neighbours is one, as its two units side by side in 32 bits, and each character by
 * itself. A word of other scripts is its hash.
 */
const pairToken = (first: number, second: number) => (first << 16) | second
const characterToken = (unit: number) => unit << 16
const wordToken = (word: string) => hashText(stem(word))

/** What texts hold: their tokens, and their neighbours as hashes, as often as they come. */
type Reading = { tokens: NumberPile; neighbours: NumberPile }

const emptyReading = (): Reading => ({ tokens: new NumberPile(), neighbours: new NumberPile() })

/** Adds a text to a reading. No neighbours reach from one text into the next. */
function readInto({ tokens, neighbours }: Reading, text: string): void {
  let before: number | null = null
  for (const run of readRuns(text)) {
    if (tokens.size >= MAX_READ) return
    if (!run.chinese) {
      if (run.text.length > MAX_WORD) before = null
      else {
        const token = wordToken(run.text)
        tokens.add(token)
        if (before !== null) neighbours.add(hashPair(before, token))
        before = token
      }
      continue
    }
    before = readChinese(run.text, before, tokens, neighbours)
  }
}

/** Returns what the next word would be a neighbour of. */
function readChinese(
  text: string,
  before: number | null,
  tokens: NumberPile,
  neighbours: NumberPile,
): number {
  let last = text.charCodeAt(0)
  // Between two Chinese runs stands a sign; between a word and a run there may be nothing.
  if (before !== null) neighbours.add(hashPair(before, characterToken(last)))
  tokens.add(characterToken(last))
  let pair = 0
  for (let at = 1; at < text.length; at++) {
    const unit = text.charCodeAt(at)
    const next = pairToken(last, unit)
    tokens.add(characterToken(unit))
    tokens.add(next)
    if (at > 1) neighbours.add(hashPair(pair, next))
    pair = next
    last = unit
  }
  return characterToken(last)
}

/** 32 bits of two tokens in their order. */
function hashPair(first: number, second: number): number {
  let hash = Math.imul(first ^ 0x5bd1e995, 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 15) ^ second, 0xc2b2ae35)
  hash = Math.imul(hash ^ (hash >>> 13), 0x27d4eb2f)
  return (hash ^ (hash >>> 16)) >>> 0
}

/** Where the marks of a pair of neighbours stand among so many bits. The database does the same sum. */
function eachMark(hash: number, tell: (mark: number) => void): void {
  tell(hash)
  tell(hashPair(hash, 1))
  tell(hashPair(hash, 2))
}

function marksOf(hash: number): number[] {
  const marks: number[] = []
  eachMark(hash, mark => marks.push(mark))
  return marks
}

function readTexts(texts: string[]): Reading {
  const reading = emptyReading()
  for (const text of texts) readInto(reading, text)
  return reading
}

/** The tokens of texts, each once. */
export const readTokens = (texts: string[]): number[] => [
  ...readTexts(texts).tokens.once(MAX_TOKENS),
]

/** The tokens of texts, and which of them stand side by side, as marks in a field of bits (Bloom, 1970): what a phrase is looked up in. */
export function readSearched(texts: string[]): { tokens: Int32Array; phrases: Buffer } {
  const reading = readTexts(texts)
  const neighbours = reading.neighbours.once(MAX_READ)
  const bytes = Math.max(8, Math.ceil((neighbours.length * BITS_EACH) / 8))
  const phrases = Buffer.alloc(bytes)
  const set = (mark: number) => {
    const bit = mark % (bytes * 8)
    phrases[bit >> 3]! |= 1 << (bit & 7)
  }
  // Thousands of them: a list for the marks of each would be a sixth of all that is swept up behind an article.
  for (let at = 0; at < neighbours.length; at++) eachMark(neighbours[at]! >>> 0, set)
  return { tokens: reading.tokens.once(MAX_TOKENS), phrases }
}

/** One part of a question: what stands in quotation marks is a phrase, a minus before it excludes. */
const parts = /(-?)(?:"([^"]*)"|“([^”]*)”|([^\s"“]+))/g

/** What is asked for together, or must not be there together. */
export type AskedPart = { excluded: boolean; tokens: number[]; marks: number[] }

/**
 * What a reader typed, as it is looked up; null when nothing in it can be. All words must be found; Chinese is matched by its pairs of
 * characters, in quotation marks as a phrase.
 */
export function readQuestion(asked: string): AskedPart[] | null {
  const found: AskedPart[] = []
  for (const [, minus, straight, curly, plain] of asked.slice(0, 500).matchAll(parts)) {
    const phrase = straight ?? curly
    const reading = readTexts([phrase ?? plain ?? ''])
    const tokens = telling(reading.tokens.inOrder()).slice(0, MAX_ASKED)
    if (!tokens.length) continue
    const neighbours =
      phrase === undefined
        ? []
        : reading.neighbours
            .inOrder()
            .slice(0, MAX_ASKED)
            .map(n => n >>> 0)
    found.push({ excluded: minus === '-', tokens, marks: neighbours.flatMap(marksOf) })
  }
  const wanted = found.slice(0, MAX_ASKED)
  return wanted.some(({ excluded }) => !excluded) ? wanted : null
}

/** Pairs say more than their characters, which are asked for only where they stand alone. */
function telling(tokens: number[]): number[] {
  const paired = new Set<number>()
  for (const token of tokens)
    if ((token & 0xffff) !== 0) {
      paired.add(token & 0xffff0000)
      paired.add(token << 16)
    }
  return tokens.filter(token => (token & 0xffff) !== 0 || !paired.has(token))
}

/** The words that must all be there. */
export const wantedTokens = (question: AskedPart[]): number[] => [
  ...new Set(question.filter(({ excluded }) => !excluded).flatMap(part => part.tokens)),
]

/** The condition that the words of its phrases stand side by side, which no index answers. */
export function phraseCondition(question: AskedPart[]): RawBuilder<unknown> {
  const phrases = question.filter(({ excluded, marks }) => !excluded && marks.length > 0)
  if (!phrases.length) return sql`true`
  return sql.join(
    phrases.map(({ marks }) => sideBySide(marks)),
    sql` and `,
  )
}

/** All these marks are set. The bits are brought from where the database keeps long values once, not for each mark. */
export function sideBySide(marks: number[]): RawBuilder<unknown> {
  const bits = sql.join(
    marks.map(mark => sql`get_bit(bits, ${mark}::bigint % (octet_length(bits)::bigint * 8)) = 1`),
    sql` and `,
  )
  return sql`(select ${bits} from (select story.phrases || ''::bytea as bits offset 0) as kept)`
}
