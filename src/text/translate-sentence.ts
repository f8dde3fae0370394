/** Puts values into a sentence: in their order at each `{}`, or where `{2}` names one. */
export function fillSentence(sentence: string, values: string[]): string {
  let next = 0
  return sentence.replace(
    /\{(\d*)\}/g,
    (_, at: string) => values[at ? Number(at) - 1 : next++] ?? '',
  )
}

const escapeRegExp = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
/** A file with its line, a setting with its value, a list with its address: the place stays, what is wrong there is told. */
const places = [/^\S+: (?=\S)/, /^[^:]*\(https?:\S+\): (?=\S)/]

/** A sentence begins behind its place, and what stands in brackets ends with them. */
function mayBeValue(value: string): boolean {
  if (/^(?:https?:\S+|[^:]*\(https?:\S+\)): \d+$/.test(value)) return false
  let depth = 0
  for (const letter of value) {
    if (letter === '(') depth++
    if (letter === ')' && --depth < 0) return false
  }
  return depth === 0
}

type Pattern = { pattern: RegExp; translated: string; letters: number }

/**
 * Translates sentences that were made elsewhere, by a table of sentences with `{}` where a value stands. A value may be a sentence
 * itself; what is not known stays as it is.
 */
export function buildTranslator(table: Record<string, string>): (sentence: string) => string {
  let made: Pattern[] | null = null
  const translate = (sentence: string): string => {
    const whole = table[sentence]
    if (whole !== undefined) return whole
    made ??= readPatterns(table)
    for (const { pattern, translated } of made) {
      const found = pattern.exec(sentence)
      if (found?.slice(1).every(mayBeValue))
        return fillSentence(translated, found.slice(1).map(translate))
    }
    for (const place of places) {
      const named = place.exec(sentence)?.[0]
      if (named) return named + translate(sentence.slice(named.length))
    }
    return translateHead(sentence, translate)
  }
  return translate
}

/** A sentence with something in brackets behind it. */
function translateHead(sentence: string, translate: (sentence: string) => string): string {
  const at = sentence.endsWith(')') ? beginOfBrackets(sentence) : -1
  if (at < 1) return sentence
  const head = sentence.slice(0, at)
  const translated = translate(head)
  return translated === head ? sentence : `${translated}（${sentence.slice(at + 2, -1)}）`
}

/** Where the brackets begin that end a sentence. */
function beginOfBrackets(sentence: string): number {
  let at = sentence.lastIndexOf(' (')
  while (at > 0 && !mayBeValue(sentence.slice(at))) at = sentence.lastIndexOf(' (', at - 1)
  return at
}

/** Those with the most letters of their own first: they say the most about what they stand for. */
const readPatterns = (table: Record<string, string>): Pattern[] =>
  Object.entries(table)
    .filter(([english]) => english.includes('{}'))
    .map(([english, translated]) => ({
      pattern: new RegExp(`^${english.split('{}').map(escapeRegExp).join('([^]*?)')}$`),
      translated,
      letters: english.replaceAll('{}', '').length,
    }))
    .filter(({ letters }) => letters > 4)
    .sort((a, b) => b.letters - a.letters)
