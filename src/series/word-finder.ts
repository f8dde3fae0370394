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

/** The words that begin with one character: by the character that must follow it, and those after which any may. */
type Group = { bySecond: Map<number, RegExp>; others: RegExp | null }

/** Looks among the words alone that begin as the text does at the place: to try all of them there would cost most of a reading. */
export function findWords(words: string[], patternOf: (word: string) => WordPattern): WordFinder {
  const sorted = [...new Set(words)].sort((a, b) => b.length - a.length).map(patternOf)
  const groups = new Map<number, Group>()
  const starts: string[] = []
  for (const [first, patterns] of Map.groupBy(sorted, pattern => pattern.first)) {
    const group = groupOf(patterns)
    for (const start of [first, first.toUpperCase()]) {
      starts.push(start)
      groups.set(start.charCodeAt(0), group)
    }
  }
  return {
    starts,
    at(text, at) {
      const group = groups.get(text.charCodeAt(at))
      if (!group) return null
      const pattern = group.bySecond.get(text.charCodeAt(at + 1)) ?? group.others
      if (!pattern) return null
      pattern.lastIndex = at
      return pattern.exec(text)
    },
  }
}

function groupOf(patterns: WordPattern[]): Group {
  const seconds = new Set(patterns.map(({ second }) => second).filter(second => second !== null))
  const others = patterns.filter(({ second }) => second === null)
  return {
    bySecond: new Map(
      [...seconds].map(one => [
        one.charCodeAt(0),
        join(patterns.filter(({ second }) => second === null || second === one)),
      ]),
    ),
    others: others.length ? join(others) : null,
  }
}

const join = (patterns: WordPattern[]) =>
  new RegExp(patterns.map(({ pattern }) => pattern).join('|'), 'iy')
