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
/** Entries that one word can have. */
const WORD = 2 * PART
/** Bytes of the greatest distance. */
const LONGEST = 5
const isTitled = (entry: number) => (entry & 1) === 1

/** What one story is found by. */
export type StoryWords = { place: number; words: Int32Array; titleWords: Int32Array }

/** The entries of stories of one part, by shelf, to be put in order shelf by shelf: all together would keep readers waiting. */
export function sortWords(stories: StoryWords[]): Uint32Array[] {
  const ends = new Uint32Array(SHELVES)
  for (const { words, titleWords } of stories)
    for (const all of [words, titleWords])
      for (let at = 0; at < all.length; at++) ends[shelfOf(all[at]!)]!++
  for (let shelf = 1; shelf < SHELVES; shelf++) ends[shelf]! += ends[shelf - 1]!

  const entries = new Uint32Array(ends.at(-1)!)
  const starts = ends.slice()
  const put = (all: Int32Array, rest: number) => {
    for (let at = 0; at < all.length; at++)
      entries[--starts[shelfOf(all[at]!)]!] = firstEntry(all[at]!) + rest
  }
  for (const { place, words, titleWords } of stories) {
    const offset = (place & (PART - 1)) << 1
    put(words, offset)
    put(titleWords, offset + 1)
  }
  return Array.from(ends, (end, shelf) => entries.subarray(starts[shelf], end))
}

/** In order; of a word that is told both of a story and of its titles, which are among its words, the latter. */
export function inOrder(given: Uint32Array): Uint32Array {
  const entries = given.toSorted()
  let count = 0
  for (let at = 0; at < entries.length; at++) {
    const entry = entries[at]!
    if (isTitled(entry) || entries[at + 1] !== entry + 1) entries[count++] = entry
  }
  return entries.subarray(0, count)
}

/** A packed shelf when stories are put on it: what stood there of the same places goes. */
export function mergeShelf(packed: Uint8Array, again: Uint8Array, fresh: Uint32Array): Buffer {
  const bytes = Buffer.allocUnsafe(packed.length + fresh.length * LONGEST + LONGEST)
  let [end, before, next] = [0, 0, 0]
  const put = (entry: number) => {
    let step = entry - before
    before = entry
    for (; step > 127; step >>>= 7) bytes[end++] = (step & 127) | 128
    bytes[end++] = step
  }
  let [entry, step, shift] = [0, 0, 0]
  for (let at = 0; at < packed.length; at++) {
    const byte = packed[at]!
    step |= (byte & 127) << shift
    shift += 7
    if (byte > 127) continue
    entry += step >>> 0
    step = shift = 0
    if (again[placeIn(entry)] === 1) continue
    while (next < fresh.length && fresh[next]! < entry) put(fresh[next++]!)
    put(entry)
  }
  while (next < fresh.length) put(fresh[next++]!)
  return bytes.subarray(0, end)
}

/** Tells of every story that holds a word where it stands in its part, from a packed shelf. */
export function forEachHolder(
  bytes: Uint8Array,
  token: number,
  told: (offset: number, titled: boolean) => void,
): void {
  const first = firstEntry(token)
  const last = first + WORD - 1
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
