import { draftWordsInChinese } from '../../draft/draft-words.ts'
import { reasonsInChinese } from '../../health/reason-words.ts'
import { readingWordsInChinese } from '../../parse/reading-words.ts'
import { buildTranslator, fillSentence } from '../../text/translate-sentence.ts'
import { errorsInChinese } from './errors-zh.ts'
import { helpInChinese } from './help-zh.ts'
import { outputInChinese } from './output-zh.ts'

/** What the command line says, in English with `{}` where a value stands, and the same in Chinese with the values in their order or as `{2}`. */
const chinese: Record<string, string> = {
  ...helpInChinese,
  ...outputInChinese,
  ...errorsInChinese,
  ...reasonsInChinese,
  ...draftWordsInChinese,
  ...readingWordsInChinese,
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
    : fillSentence(translated, values.map(String))
}

/**
 * The same of a sentence that was made elsewhere: by a lower floor, by commander, or by the running process, whose language may be
 * another. What is not known stays as it is.
 */
export const inLanguage = (sentence: string): string =>
  isChinese() ? toChinese(sentence) : sentence

/** A sentence whose values may be sentences themselves. */
export const toChinese = buildTranslator(chinese)
