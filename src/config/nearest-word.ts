/** Number of letters to insert, drop or change to get from one word to the other. */
function distance(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, at) => at)
  for (let i = 1; i <= from.length; i++) {
    const next = [i]
    for (let j = 1; j <= to.length; j++) {
      const change = from[i - 1] === to[j - 1] ? 0 : 1
      next.push(Math.min(row[j]! + 1, next[j - 1]! + 1, row[j - 1]! + change))
    }
    row = next
  }
  return row[to.length]!
}

/** The word that was probably meant, or null when none is near: two letters off, or a third of them, and not all. */
export function nearestWord(written: string, words: string[]): string | null {
  const key = written.slice(0, 60).toLowerCase().replace(/[_-]/g, '')
  const ranked = words
    .map(word => ({ word, off: distance(key, word.toLowerCase()) }))
    .filter(({ word, off }) => off <= Math.max(2, word.length / 3) && off < word.length - 1)
    .sort((a, b) => a.off - b.off)
  return ranked[0]?.word ?? null
}
