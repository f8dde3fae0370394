import { Buffer } from 'node:buffer'
import type { Comparable } from '../model/story.ts'
import { gramAt, readTitle, type Title, uniqueSorted } from './read-title.ts'
import { HAN, mixHash, NUMBER, type TokenText, tokenize, WORD } from './tokenize.ts'

/** True for the hash of a sentence that several stories carry. */
export type IsFurniture = (sentence: number) => boolean

/** Fewer tokens than this say nothing by themselves. Against briefs of one sentence. */
export const THIN_TOKENS = 24
/** Tokens a passage: five characters, or three words, which carry about as much. */
const PASSAGE_HAN = 5
const PASSAGE_LATIN = 3

/** An article ready to be compared: its own text without the site's. Most of it is read only when it is asked for. */
export class PreparedText {
  readonly article: Comparable
  /** The whole text, before furniture was taken out. */
  readonly whole: TokenText
  /** Which sentences were taken for furniture. */
  readonly dropped: Uint8Array
  /** What is left without furniture; the whole text where hardly anything is. */
  readonly own: TokenText
  /** Too short to be judged by its text alone. */
  readonly thin: boolean
  #title: Title | null = null
  #latin: boolean | null = null
  #passages: Int32Array | null = null
  #shingles: Int32Array | null = null
  #slots: Float64Array | null = null

  constructor(article: Comparable, whole: TokenText, dropped: Uint8Array) {
    const kept = dropSentences(whole, dropped)
    this.article = article
    this.whole = whole
    this.dropped = dropped
    this.thin = kept.tokens.length < THIN_TOKENS
    this.own = this.thin ? whole : kept
  }

  get title(): Title {
    this.#title ??= readTitle(this.article.title)
    return this.#title
  }

  /** Written in words rather than characters. */
  get latin(): boolean {
    this.#latin ??= isLatin(this.own)
    return this.#latin
  }

  /** Hashes of its passages, in order. */
  get passages(): Int32Array {
    this.#passages ??= readShingles(this.own.tokens, this.latin ? PASSAGE_LATIN : PASSAGE_HAN)
    return this.#passages
  }

  /** Sorted unique hashes of its passages. */
  get shingles(): Int32Array {
    this.#shingles ??= uniqueSorted(this.passages.slice())
    return this.#shingles
  }

  /** Sorted slots of its numbers; see `readSlots`. */
  get slots(): Float64Array {
    this.#slots ??= readSlots(this.own)
    return this.#slots
  }
}

/** Takes furniture out of an article's text. */
export function prepareText(article: Comparable, isFurniture: IsFurniture): PreparedText {
  const whole = tokenize(article.text)
  return new PreparedText(article, whole, findFurniture(whole, isFurniture))
}

/** Prepared texts of the last articles compared. It changes how fast an answer comes, never the answer. */
export class PreparedTexts {
  readonly #limit: number
  readonly #texts = new Map<string, PreparedText>()

  /** Keeps at most `limit` articles, the last used. */
  constructor(limit: number) {
    this.#limit = limit
  }

  /** Prepares an article, or finds it prepared from the same text and the same furniture. */
  prepare(article: Comparable, isFurniture: IsFurniture): PreparedText {
    const known = this.#texts.get(article.id)
    const text =
      (known && refresh(known, article, isFurniture)) ?? prepareText(article, isFurniture)
    if (known) this.#texts.delete(article.id)
    this.#texts.set(article.id, text)
    if (this.#texts.size > this.#limit) this.#texts.delete(this.#texts.keys().next().value!)
    return text
  }
}

/** The same text with what has been learned since; null when the article has another text now. */
function refresh(
  known: PreparedText,
  article: Comparable,
  isFurniture: IsFurniture,
): PreparedText | null {
  const { text, title, fingerprint, urlKey } = known.article
  if (text !== article.text || title !== article.title) return null
  const dropped = findFurniture(known.whole, isFurniture)
  const isSame =
    urlKey === article.urlKey &&
    fingerprint.day === article.fingerprint.day &&
    Buffer.compare(dropped, known.dropped) === 0
  return isSame ? known : new PreparedText(article, known.whole, dropped)
}

function findFurniture(whole: TokenText, isFurniture: IsFurniture): Uint8Array {
  const dropped = whole.furniture.slice()
  for (let at = 0; at < dropped.length; at++) {
    if (dropped[at] === 0 && whole.hashes[at] !== 0 && isFurniture(whole.hashes[at]!))
      dropped[at] = 1
  }
  return dropped
}

/** The text without the sentences that are marked. */
export function dropSentences(text: TokenText, dropped: Uint8Array): TokenText {
  if (!dropped.includes(1)) return text
  const tokens = new Int32Array(text.tokens.length)
  const kinds = new Uint8Array(text.tokens.length)
  const ends: number[] = []
  const hashes: number[] = []
  let count = 0
  for (let at = 0; at < dropped.length; at++) {
    if (dropped[at] === 1) continue
    for (let token = at === 0 ? 0 : text.ends[at - 1]!; token < text.ends[at]!; token++) {
      tokens[count] = text.tokens[token]!
      kinds[count++] = text.kinds[token]!
    }
    ends.push(count)
    hashes.push(text.hashes[at]!)
  }
  return {
    tokens: tokens.subarray(0, count),
    kinds: kinds.subarray(0, count),
    ends: Int32Array.from(ends),
    hashes: Int32Array.from(hashes),
    traditional: text.traditional,
    furniture: new Uint8Array(ends.length),
  }
}

/** True for a text of words: more than three of them for each Han character. */
export function isLatin({ kinds }: TokenText): boolean {
  let words = 0
  let characters = 0
  for (const kind of kinds) {
    if (kind === WORD) words++
    else if (kind === HAN) characters++
  }
  return words > 3 * characters
}

const BASE = 0x01000193

/** One hash for each run of `size` tokens, in order. A text shorter than that has one, of all it has. */
export function readShingles(tokens: Int32Array, size: number): Int32Array {
  const length = Math.min(size, tokens.length)
  if (length === 0) return new Int32Array(0)
  const shingles = new Int32Array(tokens.length - length + 1)
  let top = 1
  for (let at = 1; at < length; at++) top = Math.imul(top, BASE)
  let rolling = 0
  for (let at = 0; at < length; at++) rolling = (Math.imul(rolling, BASE) + tokens[at]!) | 0
  shingles[0] = mixHash(rolling)
  for (let at = length; at < tokens.length; at++) {
    const without = rolling - Math.imul(top, tokens[at - length]!)
    rolling = (Math.imul(without, BASE) + tokens[at]!) | 0
    shingles[at - length + 1] = mixHash(rolling)
  }
  return shingles
}

/** A slot and its value share one double: 32 bits of slot above 20 bits of value. */
const VALUES = 2 ** 20
const PLACEHOLDER = 0x5bd1e995

/**
 * The place of every number, told by the three tokens before it and the two behind it, with its value; sorted, each
 * once. Neighbouring numbers count as a placeholder, so that a slot does not move with them.
 */
export function readSlots({ tokens, kinds }: TokenText): Float64Array {
  const slots: number[] = []
  for (let at = 0; at < tokens.length; at++) {
    if (kinds[at] !== NUMBER) continue
    let slot = 0
    for (let near = at - 3; near <= at + 2; near++) {
      if (near === at) continue
      const token = kinds[near] === NUMBER ? PLACEHOLDER : (tokens[near] ?? 0)
      slot = Math.imul(slot ^ token, BASE) + token
    }
    slots.push((mixHash(slot) >>> 0) * VALUES + (tokens[at]! & (VALUES - 1)))
  }
  const sorted = Float64Array.from(slots).sort()
  return sorted.filter((value, at) => at === 0 || value !== sorted[at - 1])
}

/** Of the numbers standing in the same place of both texts: how many there are, and how many differ. */
export function compareSlots(
  a: Float64Array,
  b: Float64Array,
): { shared: number; clashes: number } {
  let shared = 0
  let clashes = 0
  let i = 0
  let j = 0
  while (i < a.length && j < b.length) {
    const slotA = Math.floor(a[i]! / VALUES)
    const slotB = Math.floor(b[j]! / VALUES)
    if (slotA < slotB) i++
    else if (slotA > slotB) j++
    else {
      shared++
      let agree = false
      let end = j
      while (end < b.length && Math.floor(b[end]! / VALUES) === slotA) end++
      for (; i < a.length && Math.floor(a[i]! / VALUES) === slotA; i++) {
        for (let at = j; at < end; at++) if (a[i] === b[at]) agree = true
      }
      if (!agree) clashes++
      j = end
    }
  }
  return { shared, clashes }
}

/** A hash set of title grams that is filled anew for each question: at least two slots a gram, 0 for an empty one. */
const SLOTS = 1024
const wanted = new Int32Array(SLOTS)
const taken = new Uint8Array(SLOTS)

function findGram(gram: number): number {
  let slot = gram & (SLOTS - 1)
  while (wanted[slot] !== 0 && wanted[slot] !== gram) slot = (slot + 1) & (SLOTS - 1)
  return slot
}

function forgetGrams(grams: Int32Array): void {
  // The last put in go first, so that none is cut off from the slot it would be looked for in.
  for (let at = grams.length - 1; at >= 0; at--) {
    const slot = findGram(grams[at]!)
    wanted[slot] = 0
    taken[slot] = 0
  }
}

/** Those of these title grams (each once, at most 500) that a text holds. */
export function gramsFound(grams: Int32Array, { tokens, kinds }: TokenText): Int32Array {
  const asked = grams.subarray(0, SLOTS / 2)
  for (const gram of asked) wanted[findGram(gram)] = gram
  const found = new Int32Array(asked.length)
  let count = 0
  for (let at = 0; at < tokens.length && count < asked.length; at++) {
    const gram = gramAt(tokens, kinds, at)
    if (gram === 0) continue
    const slot = findGram(gram)
    if (wanted[slot] === 0 || taken[slot] === 1) continue
    taken[slot] = 1
    found[count++] = gram
  }
  forgetGrams(asked)
  return found.subarray(0, count)
}

/** Share of these title grams that a text holds. 0 for a title without any. */
export function shareFound(grams: Int32Array, text: TokenText): number {
  return grams.length === 0 ? 0 : gramsFound(grams, text).length / grams.length
}
