import type { Fingerprint } from '../model/story.ts'
import { hashText } from './fingerprint.ts'
import { unpackInts } from './packed-ints.ts'
import { PostingTable } from './posting-table.ts'
import { RecentEvents } from './recent-events.ts'
import { SentenceTable } from './sentence-table.ts'
import { SIBLING_DAYS } from './siblings.ts'
import { mixHash } from './tokenize.ts'

/** One published article, as the index takes it in. */
export type IndexEntry = {
  articleId: string
  storyId: string
  fingerprint: Fingerprint
  /** The number it was published under. */
  sequence: number
}

/** Further apart than this nothing is the same news, but the same page. */
const WINDOW_DAYS = 30
/** A mark that so many documents of the window carry tells nothing. */
const COMMON_MARK = 64
/** A mark is kept for so many documents of one story: the news that most carry is not to be skipped as common. */
const MARKED_OF_STORY = 3
/** So many of the newest are looked at to count those of a story. */
const LOOKED_AT = 16
const NEWEST_OF_TITLE = 6
const MOST_BY_MARKS = 8
const MOST_BY_EVENT = 10
/** Of the marks of the one with fewer, this share must be the other's too: below it no rule of a copy can hold. */
const LEAST_SHARE = 0.12
const SUPERSEDED = -0x80000000

// Addresses, titles, contents and article ids are keys of the one table beside the marks, each kind in its own range.
const SALT_URL = 0x1b873593
const SALT_TITLE = 0x7feb352d
const SALT_CONTENT = 0x2545f491
const SALT_ARTICLE = 0x68bc21eb
const SALT_START = 0x3c6ef372

/**
 * Finds the articles that one may be a copy of. It holds no texts and decides nothing; it is built again at any time
 * from stored fingerprints, in the order of their sequence numbers.
 */
export class StoryIndex {
  /** The highest number taken in; 0 while empty. */
  sequence = 0
  #postings = new PostingTable()
  #events = new RecentEvents()
  #sentences = new SentenceTable()
  #articleIds: string[] = []
  #days = new Int32Array(1024)
  /** The story of each document, by hash, as it was when the document came in. */
  #stories = new Int32Array(1024)
  #markCounts = new Uint8Array(1024)
  /** Stories that were moved into another, by hash. */
  readonly #moved = new Map<number, number>()
  readonly #found = new Int32Array(COMMON_MARK)

  /** Forgets everything, as a new one. */
  clear(): void {
    this.sequence = 0
    this.#postings = new PostingTable()
    this.#events = new RecentEvents()
    this.#sentences = new SentenceTable()
    this.#articleIds = []
    this.#moved.clear()
  }

  /** How many articles are in it, superseded revisions included. */
  get size(): number {
    return this.#articleIds.length
  }

  /** Bytes of its tables, without the article ids. */
  get bytes(): number {
    const tables = this.#postings.bytes + this.#events.bytes + this.#sentences.bytes
    return tables + this.#days.length * 9
  }

  /** Takes in an article, or a later revision of one, which then stands for it. */
  add({ articleId, storyId, fingerprint, sequence }: IndexEntry): void {
    const document = this.#articleIds.length
    const superseded = this.#findArticle(articleId)
    if (superseded >= 0) this.#days[superseded] = SUPERSEDED
    this.#articleIds.push(articleId)
    if (document === this.#days.length) this.#makeRoom()
    this.#days[document] = fingerprint.day

    this.#postings.add(hashText(articleId) ^ SALT_ARTICLE, document)
    this.#postings.add(fingerprint.urlHash ^ SALT_URL, document)
    if (fingerprint.titleHash !== 0)
      this.#postings.add(fingerprint.titleHash ^ SALT_TITLE, document)
    this.#postings.add(contentKey(fingerprint), document)
    const marks = unpackInts(fingerprint.marks)
    this.#markCounts[document] = marks.length
    this.#events.add(unpackInts(fingerprint.eventKeys ?? ''), document)

    const story = this.#storyHash(storyId)
    this.#stories[document] = story
    for (const mark of marks) {
      if (!this.#isMarkOf(mark, story, fingerprint.day)) this.#postings.add(mark, document)
    }
    if (this.#read(story ^ SALT_START, 1).length === 0)
      this.#postings.add(story ^ SALT_START, document)
    for (const sentence of unpackInts(fingerprint.sentences)) {
      this.#sentences.add(sentence, story, fingerprint.day)
    }
    if (sequence > this.sequence) this.sequence = sequence
  }

  /**
   * Ids of the articles that one may be a copy or a sibling of: those of the same address, the newest of the same title
   * and of the same content, those that share the most marks with it, recent ones that may tell of the same event, and the articles that
   * the stories of all these began with. At most 60, usually two or three.
   */
  candidates(fingerprint: Fingerprint): string[] {
    const chosen = new Set<number>()
    for (const document of this.#read(fingerprint.urlHash ^ SALT_URL, NEWEST_OF_TITLE)) {
      if (this.#days[document] !== SUPERSEDED) chosen.add(document)
    }
    if (fingerprint.titleHash !== 0) {
      this.#addNewest(fingerprint.titleHash ^ SALT_TITLE, fingerprint.day, chosen)
    }
    this.#addNewest(contentKey(fingerprint), fingerprint.day, chosen)

    const marks = unpackInts(fingerprint.marks)
    const best = [...this.#countHits(marks, fingerprint.day)]
      .filter(([document, hits]) => this.#isWorthReading(document, hits, marks.length))
      .sort((a, b) => b[1] - a[1] || b[0] - a[0])
    for (const [document] of best.slice(0, MOST_BY_MARKS)) chosen.add(document)
    for (const document of this.#findAlike(fingerprint)) chosen.add(document)
    for (const document of [...chosen]) chosen.add(this.#startOf(document))
    return [...new Set(Array.from(chosen, document => this.#articleIds[document]!))]
  }

  /** The document that the story of another began with. */
  #startOf(document: number): number {
    const story = this.#movedInto(this.#stories[document]!)
    return this.#read(story ^ SALT_START, 1)[0] ?? document
  }

  /** True when enough documents of a story carry a mark already. */
  #isMarkOf(mark: number, story: number, day: number): boolean {
    let carriers = 0
    for (const document of this.#read(mark, LOOKED_AT)) {
      if (this.#isNear(document, day) && this.#stories[document] === story) carriers++
    }
    return carriers >= MARKED_OF_STORY
  }

  /** Recent reports of what may be the same event. */
  #findAlike(fingerprint: Fingerprint): number[] {
    const isNear = (document: number) =>
      Math.abs(this.#days[document]! - fingerprint.day) <= SIBLING_DAYS
    return this.#events.find(unpackInts(fingerprint.eventKeys ?? ''), MOST_BY_EVENT, isNear)
  }

  /** How much a key of an event tells, see `Fingerprint.eventKeys`. */
  weighKey = (key: number): number => this.#events.weigh(key)

  /** True of a key of an event that few recent articles have. */
  isRareKey = (key: number): boolean => this.#events.isRare(key)

  /** True of a key of an event that hardly any other recent article has. */
  isScarceKey = (key: number): boolean => this.#events.isScarce(key)

  /** True for the hash of a sentence that was seen in several stories. */
  isFurniture = (sentence: number): boolean => this.#sentences.isFurniture(sentence)

  /** Counts the sentences of a story as those of the one it was moved into. */
  moveStory(from: string, into: string): void {
    const source = hashText(from)
    const target = this.#storyHash(into)
    if (source !== target) this.#moved.set(source, target)
  }

  #makeRoom(): void {
    const length = Math.ceil(this.#days.length * 1.5)
    this.#days = copyInto(new Int32Array(length), this.#days)
    this.#stories = copyInto(new Int32Array(length), this.#stories)
    this.#markCounts = copyInto(new Uint8Array(length), this.#markCounts)
  }

  #storyHash(storyId: string): number {
    return this.#movedInto(hashText(storyId))
  }

  #movedInto(story: number): number {
    let hash = story
    for (let step = 0; step < 16 && this.#moved.has(hash); step++) hash = this.#moved.get(hash)!
    return hash
  }

  #findArticle(articleId: string): number {
    for (const document of this.#read(hashText(articleId) ^ SALT_ARTICLE, 8)) {
      if (this.#articleIds[document] === articleId) return document
    }
    return -1
  }

  #read(key: number, limit: number): Int32Array {
    return this.#found.subarray(0, this.#postings.read(key, limit, this.#found))
  }

  #isNear(document: number, day: number): boolean {
    return Math.abs(this.#days[document]! - day) <= WINDOW_DAYS
  }

  #addNewest(key: number, day: number, chosen: Set<number>): void {
    let taken = 0
    for (const document of this.#read(key, NEWEST_OF_TITLE * 3)) {
      if (taken === NEWEST_OF_TITLE) break
      if (!this.#isNear(document, day)) continue
      chosen.add(document)
      taken++
    }
  }

  #isWorthReading(document: number, hits: number, marks: number): boolean {
    return hits >= LEAST_SHARE * Math.min(marks, this.#markCounts[document]!)
  }

  /** How many marks each document of the window shares, but for marks that are common. */
  #countHits(marks: Int32Array, day: number): Map<number, number> {
    const hits = new Map<number, number>()
    const found = this.#found
    for (const mark of marks) {
      const count = this.#postings.read(mark, COMMON_MARK, found)
      if (count === COMMON_MARK) continue
      for (let at = 0; at < count; at++) {
        const document = found[at]!
        if (this.#isNear(document, day)) hits.set(document, (hits.get(document) ?? 0) + 1)
      }
    }
    return hits
  }
}

function copyInto<Table extends Int32Array | Uint8Array>(larger: Table, smaller: Table): Table {
  larger.set(smaller)
  return larger
}

const contentKey = (fingerprint: Fingerprint) =>
  mixHash(Number.parseInt(fingerprint.contentHash.slice(0, 8), 16) | 0) ^ SALT_CONTENT
