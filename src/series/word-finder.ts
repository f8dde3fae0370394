/** Finds which of many words stands at a place of a text: the longest. */
export type WordFinder = {
  at(text: string, at: number): RegExpExecArray | null
}

/** A word as it is looked for: the character it begins with, of a lower case, and its pattern. */
export type WordPattern = { first: string; pattern: string }

/** Looks among the words alone that begin with the character at the place: to try all of them there would cost most of a reading. */
export function findWords(words: string[], patternOf: (word: string) => WordPattern): WordFinder {
  const sorted = [...new Set(words)].sort((a, b) => b.length - a.length).map(patternOf)
  const patterns = new Map(
    [...Map.groupBy(sorted, ({ first }) => first)].map(([first, group]) => [
      first,
      new RegExp(group.map(({ pattern }) => pattern).join('|'), 'iy'),
    ]),
  )
  return {
    at(text, at) {
      const pattern = patterns.get(text.charAt(at).toLowerCase())
      if (!pattern) return null
      pattern.lastIndex = at
      return pattern.exec(text)
    },
  }
}
