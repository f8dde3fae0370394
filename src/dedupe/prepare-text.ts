import { Buffer } from 'node:buffer'
import type { Comparable } from '../model/story.ts'
import { readCountries } from '../text/country-names.ts'
import { foldText } from '../text/fold-unit.ts'
import { readEventDays } from './event-days.ts'
import { readToldKeys, readToldRuns } from './event-keys.ts'
import { uniqueSorted } from './hash-sets.ts'
import { readSlots } from './number-slots.ts'
import { readTitle, type Title } from './read-title.ts'
import { readShingles } from './shingles.ts'
import { HAN, type TokenText, tokenize, WORD } from './tokenize.ts'

/** True for the hash of a sentence that several stories carry. */
export type IsFurniture = (sentence: number) => boolean

/** Fewer tokens than this say nothing by themselves. Against briefs of one sentence. */
export const THIN_TOKENS = 24
/** Tokens a passage: five characters, or three words, which carry about as much. */
const PASSAGE_HAN = 5
const PASSAGE_LATIN = 3
/** What is longer is no title. */
const LONGEST_TITLE = 200
/** Where a report tells its event. */
const FIRST_PARAGRAPHS = 800
/** Where it names who and where. */
const FIRST_LINES = 400

type Countries = { inTitle: Set<string>; told: Set<string> }

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
  #titleKeys: Int32Array | null = null
  #toldKeys: Int32Array | null = null
  #toldSet: Set<number> | null = null
  #toldRuns: Int32Array[] | null = null
  #titleRuns: Int32Array[] | null = null
  #eventDays: number[] | null = null
  #countries: Countries | null = null

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

  /** What its title may be known by; see `readToldKeys`. */
  get titleKeys(): Int32Array {
    this.#titleKeys ??= readToldKeys(this.article.title.slice(0, LONGEST_TITLE))
    return this.#titleKeys
  }

  /** What its title and its first paragraphs may be known by. */
  get toldKeys(): Int32Array {
    this.#toldKeys ??= readToldKeys(this.#begin(FIRST_PARAGRAPHS))
    return this.#toldKeys
  }

  /** The same to look keys up in. */
  get toldSet(): Set<number> {
    this.#toldSet ??= new Set(this.toldKeys)
    return this.#toldSet
  }

  /** What its title and its first lines may name; see `readToldRuns`. */
  get toldRuns(): Int32Array[] {
    this.#toldRuns ??= readToldRuns(this.#begin(FIRST_LINES))
    return this.#toldRuns
  }

  /** What its title may name. */
  get titleRuns(): Int32Array[] {
    this.#titleRuns ??= readToldRuns(this.article.title.slice(0, LONGEST_TITLE))
    return this.#titleRuns
  }

  /** The days on which it says that its event is or was; see `readEventDays`. */
  get eventDays(): number[] {
    this.#eventDays ??= readEventDays(this.#begin(FIRST_LINES), this.article.fingerprint.day)
    return this.#eventDays
  }

  /** The countries that its title names, and those that it names in its title or its first lines. */
  get countries(): Countries {
    this.#countries ??= {
      inTitle: readCountries(foldText(this.article.title.slice(0, LONGEST_TITLE))),
      told: readCountries(foldText(this.#begin(FIRST_LINES))),
    }
    return this.#countries
  }

  #begin(length: number): string {
    const { title, text } = this.article
    return `${title.slice(0, LONGEST_TITLE)}\n${text.slice(0, length)}`
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
