import { PostingTable } from './posting-table.ts'

/** Documents a generation; two are kept. At 2,000 articles a day ten days, more than any event is reported for. */
const GENERATION = 10_000
/** A piece of a title that so many recent ones share tells no event apart. */
const COMMON_GRAM = 64
/** Two titles alike share at least so many pieces, and this share of the shorter's. */
const LEAST_GRAMS = 3
const LEAST_SHARE = 0.4

/** Finds recent titles that are made of the same words. Older ones are forgotten, so its size does not grow. */
export class RecentTitles {
  #young = new PostingTable()
  #old = new PostingTable()
  #added = 0
  readonly #found = new Int32Array(COMMON_GRAM)

  /** Takes in a document by the sorted unique hashes of its title's pieces. */
  add(grams: Int32Array, document: number): void {
    if (this.#added === GENERATION) {
      this.#old = this.#young
      this.#young = new PostingTable()
      this.#added = 0
    }
    for (const gram of grams) this.#young.add(gram, document)
    this.#added++
  }

  /** The documents whose title is most like one, the most alike first; `countOf` tells how many pieces a document has. */
  find(grams: Int32Array, countOf: (document: number) => number, limit: number): number[] {
    const hits = new Map<number, number>()
    for (const table of [this.#young, this.#old]) {
      for (const gram of grams) {
        const count = table.read(gram, COMMON_GRAM, this.#found)
        if (count === COMMON_GRAM) continue
        for (let at = 0; at < count; at++) {
          const document = this.#found[at]!
          hits.set(document, (hits.get(document) ?? 0) + 1)
        }
      }
    }
    return [...hits]
      .filter(([, shared]) => shared >= LEAST_GRAMS)
      .map(([document, shared]) => ({
        document,
        share: shared / Math.min(grams.length, countOf(document)),
      }))
      .filter(({ share }) => share >= LEAST_SHARE)
      .sort((a, b) => b.share - a.share || b.document - a.document)
      .slice(0, limit)
      .map(({ document }) => document)
  }

  /** Bytes held. */
  get bytes(): number {
    return this.#young.bytes + this.#old.bytes
  }
}
