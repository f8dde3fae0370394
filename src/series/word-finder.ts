/** Finds which of many words stands at a place of a text: the longest. */
export type WordFinder = {
  at(text: string, at: number): RegExpExecArray | null
  /** The characters that its words begin with, in both cases: nothing is found elsewhere. */
  starts: string[]
}

/**
 * A word as it is looked for: the character it begins with, of a lower case, the one that must follow it where that is certain, and its pattern.
 */
export type WordPattern = { first: string; second: string | null; pattern: string }

type Group = { pattern: RegExp; seconds: ReadonlySet<string> | null }

/** Looks among the words alone that begin as the text does at the place: to try all of them there would cost most of a reading. */
export function findWords(words: string[], patternOf: (word: string) => WordPattern): WordFinder {
  const sorted = [...new Set(words)].sort((a, b) => b.length - a.length).map(patternOf)
  const groups = new Map(
    [...Map.groupBy(sorted, ({ first }) => first)].map(([first, group]) => [first, join(group)]),
  )
  return {
    starts: [...groups.keys()].flatMap(first => [first, first.toUpperCase()]),
    at(text, at) {
      const group = groups.get(text.charAt(at).toLowerCase())
      if (!group || (group.seconds && !group.seconds.has(text.charAt(at + 1)))) return null
      group.pattern.lastIndex = at
      return group.pattern.exec(text)
    },
  }
}

function join(group: WordPattern[]): Group {
  const seconds = new Set<string>()
  for (const { second } of group) if (second !== null) seconds.add(second)
  return {
    pattern: new RegExp(group.map(({ pattern }) => pattern).join('|'), 'iy'),
    seconds: group.every(({ second }) => second !== null) ? seconds : null,
  }
}
