/** How many values two sorted sets of unique hashes share. */
export function countShared(a: Int32Array, b: Int32Array): number {
  let shared = 0
  let i = 0
  let j = 0
  while (i < a.length && j < b.length) {
    const difference = a[i]! - b[j]!
    if (difference === 0) {
      shared++
      i++
      j++
    } else if (difference < 0) i++
    else j++
  }
  return shared
}

/** Sorts in place and returns the part that holds each value once. */
export function uniqueSorted(values: Int32Array): Int32Array {
  values.sort()
  let kept = 0
  for (let at = 0; at < values.length; at++) {
    if (at === 0 || values[at] !== values[at - 1]) values[kept++] = values[at]!
  }
  return values.subarray(0, kept)
}
