import { mixHash } from './tokenize.ts'

const BASE = 0x01000193

/** One hash for each run of `size` tokens, in order. A text shorter than that has one, of all it has. */
export function readShingles(tokens: Int32Array, size: number): Int32Array {
  const length = Math.min(size, tokens.length)
  if (length === 0) return new Int32Array(0)
  const shingles = new Int32Array(tokens.length - length + 1)
  let top = 1
  for (let at = 1; at < length; at++) top = Math.imul(top, BASE)
  let rolling = 0
  for (let at = 0; at < length; at++) rolling = (Math.imul(rolling, BASE) + tokens[at]!) | 0
  shingles[0] = mixHash(rolling)
  for (let at = length; at < tokens.length; at++) {
    const without = rolling - Math.imul(top, tokens[at - length]!)
    rolling = (Math.imul(without, BASE) + tokens[at]!) | 0
    shingles[at - length + 1] = mixHash(rolling)
  }
  return shingles
}
