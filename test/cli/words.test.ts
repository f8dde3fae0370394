import type { Command } from 'commander'
import { expect, test, vi } from 'vitest'
import { buildProgram } from '../../src/cli/program.ts'
import { languageOf, say, toChinese } from '../../src/cli/words/say.ts'
import { draftWordsInChinese } from '../../src/draft/draft-words.ts'
import { reasonsInChinese } from '../../src/health/reason-words.ts'
import { outcomeRules } from '../../src/model/outcome-rules.ts'
import { fillSentence } from '../../src/text/translate-sentence.ts'
import { findings, mistakes, readingReasons, saidSentences, tableHeadings } from './sentences.ts'

/** Names, places and figures have no words of their own. */
const hasWords = (key: string) =>
  /[a-z]{2}/i.test(key.replaceAll('{}', '').replace(/[A-Z_]{3,}/g, ''))
const untranslated = (keys: string[]) =>
  keys.filter(hasWords).filter(key => !/[\u4e00-\u9fff]/.test(toChinese(key)))

const describe = (command: Command): string[] => [
  command.description(),
  ...[...command.registeredArguments, ...command.options].map(({ description }) => description),
  ...command.commands.flatMap(describe),
]

test.each<[string, () => string[]]>([
  ['every sentence of a command', saidSentences],
  ['every heading of a table', tableHeadings],
  ['every mistake that an operator can mend', mistakes],
  ['every finding of the doctor', findings],
  ['every reason of the reader', readingReasons],
  ['every line of the help', () => describe(buildProgram()).filter(Boolean)],
  ['every end of a link', () => outcomeRules.map(({ meaning }) => meaning)],
])('%s has its Chinese', (_, list) => {
  const keys = list()
  expect(keys.length).toBeGreaterThan(5)
  expect(untranslated(keys)).toEqual([])
})

test.each([
  [{ LANG: 'zh_CN.UTF-8' }, 'zh'],
  [{ LANG: 'zh' }, 'zh'],
  [{ LANG: 'zh_TW.Big5', LC_ALL: '' }, 'zh'],
  [{ LANG: 'zh_CN.UTF-8', LC_ALL: 'C' }, 'en'],
  [{ LANG: 'en_GB.UTF-8', LC_MESSAGES: 'zh_CN' }, 'zh'],
  [{ LANG: 'zha_CN' }, 'en'],
  [{}, 'en'],
])('the locale %o reads %s', (env, language) => {
  expect(languageOf(env)).toBe(language)
})

test('a sentence with values is said in the language of the locale', () => {
  vi.stubEnv('LC_ALL', 'zh_CN.UTF-8')
  expect(say`${3} links of ${'a.example'} are asked for again now`).toBe(
    'a.example 的 3 个链接正在重试',
  )
  vi.stubEnv('LC_ALL', 'C')
  expect(say`${3} links of ${'a.example'} are asked for again now`).toBe(
    '3 links of a.example are asked for again now',
  )
  vi.unstubAllEnvs()
})

test.each([
  ['there is no source "a", did you mean b?', '没有来源 "a"，是不是 b？'],
  [
    "error: option '--port <n>' argument 'x' is invalid. expected a whole number",
    '错误：选项 "--port <n>" 的值 "x" 无效：应为整数',
  ],
  [
    'config/sources/a.yaml:3:7: zone is "x", expected some zone',
    'config/sources/a.yaml:3:7: zone 是 "x"，应为 some zone',
  ],
  ['what nobody has translated', 'what nobody has translated'],
])('what was said elsewhere is known by its form: %s', (english, chinese) => {
  expect(toChinese(english)).toBe(chinese)
})

test('the reasons of the reader are told in Chinese, with the words of the page as they stand there', () => {
  expect(
    toChinese(
      'best believed: 来源：, label of the source (describes this page, label source, trust 8.8): the usual label; some systems put the writer or the site there',
    ),
  ).toBe(
    '最可信：来源：，来源标签（说的是本页，标签 来源，可信度 8.8）：常用的标签；有些系统在这里写作者或本站',
  )
  expect(toChinese('7 of its rows print a date')).toBe('有 7 行印着日期')
})

test.each([
  ['a draft or a check', draftWordsInChinese],
  ['the health of a source', reasonsInChinese],
])(
  'each sentence of %s with its values is known by its form, and taken for no other',
  (_, table) => {
    const values = ['61', '62', '63', '64', '65', '66', '67', '68']
    const sentences = Object.entries(table).filter(
      ([english]) => english.replaceAll('{}', '').length > 4,
    )
    const told = sentences.map(([english]) => toChinese(fillSentence(english, values)))
    expect(told).toEqual(sentences.map(([, chinese]) => fillSentence(chinese, values)))
  },
)
