/** Each piece of a title has a bucket for the documents that carried it last; a piece that more carry is common. */
const BUCKETS = 2 ** 15
const BUCKET = 8
/** Older documents are no longer recent. */
const RECENT = 2 ** 15
/** Two titles alike share at least so many pieces, and this share of the shorter's. */
const LEAST_GRAMS = 3
const LEAST_SHARE = 0.4

/**
 * Finds recent titles that are made of the same words. It holds 1 MB and no more: what comes in takes the place of what
 * is oldest. Two pieces may share a bucket, so what it finds is to be looked at, not believed.
 */
export class RecentTitles {
  /** Documents by bucket, each plus one; 0 marks an empty place. */
  readonly #documents = new Int32Array(BUCKETS * BUCKET)
  readonly #next = new Uint8Array(BUCKETS)
  /** How many pieces a document shares with the title that is asked for; all 0 between two questions. */
  readonly #shared = new Uint8Array(RECENT)
  #newest = -1

  /** Takes in a document, a higher number than all before, by the hashes of its title's pieces. */
  add(grams: Int32Array, document: number): void {
    this.#newest = document
    for (const gram of grams) {
      const bucket = gram & (BUCKETS - 1)
      const place = this.#next[bucket]!++ % BUCKET
      this.#documents[bucket * BUCKET + place] = document + 1
    }
  }

  /** The documents whose title is most like one, the most alike first; `countOf` tells how many pieces a document has. */
  find(grams: Int32Array, countOf: (document: number) => number, limit: number): number[] {
    const alike: { document: number; share: number }[] = []
    for (const document of this.#countShared(grams)) {
      const shared = this.#shared[document % RECENT]!
      const share = shared / Math.min(grams.length, countOf(document))
      if (shared >= LEAST_GRAMS && share >= LEAST_SHARE) alike.push({ document, share })
      this.#shared[document % RECENT] = 0
    }
    return alike
      .sort((a, b) => b.share - a.share || b.document - a.document)
      .slice(0, limit)
      .map(({ document }) => document)
  }

  /** Counts the pieces that each recent document shares, and returns the documents that share any. */
  #countShared(grams: Int32Array): number[] {
    const oldest = this.#newest - RECENT + 1
    const documents: number[] = []
    for (const gram of grams) {
      const from = (gram & (BUCKETS - 1)) * BUCKET
      for (let at = from; at < from + BUCKET; at++) {
        const document = this.#documents[at]! - 1
        if (document < 0 || document < oldest) continue
        if (this.#shared[document % RECENT]!++ === 0) documents.push(document)
      }
    }
    return documents
  }

  /** Bytes held. */
  get bytes(): number {
    return this.#documents.byteLength + this.#next.byteLength + this.#shared.byteLength
  }
}
