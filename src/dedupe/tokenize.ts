import {
  foldedUnit,
  foldText,
  UNIT_DIGIT,
  UNIT_DROPPED,
  UNIT_LETTER,
  UNIT_STOP,
  UNIT_TOKEN,
  unitClass,
} from '../text/fold-unit.ts'
import { foldWords, looksTraditional } from '../text/fold-words.ts'
import {
  furnitureEnglish,
  furnitureFirst,
  furnitureSecond,
  isFurnitureLine,
} from './furniture-words.ts'
import { spellPercents } from './spell-percents.ts'

export const WORD = 0
export const HAN = 1
export const NUMBER = 2

/** A text as it is compared: one hash a token (a Chinese character, a word, a number), by sentences. */
export type TokenText = {
  tokens: Int32Array
  /** `WORD`, `HAN` or `NUMBER`, for each token. */
  kinds: Uint8Array
  /** Index of the token behind each sentence's last. */
  ends: Int32Array
  /** One hash a sentence; 0 where it is too short to be told from another. */
  hashes: Int32Array
  /** Written in traditional characters. */
  traditional: boolean
  /** 1 where the words alone say that the sentence belongs to the site: a licence, an editor's name, a menu. */
  furniture: Uint8Array
}

/** Sentences with fewer letters are no evidence: 完, 图, By. */
const SENTENCE_LETTERS = 5
/** The prime of the FNV-1a hash. */
const PRIME = 0x01000193
const WORD_SEED = 0x811c9dc5
const NUMBER_SEED = 0x2f0b4c47
const LINE_END = 10
const COMMA = 0x2c
const POINT = 0x2e
const ZERO = 0x30
const SPACE = 0x20

/** Spreads every bit of a hash over all others (the finaliser of MurmurHash3). */
export function mixHash(hash: number): number {
  let mixed = hash
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b)
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35)
  return mixed ^ (mixed >>> 16)
}

const marksThatCombine = /[\u0300-\u036f\u3099\u309a]/

let tokens = new Int32Array(4096)
let kinds = new Uint8Array(4096)
let ends = new Int32Array(4096)
let hashes = new Int32Array(4096)
let furniture = new Uint8Array(4096)

function makeRoom(length: number): void {
  if (tokens.length >= length) return
  tokens = new Int32Array(length * 2)
  kinds = new Uint8Array(length * 2)
  ends = new Int32Array(length * 2)
  hashes = new Int32Array(length * 2)
  furniture = new Uint8Array(length * 2)
}

/** The sentence being read, and whether a word of furniture may be in it; one text is read at a time. */
const sentence = { from: 0, hash: 0, letters: 0, han: false, latin: false }

function beginSentence(from: number): void {
  sentence.from = from
  sentence.hash = 0
  sentence.letters = 0
  sentence.han = false
  sentence.latin = false
}

function endSentence(text: string, to: number, sentences: number, count: number): void {
  const { from, hash, letters, han, latin } = sentence
  ends[sentences] = count
  hashes[sentences] = letters < SENTENCE_LETTERS ? 0 : mixHash(hash) | 1
  furniture[sentences] = (han || latin) && isFurnitureLine(text.slice(from, to), han, latin) ? 1 : 0
}

let lastText = ''
let lastTokens: TokenText | null = null

/**
 * Reads a text into tokens and sentences, in one pass. Width, case, script, spaces and punctuation do not matter;
 * 1,234 is the number 1234 and 05 is 5. What comes back is shared: it must not be changed.
 */
export function tokenize(text: string): TokenText {
  // A text is read for its fingerprint and again for its place, one right after the other.
  if (lastTokens === null || text !== lastText) {
    const composed = spellPercents(marksThatCombine.test(text) ? text.normalize('NFC') : text)
    const traditional = looksTraditional(composed)
    lastTokens = readTokens(traditional ? foldWords(foldText(composed)) : composed, traditional)
    lastText = text
  }
  return lastTokens
}

function readTokens(text: string, traditional: boolean): TokenText {
  const length = text.length
  makeRoom(length + 1)
  let count = 0
  let sentences = 0
  let sentenceStart = 0
  let previous = 0
  beginSentence(0)
  for (let at = 0; at <= length; ) {
    // The end of the text ends its last line.
    const raw = at < length ? text.charCodeAt(at) : LINE_END
    const unit = foldedUnit[raw]!
    const kind = unitClass[unit]!
    if (kind === UNIT_TOKEN) {
      if (furnitureSecond[unit] === 1 && furnitureFirst[previous] === 1) sentence.han = true
      sentence.hash = Math.imul(sentence.hash ^ unit, PRIME) + unit
      sentence.letters++
      tokens[count] = mixHash(unit + 0x10000)
      kinds[count++] = HAN
      at++
    } else if (kind === UNIT_LETTER) {
      at = readWord(text, at, count)
      kinds[count++] = WORD
    } else if (kind === UNIT_DIGIT) {
      at = readNumber(text, at, count)
      kinds[count++] = NUMBER
    } else {
      if (kind === UNIT_STOP || (unit === POINT && endsAtPoint(text, at))) {
        if (count > sentenceStart) endSentence(text, at, sentences++, count)
        sentenceStart = count
        beginSentence(at + 1)
      }
      at++
    }
    previous = unit
  }

  return {
    tokens: tokens.slice(0, count),
    kinds: kinds.slice(0, count),
    ends: ends.slice(0, sentences),
    hashes: hashes.slice(0, sentences),
    traditional,
    furniture: furniture.slice(0, sentences),
  }
}

function hashWord(word: string): number {
  let hash = WORD_SEED
  for (let at = 0; at < word.length; at++) hash = Math.imul(hash ^ word.charCodeAt(at), PRIME)
  return mixHash(hash)
}

const englishHashes = new Set(furnitureEnglish.map(hashWord))

/** Puts the word at `at` into the tokens and returns where it ends. */
function readWord(text: string, from: number, count: number): number {
  let hash = WORD_SEED
  let at = from
  for (let unit = unitAt(text, at); unitClass[unit] === UNIT_LETTER; unit = unitAt(text, ++at)) {
    hash = Math.imul(hash ^ unit, PRIME)
  }
  tokens[count] = mixHash(hash)
  if (englishHashes.has(tokens[count]!)) sentence.latin = true
  sentence.hash = Math.imul(sentence.hash ^ hash, PRIME) + hash
  sentence.letters += at - from
  return at
}

const endsAtPoint = (text: string, at: number) =>
  at + 1 >= text.length || text.charCodeAt(at + 1) <= SPACE

const digitAt = (text: string, at: number) => {
  if (at >= text.length) return -1
  const unit = foldedUnit[text.charCodeAt(at)]!
  return unitClass[unit] === UNIT_DIGIT ? unit - ZERO : -1
}

const unitAt = (text: string, at: number) =>
  at < text.length ? foldedUnit[text.charCodeAt(at)]! : UNIT_DROPPED

/** True at a comma between groups of three digits. */
const groupsThousands = (text: string, at: number) =>
  unitAt(text, at) === COMMA &&
  digitAt(text, at + 1) >= 0 &&
  digitAt(text, at + 2) >= 0 &&
  digitAt(text, at + 3) >= 0 &&
  digitAt(text, at + 4) < 0

/** What an amount is counted in. 11.20 with nothing of it behind may be a day. */
const amountUnits = new Set(
  Array.from('%‰元亿万千百吨兆吉倍美欧英港℃公米克升个', unit => unit.charCodeAt(0)),
)

/**
 * Where the digits that count end: the noughts that end a fraction say nothing. 5.0 is 5, and 74.20元 is 74.2元. The end of the
 * text where all of them count.
 */
function endOfValue(text: string, from: number): number {
  let point = -1
  let end = from
  let value = from
  for (; ; end++) {
    const digit = digitAt(text, end)
    if (digit > 0 || (digit === 0 && point < 0)) value = end + 1
    else if (unitAt(text, end) === POINT && digitAt(text, end + 1) >= 0) {
      // 2026.10.20 is a day, 2.10.0 a version.
      if (point >= 0) return text.length
      point = end
    } else if (digit < 0 && !groupsThousands(text, end)) break
  }
  if (point < 0 || value === end) return text.length
  const unit = unitAt(text, text.charCodeAt(end) === SPACE ? end + 1 : end)
  return value <= point || amountUnits.has(unit) ? value : text.length
}

/** Puts the number at `at` into the tokens and returns where it ends. */
function readNumber(text: string, from: number, count: number): number {
  let hash = NUMBER_SEED
  let at = from
  // 05 is 5, but 0.5 and 0 keep their nought.
  while (digitAt(text, at) === 0 && digitAt(text, at + 1) >= 0) at++
  const last = endOfValue(text, at)
  for (;;) {
    const digit = digitAt(text, at)
    const counts = at < last
    if (digit >= 0) hash = counts ? Math.imul(hash ^ (digit + 1), PRIME) : hash
    else if (unitAt(text, at) === POINT && digitAt(text, at + 1) >= 0)
      hash = counts ? Math.imul(hash ^ POINT, PRIME) : hash
    else if (!groupsThousands(text, at)) break
    at++
  }
  tokens[count] = mixHash(hash)
  sentence.hash = Math.imul(sentence.hash ^ hash, PRIME) + hash
  sentence.letters += 2
  return at
}
