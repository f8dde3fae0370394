import { mixHash } from './tokenize.ts'

/** The table is cut in parts that grow one by one, so that no single addition waits for the whole to be copied. */
const PARTS = 256
const FIRST_CAPACITY = 16
const FULLEST = 0.8
const GROWTH = 1.5
const CHUNK_BITS = 14
const CHUNK = 1 << CHUNK_BITS

/** Pairs of key and value, side by side so that one look at memory reads both; value 0 marks an empty one. */
type Part = { slots: Int32Array; used: number }

/**
 * Which documents carry a key, newest first. Keys are 32-bit hashes, documents small integers from 0. A key of one
 * document costs about 11 bytes, each further document 8.
 */
export class PostingTable {
  readonly #parts: Part[] = Array.from({ length: PARTS }, () => newPart(FIRST_CAPACITY))
  /** Chains of the keys that several documents carry: pairs of document and next node, in chunks. */
  readonly #nodes: Int32Array[] = []
  #nodeCount = 0

  add(key: number, document: number): void {
    const spread = mixHash(key)
    const part = this.#parts[spread >>> 24]!
    if (part.used + 1 > (part.slots.length >> 1) * FULLEST) grow(part)
    const { slots } = part
    const at = findSlot(slots, spread)
    const value = slots[at + 1]!
    if (value === 0) {
      slots[at] = spread
      slots[at + 1] = document + 1
      part.used++
      return
    }
    const older = value > 0 ? this.#newNode(value - 1, -1) : -value - 1
    slots[at + 1] = -(this.#newNode(document, older) + 1)
  }

  /** The documents of a key, newest first, at most `limit`, put into `into`; returns how many. */
  read(key: number, limit: number, into: Int32Array): number {
    const spread = mixHash(key)
    const { slots } = this.#parts[spread >>> 24]!
    const value = slots[findSlot(slots, spread) + 1]!
    if (value === 0) return 0
    if (value > 0) {
      into[0] = value - 1
      return 1
    }
    let count = 0
    for (let node = -value - 1; node >= 0 && count < limit; ) {
      const chunk = this.#nodes[node >> CHUNK_BITS]!
      const at = (node & (CHUNK - 1)) * 2
      into[count++] = chunk[at]!
      node = chunk[at + 1]!
    }
    return count
  }

  /** Bytes held. */
  get bytes(): number {
    const parts = this.#parts.reduce((sum, part) => sum + part.slots.byteLength, 0)
    return parts + this.#nodes.length * CHUNK * 8
  }

  #newNode(document: number, next: number): number {
    const node = this.#nodeCount++
    if (node >> CHUNK_BITS === this.#nodes.length) this.#nodes.push(new Int32Array(CHUNK * 2))
    const chunk = this.#nodes[node >> CHUNK_BITS]!
    const at = (node & (CHUNK - 1)) * 2
    chunk[at] = document
    chunk[at + 1] = next
    return node
  }
}

const newPart = (capacity: number): Part => ({ slots: new Int32Array(capacity * 2), used: 0 })

/** Where a key stands, or would. The low 24 bits place it, for the high 8 chose the part. */
function findSlot(slots: Int32Array, key: number): number {
  const capacity = slots.length >> 1
  let at = Math.floor(((key & 0xffffff) / 0x1000000) * capacity) * 2
  while (slots[at + 1] !== 0 && slots[at] !== key) {
    at += 2
    if (at === slots.length) at = 0
  }
  return at
}

function grow(part: Part): void {
  const { slots } = part
  part.slots = new Int32Array(Math.ceil((slots.length / 2) * GROWTH) * 2)
  for (let from = 0; from < slots.length; from += 2) {
    if (slots[from + 1] === 0) continue
    const at = findSlot(part.slots, slots[from]!)
    part.slots[at] = slots[from]!
    part.slots[at + 1] = slots[from + 1]!
  }
}
