import { mixHash, NUMBER, type TokenText } from './tokenize.ts'

const PRIME = 0x01000193
/** A slot and its value share one double: 32 bits of slot above 20 bits of value. */
const VALUES = 2 ** 20
const PLACEHOLDER = 0x5bd1e995

/**
 * The place of every number, told by the three tokens before it and the two behind it, with its value; sorted, each
 * once. Neighbouring numbers count as a placeholder, so that a slot does not move with them.
 */
export function readSlots({ tokens, kinds }: TokenText): Float64Array {
  const slots: number[] = []
  for (let at = 0; at < tokens.length; at++) {
    if (kinds[at] !== NUMBER) continue
    let slot = 0
    for (let near = at - 3; near <= at + 2; near++) {
      if (near === at) continue
      const token = kinds[near] === NUMBER ? PLACEHOLDER : (tokens[near] ?? 0)
      slot = Math.imul(slot ^ token, PRIME) + token
    }
    slots.push((mixHash(slot) >>> 0) * VALUES + (tokens[at]! & (VALUES - 1)))
  }
  const sorted = Float64Array.from(slots).sort()
  return sorted.filter((value, at) => at === 0 || value !== sorted[at - 1])
}

/** Of the numbers standing in the same place of both texts: how many there are, and how many differ. */
export function compareSlots(
  a: Float64Array,
  b: Float64Array,
): { shared: number; clashes: number } {
  let shared = 0
  let clashes = 0
  let i = 0
  let j = 0
  while (i < a.length && j < b.length) {
    const slotA = Math.floor(a[i]! / VALUES)
    const slotB = Math.floor(b[j]! / VALUES)
    if (slotA < slotB) i++
    else if (slotA > slotB) j++
    else {
      shared++
      let agree = false
      let end = j
      while (end < b.length && Math.floor(b[end]! / VALUES) === slotA) end++
      for (; i < a.length && Math.floor(a[i]! / VALUES) === slotA; i++) {
        for (let at = j; at < end; at++) if (a[i] === b[at]) agree = true
      }
      if (!agree) clashes++
      j = end
    }
  }
  return { shared, clashes }
}

/** How many numbers of one text stand otherwise, or not at all, in the other. */
export function countUnlike(a: Float64Array, b: Float64Array): number {
  let unlike = 0
  let j = 0
  for (const slot of a) {
    while (j < b.length && b[j]! < slot) j++
    if (b[j] !== slot) unlike++
  }
  return unlike
}
