import type { PreparedText } from './prepare-text.ts'

/**
 * How many of these names a text tells that few others do: runs of Han characters and names in Latin letters, each once. `isRare`
 * tells whether few recent reports have a key.
 */
export function countSharedNames(
  runs: Int32Array[],
  { toldSet: theirs }: PreparedText,
  isRare: (key: number) => boolean,
): number {
  const counted = new Set<number>()
  let names = 0
  for (const run of runs) {
    for (let at = 0; at < run.length; at++) {
      const start = at
      while (at < run.length && theirs.has(run[at]!)) at++
      const shared = run.subarray(start, at)
      if (shared.some(key => counted.has(key)) || !shared.some(isRare)) continue
      for (const key of shared) counted.add(key)
      names++
    }
  }
  return names
}
