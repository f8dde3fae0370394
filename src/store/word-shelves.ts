/**
 * How the words of stories are kept: by parts of the archive, each of so many places, and within a part by shelves. An entry says that a word
 * stands in a story, and whether in one of its titles: 21 bits of the word, 10 of the place, one for the title; the other bits of the word are the
 * number of its shelf. A shelf is its entries in order, each as its distance from the one before.
 */

const PLACE_BITS = 10
const TAIL_BITS = 21

/** Places of one part. */
export const PART = 1 << PLACE_BITS
export const SHELVES = 1 << (32 - TAIL_BITS)

export const partOf = (place: number) => place >> PLACE_BITS
export const firstOf = (part: number) => part << PLACE_BITS

/** Words with one character in common would stand side by side: they are spread over all shelves. No two become one. */
const spread = (token: number) => Math.imul(token, 0x9e3779b1) >>> 0
export const shelfOf = (token: number) => spread(token) >>> TAIL_BITS

const firstEntry = (token: number) => (spread(token) << (PLACE_BITS + 1)) >>> 0
const placeIn = (entry: number) => (entry >>> 1) & (PART - 1)
const isTitled = (entry: number) => (entry & 1) === 1

/** What one story is found by. */
export type StoryWords = { place: number; words: Int32Array; titleWords: Int32Array }

/** The entries of stories of one part, by shelf, each in order. */
export function sortWords(stories: StoryWords[]): Uint32Array[] {
  const counts = new Uint32Array(SHELVES)
  let total = 0
  for (const { words } of stories) {
    total += words.length
    for (const word of words) counts[shelfOf(word)]!++
  }
  const entries = new Uint32Array(total)
  let end = 0
  const shelves = Array.from(counts, count => {
    end += count
    return entries.subarray(end - count, end)
  })
  const filled = new Uint32Array(SHELVES)
  for (const { place, words, titleWords } of stories) {
    const titled = new Set(titleWords)
    const offset = (place & (PART - 1)) << 1
    for (const word of words) {
      const shelf = shelfOf(word)
      shelves[shelf]![filled[shelf]!++] = firstEntry(word) + offset + (titled.has(word) ? 1 : 0)
    }
  }
  for (const shelf of shelves) shelf.sort()
  return shelves
}

/** The entries of a shelf when stories are put into it: what stood there of the same places goes. */
export function mergeShelf(packed: Uint8Array, again: Uint8Array, fresh: Uint32Array): Buffer {
  const kept = unpackShelf(packed).filter(entry => again[placeIn(entry)] === 0)
  const merged = new Uint32Array(kept.length + fresh.length)
  let [left, right] = [0, 0]
  for (let at = 0; at < merged.length; at++) {
    const takesLeft = right === fresh.length || (left < kept.length && kept[left]! < fresh[right]!)
    merged[at] = takesLeft ? kept[left++]! : fresh[right++]!
  }
  return packShelf(merged)
}

export function packShelf(entries: Uint32Array): Buffer {
  const bytes = Buffer.allocUnsafe(entries.length * 5)
  let [at, before] = [0, 0]
  for (const entry of entries) {
    let step = entry - before
    before = entry
    for (; step > 127; step >>>= 7) bytes[at++] = (step & 127) | 128
    bytes[at++] = step
  }
  return bytes.subarray(0, at)
}

export function unpackShelf(bytes: Uint8Array): Uint32Array {
  const entries = new Uint32Array(bytes.length)
  let [count, before, step, shift] = [0, 0, 0, 0]
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at]!
    step |= (byte & 127) << shift
    shift += 7
    if (byte > 127) continue
    before += step >>> 0
    entries[count++] = before
    step = shift = 0
  }
  return entries.subarray(0, count)
}

/** Tells of every story that holds a word where it stands in its part, from a packed shelf. */
export function forEachHolder(
  bytes: Uint8Array,
  token: number,
  told: (offset: number, titled: boolean) => void,
): void {
  const first = firstEntry(token)
  const last = first + 2 * PART - 1
  let [entry, step, shift] = [0, 0, 0]
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at]!
    step |= (byte & 127) << shift
    shift += 7
    if (byte > 127) continue
    entry += step >>> 0
    if (entry > last) return
    if (entry >= first) told(placeIn(entry), isTitled(entry))
    step = shift = 0
  }
}
