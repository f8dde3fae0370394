import { mixHash } from './tokenize.ts'

/** The table is cut in parts that grow one by one, so that no single addition waits for the whole to be copied. */
const PARTS = 256
const FIRST_CAPACITY = 16
const FULLEST = 0.8
const GROWTH = 1.4
const CHUNK_BITS = 16
const CHUNK = 1 << CHUNK_BITS

type Part = { keys: Int32Array; values: Int32Array; used: number }

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
    if (part.used + 1 > part.keys.length * FULLEST) grow(part)
    const slot = findSlot(part, spread)
    const value = part.values[slot]!
    if (value === 0) {
      part.keys[slot] = spread
      part.values[slot] = document + 1
      part.used++
      return
    }
    const older = value > 0 ? this.#newNode(value - 1, -1) : -value - 1
    part.values[slot] = -(this.#newNode(document, older) + 1)
  }

  /** The documents of a key, newest first, at most `limit`, put into `into`; returns how many. */
  read(key: number, limit: number, into: Int32Array): number {
    const spread = mixHash(key)
    const part = this.#parts[spread >>> 24]!
    const value = part.values[findSlot(part, spread)]!
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
    const parts = this.#parts.reduce((sum, part) => sum + part.keys.byteLength * 2, 0)
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

const newPart = (capacity: number): Part => ({
  keys: new Int32Array(capacity),
  values: new Int32Array(capacity),
  used: 0,
})

/** Where a key stands, or would. The low 24 bits place it, for the high 8 chose the part. */
function findSlot({ keys, values }: Part, key: number): number {
  const capacity = keys.length
  let slot = Math.floor(((key & 0xffffff) / 0x1000000) * capacity)
  while (values[slot] !== 0 && keys[slot] !== key) slot = slot + 1 === capacity ? 0 : slot + 1
  return slot
}

function grow(part: Part): void {
  const { keys, values } = part
  const capacity = Math.ceil(keys.length * GROWTH)
  part.keys = new Int32Array(capacity)
  part.values = new Int32Array(capacity)
  for (let at = 0; at < keys.length; at++) {
    if (values[at] === 0) continue
    const slot = findSlot(part, keys[at]!)
    part.keys[slot] = keys[at]!
    part.values[slot] = values[at]!
  }
}
