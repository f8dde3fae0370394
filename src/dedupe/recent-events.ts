import { isFigure, isName } from './event-keys.ts'
import { mixHash } from './tokenize.ts'

/** Each key has a bucket for the documents that carried it last; a key that more carry is common. */
const BUCKETS = 2 ** 17
const BUCKET = 8
/** Older documents are no longer recent. */
const RECENT = 2 ** 15
/** How often a key was seen is forgotten by half with every so many documents: a few weeks. */
const FORGOTTEN = 2 ** 14
const COUNTERS = 2 ** 18
/** Below this likeness, two reports are of one event by chance. */
const LEAST_LIKENESS = 0.03
/** A rare figure or name is worth so much of it: in another language nothing else can be shared. */
const TELLING = 0.02
/** So many carry a name when all newsrooms of a region tell of one event; what more carry is a word of many. */
const RARE = 6
const RARE_SHARE = 0.001
/** So many carry what one event alone is told by. */
const SCARCE = 2
const SCARCE_SHARE = 0.0002
/** While few documents are known, none of their keys is taken for common. */
const FEW = 500

/**
 * Finds recent reports that are known by the same rare keys. It holds 6 MB and no more: what comes in takes the place of what is
 * oldest. Two keys may share a bucket, so what it finds is to be looked at, not believed.
 */
export class RecentEvents {
  /** Documents by bucket, each plus one; 0 marks an empty place. */
  readonly #documents = new Int32Array(BUCKETS * BUCKET)
  readonly #next = new Uint8Array(BUCKETS)
  readonly #seen = new Uint16Array(COUNTERS)
  readonly #lengths = new Float32Array(RECENT)
  /** What a document shares with the one that is asked for; all 0 between two questions. */
  readonly #shared = new Float32Array(RECENT)
  /** How many rare figures and names it shares. */
  readonly #telling = new Uint8Array(RECENT)
  #newest = -1
  #counted = 0

  /** How much a key tells: the rarer over the last weeks, the more. */
  weigh = (key: number): number =>
    Math.log((this.#counted + FEW) / (this.#seen[counterOf(key)]! + 1))

  /** True of a key that few of the documents of the last weeks have. */
  isRare = (key: number): boolean =>
    this.#seen[counterOf(key)]! < Math.max(RARE, this.#counted * RARE_SHARE)

  /** True of a key that hardly any other has: what two of them share by it nobody else told. */
  isScarce = (key: number): boolean =>
    this.#seen[counterOf(key)]! <= Math.max(SCARCE, this.#counted * SCARCE_SHARE)

  /** Takes in a document, a higher number than all before, by its keys. */
  add(keys: Int32Array, document: number): void {
    this.#newest = document
    if (++this.#counted > FORGOTTEN) this.#forget()
    for (const key of keys) {
      const counter = counterOf(key)
      if (this.#seen[counter]! < 0xffff) this.#seen[counter]!++
      const bucket = bucketOf(key)
      const place = this.#next[bucket]!++ % BUCKET
      this.#documents[bucket * BUCKET + place] = document + 1
    }
    this.#lengths[document % RECENT] = lengthOf(keys, this.weigh)
  }

  /** The documents that are most like one of those that are near it, the most alike first. */
  find(
    keys: Int32Array,
    limit: number,
    isNear: (document: number) => boolean = () => true,
  ): number[] {
    const length = lengthOf(keys, this.weigh)
    const alike: { document: number; likeness: number }[] = []
    for (const document of this.#sum(keys)) {
      const at = document % RECENT
      const likeness =
        this.#shared[at]! / (length * this.#lengths[at]! || 1) + this.#telling[at]! * TELLING
      if (likeness >= LEAST_LIKENESS && isNear(document)) alike.push({ document, likeness })
      this.#shared[at] = 0
      this.#telling[at] = 0
    }
    return alike
      .sort((a, b) => b.likeness - a.likeness || b.document - a.document)
      .slice(0, limit)
      .map(({ document }) => document)
  }

  /** Sums what each recent document shares, and returns the documents that share any. */
  #sum(keys: Int32Array): number[] {
    const oldest = this.#newest - RECENT + 1
    const documents: number[] = []
    for (const key of keys) {
      const worth = this.weigh(key) ** 2
      const isTelling = (isFigure(key) || isName(key)) && this.isRare(key)
      const from = bucketOf(key) * BUCKET
      for (let at = from; at < from + BUCKET; at++) {
        const document = this.#documents[at]! - 1
        if (document < 0 || document < oldest) continue
        const place = document % RECENT
        if (this.#shared[place] === 0) documents.push(document)
        this.#shared[place]! += worth
        if (isTelling && this.#telling[place]! < 0xff) this.#telling[place]!++
      }
    }
    return documents
  }

  #forget(): void {
    this.#counted >>= 1
    for (let at = 0; at < COUNTERS; at++) this.#seen[at]! >>= 1
  }

  /** Bytes held. */
  get bytes(): number {
    const { byteLength } = this.#documents
    return byteLength + this.#next.byteLength + this.#seen.byteLength + RECENT * 9
  }
}

const bucketOf = (key: number) => mixHash(key) & (BUCKETS - 1)
const counterOf = (key: number) => (mixHash(key) >>> 7) & (COUNTERS - 1)

/** Length of a set of keys as a vector of their weights. */
export function lengthOf(keys: Int32Array, weigh: (key: number) => number): number {
  let sum = 0
  for (const key of keys) sum += weigh(key) ** 2
  return Math.sqrt(sum)
}
