import {
  foldedUnit,
  UNIT_DIGIT,
  UNIT_DROPPED,
  UNIT_LETTER,
  UNIT_STOP,
  UNIT_TOKEN,
  unitClass,
} from '../text/fold-unit.ts'
import { isFurnitureLine } from './furniture-words.ts'

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
  /** 1 where the words alone say that the sentence belongs to the site: a licence, an editor's name, a menu. */
  furniture: Uint8Array
}

/** Sentences with fewer letters are no evidence: 完, 图, By. */
const SENTENCE_LETTERS = 5
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

/**
 * Reads a text into tokens and sentences, in one pass. Width, case, script, spaces and punctuation do not matter;
 * 1,234 is the number 1234 and 05 is 5.
 */
export function tokenize(text: string): TokenText {
  const source = marksThatCombine.test(text) ? text.normalize('NFC') : text
  const length = source.length
  makeRoom(length + 1)

  let count = 0
  let sentences = 0
  let sentenceHash = 0
  let letters = 0
  let sentenceFrom = 0
  let at = 0
  while (at <= length) {
    const unit = at < length ? foldedUnit[source.charCodeAt(at)]! : 10
    const kind = unitClass[unit]!
    if (kind === UNIT_TOKEN) {
      tokens[count] = mixHash(unit + 0x10000)
      kinds[count++] = HAN
      sentenceHash = Math.imul(sentenceHash ^ unit, 0x01000193) + unit
      letters++
      at++
    } else if (kind === UNIT_LETTER) {
      let hash = 0x811c9dc5
      let next = unit
      do {
        hash = Math.imul(hash ^ next, 0x01000193)
        letters++
        next = ++at < length ? foldedUnit[source.charCodeAt(at)]! : 10
      } while (unitClass[next] === UNIT_LETTER)
      tokens[count] = mixHash(hash)
      kinds[count++] = WORD
      sentenceHash = Math.imul(sentenceHash ^ hash, 0x01000193) + hash
    } else if (kind === UNIT_DIGIT) {
      at = readNumber(source, at, count)
      sentenceHash = Math.imul(sentenceHash ^ tokens[count]!, 0x01000193) + tokens[count]!
      kinds[count++] = NUMBER
      letters += 2
    } else if (kind === UNIT_STOP || (unit === POINT && endsSentence(source, at))) {
      if (count > (sentences === 0 ? 0 : ends[sentences - 1]!)) {
        ends[sentences] = count
        hashes[sentences] = letters < SENTENCE_LETTERS ? 0 : mixHash(sentenceHash) | 1
        furniture[sentences++] = isFurnitureLine(source, sentenceFrom, at) ? 1 : 0
      }
      sentenceHash = 0
      letters = 0
      sentenceFrom = ++at
    } else {
      at++
    }
  }

  return {
    tokens: tokens.slice(0, count),
    kinds: kinds.slice(0, count),
    ends: ends.slice(0, sentences),
    hashes: hashes.slice(0, sentences),
    furniture: furniture.slice(0, sentences),
  }
}

const endsSentence = (text: string, at: number) =>
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

/** Puts the number at `at` into the tokens and returns where it ends. */
function readNumber(text: string, from: number, count: number): number {
  let hash = 0x2f0b4c47
  let at = from
  // 05 is 5, but 0.5 and 0 keep their nought.
  while (digitAt(text, at) === 0 && digitAt(text, at + 1) >= 0) at++
  for (;;) {
    const digit = digitAt(text, at)
    if (digit >= 0) hash = Math.imul(hash ^ (digit + 1), 0x01000193)
    else if (unitAt(text, at) === POINT && digitAt(text, at + 1) >= 0)
      hash = Math.imul(hash ^ POINT, 0x01000193)
    else if (!groupsThousands(text, at)) break
    at++
  }
  tokens[count] = mixHash(hash)
  return at
}
