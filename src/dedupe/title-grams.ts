import { uniqueSorted } from './hash-sets.ts'
import { HAN, mixHash, type TokenText } from './tokenize.ts'

/** Hashes of pairs of neighbouring Han characters, and of words and numbers alone; sorted, each once. */
export function gramsOf({ tokens, kinds }: TokenText): Int32Array {
  const grams = new Int32Array(tokens.length)
  let count = 0
  for (let at = 0; at < tokens.length; at++) {
    const gram = gramAt(tokens, kinds, at)
    if (gram !== 0) grams[count++] = gram
  }
  return uniqueSorted(grams.subarray(0, count))
}

/** The gram that begins at a token; 0 where none does. */
function gramAt(tokens: Int32Array, kinds: Uint8Array, at: number): number {
  // A Han character alone needs its neighbour to mean something.
  if (kinds[at] !== HAN) return tokens[at]! | 1
  if (kinds[at + 1] !== HAN) return 0
  return mixHash(Math.imul(tokens[at]!, 31) + tokens[at + 1]!) | 1
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
