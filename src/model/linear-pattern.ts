import { RE2JS } from 're2js'

/** An operator's pattern. However it is written, it takes time in proportion to the text: there is no backtracking. */
export type LinearPattern = {
  test(text: string): boolean
  /** The named groups of the first match, or null where nothing matches. */
  groups(text: string): Record<string, string> | null
}

/** Patterns stand in files; what is compiled of them is kept, and more than any configuration holds is forgotten. */
const KEPT = 5000
const compiled = new Map<string, LinearPattern>()

/** Compiles a pattern as JavaScript writes it, anywhere in the text. Throws a `SyntaxError` that says what a linear engine cannot do. */
export function compilePattern(source: string): LinearPattern {
  const known = compiled.get(source)
  if (known) return known
  const made = compile(source)
  if (compiled.size >= KEPT) compiled.clear()
  compiled.set(source, made)
  return made
}

/** Why a pattern cannot be used, or null. */
export function refusePattern(source: string): string | null {
  try {
    compilePattern(source)
    return null
  } catch (error) {
    if (error instanceof SyntaxError) return error.message
    throw error
  }
}

function compile(source: string): LinearPattern {
  const engine = openEngine(source)
  const names = Object.keys(engine.namedGroups())
  return {
    test: text => engine.test(text),
    groups(text) {
      const match = engine.matcher(text)
      if (!match.find()) return null
      return Object.fromEntries(
        names.flatMap(name => {
          const value = match.group(name)
          return value === null || value === undefined ? [] : [[name, value]]
        }),
      )
    },
  }
}

function openEngine(source: string): RE2JS {
  const silent = changesInSilence(source)
  if (silent) throw new SyntaxError(silent)
  try {
    return RE2JS.compile(RE2JS.translateRegExp(widenSpaces(source)), RE2JS.LOOKBEHINDS)
  } catch (error) {
    throw new SyntaxError(explain((error as Error).message))
  }
}

/** Parts of a pattern: escapes as wholes, classes as wholes, and single characters. */
const PARTS = /\\(?:.|$)|\[(?:\\.|[^\]\\])*\]|[\s\S]/gu

/** What the engine would take without a word and mean otherwise. */
function changesInSilence(source: string): string | null {
  for (const [part] of source.matchAll(PARTS)) {
    if (part === '\\k') return 'a back-reference \\k<…> is not possible'
    if (part.length > 2 && part.startsWith('[') && /--|&&/.test(part))
      return 'sets of sets (-- and && in brackets) are not possible'
  }
  return null
}

/** In JavaScript `\s` knows the ideographic space and the one that does not break; in RE2 it does not. */
function widenSpaces(source: string): string {
  const wide = '\\x{A0}\\x{3000}'
  return source.replace(PARTS, part => {
    if (part === '\\s') return `[\\s${wide}]`
    if (part === '\\S') return `[^\\s${wide}]`
    if (part.length > 2 && part.startsWith('['))
      return part.replace(/\\[\s\S]/g, sign => (sign === '\\s' ? `\\s${wide}` : sign))
    return part
  })
}

/** What the engine says, in words. The first that fits holds. */
const reasons: [RegExp, string][] = [
  [/missing closing \)/, 'a bracket ( is not closed'],
  [/missing closing \]/, 'a bracket [ is not closed'],
  [/`\(\?[=!]`/, 'look-ahead (?=…) and (?!…) is not possible'],
  [/`\(\?>`/, 'an atomic group (?>…) is not possible'],
  [/escape sequence: `\\[1-9]`/, 'a back-reference \\1 is not possible'],
  [/nested repetition operator: `.\+`/, 'a possessive repeat (a++) is not possible'],
  [/repeat count/, 'at most 1000 repeats are possible'],
  [
    /range: `\\[pP]/,
    'of the properties \\p{…} short names such as \\p{Han} and \\p{L} are possible',
  ],
  [/named capture/, 'names of groups are ASCII letters, digits and _'],
]

function explain(message: string): string {
  const found = reasons.find(([pattern]) => pattern.test(message))
  return found?.[1] ?? message.replace(/^error parsing regexp: /, '')
}
