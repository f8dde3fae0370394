import { errorsInChinese } from './errors-zh.ts'
import { helpInChinese } from './help-zh.ts'
import { outputInChinese } from './output-zh.ts'

/** What the command line says, in English with `{}` where a value stands, and the same in Chinese with the values in their order or as `{2}`. */
const chinese: Record<string, string> = {
  ...helpInChinese,
  ...outputInChinese,
  ...errorsInChinese,
}

export type Language = 'zh' | 'en'

/** The language of whoever reads, as POSIX has it: the first of these that is set decides. */
export function languageOf(env: Record<string, string | undefined>): Language {
  const locale = env.LC_ALL || env.LC_MESSAGES || env.LANG || ''
  return /^zh(?![a-z])/i.test(locale) ? 'zh' : 'en'
}

const isChinese = () => languageOf(process.env) === 'zh'

/** A sentence for the operator, in the language of the locale: say`${links} links of ${source} are asked for again now`. */
export function say(parts: TemplateStringsArray, ...values: unknown[]): string {
  const translated = isChinese() ? chinese[parts.join('{}')] : undefined
  return translated === undefined
    ? String.raw({ raw: parts }, ...values)
    : fill(translated, values.map(String))
}

function fill(sentence: string, values: string[]): string {
  let next = 0
  return sentence.replace(
    /\{(\d*)\}/g,
    (_, at: string) => values[at ? Number(at) - 1 : next++] ?? '',
  )
}

/**
 * The same of a sentence that was made elsewhere: by a lower floor, by commander, or by the running process, whose language may be
 * another. What is not known stays as it is.
 */
export const inLanguage = (sentence: string): string =>
  isChinese() ? toChinese(sentence) : sentence

/** A sentence whose values may be sentences themselves. */
export function toChinese(sentence: string): string {
  const whole = chinese[sentence]
  if (whole !== undefined) return whole
  for (const { pattern, translated } of patterns()) {
    const found = pattern.exec(sentence)
    if (found) return fill(translated, found.slice(1).map(toChinese))
  }
  // A file with its line, a setting with its value: the place stays, what is wrong there is told.
  const place = /^\S+: (?=\S)/.exec(sentence)?.[0]
  return place ? place + toChinese(sentence.slice(place.length)) : sentence
}

const escapeRegExp = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')

type Pattern = { pattern: RegExp; translated: string; letters: number }
let made: Pattern[] | null = null

/** Those with the most letters of their own first: they say the most about what they stand for. */
function patterns(): Pattern[] {
  made ??= Object.entries(chinese)
    .filter(([english]) => english.includes('{}'))
    .map(([english, translated]) => ({
      pattern: new RegExp(`^${english.split('{}').map(escapeRegExp).join('([^]*?)')}$`),
      translated,
      letters: english.replaceAll('{}', '').length,
    }))
    .filter(({ letters }) => letters > 4)
    .sort((a, b) => b.letters - a.letters)
  return made
}
