import { expect, test } from 'vitest'
import { topicsSchema } from '../../src/model/topics-config.ts'
import { findTerms } from '../../src/topics/find-terms.ts'
import { readText } from '../../src/topics/read-text.ts'
import { settleTerms, TITLE_REACH } from '../../src/topics/settle-terms.ts'
import { buildTopicTable } from '../../src/topics/topic-table.ts'

const table = buildTopicTable(
  topicsSchema.parse({
    topics: [
      {
        id: 'a',
        tier: 'core',
        name: '甲',
        nameEn: 'A',
        decides: {
          zh: ['低碳', '绿色低碳', '碳中和ETF'],
          en: ['net zero', 'wind farm', 'coal'],
          acronyms: ['EU ETS', 'REDD+', 'COP30'],
        },
        supports: { zh: ['绿色'], en: ['solar'] },
      },
    ],
    negatives: { zh: ['低碳水'] },
    demotions: [
      { note: 'n', terms: ['低碳'], near: ['楼盘'], unless: ['标准'] },
      { note: 'n', terms: ['*'], near: ['striker'], unless: ['wind farm'] },
    ],
    promotions: [{ note: 'n', terms: ['solar'], unless: ['eclipse'], inTitles: true }],
  }),
)
const find = (text: string) =>
  findTerms(readText(text), table, null)
    .filter(({ term }) => term.topic)
    .map(({ term }) => term.written)
const settle = (text: string, reach = 20) => {
  const { anchors, supports, demoted } = settleTerms(findTerms(readText(text), table, null), reach)
  const written = (hits: typeof anchors) => hits.map(({ term }) => term.written)
  return { anchors: written(anchors), supports: written(supports), demoted: written(demoted) }
}

test.each([
  ['in any case, with a hyphen, a space or nothing', 'Net Zero, net-zero, NETZERO', 3],
  ['with a no-break space or hyphen', 'net\u00a0zero net\u2011zero', 2],
  ['in the plural', 'wind farms', 1],
  ['before an apostrophe', 'The wind farm’s owner', 1],
  ['not within another word', 'charcoal coalition internet zero', 0],
  ['not across the bounds of words', 'co al', 0],
  ['in brackets and quotes', '(“net zero”)', 1],
  ['in full width', 'ＮＥＴ　ＺＥＲＯ', 1],
  ['beside Chinese without a space', '煤coal与', 1],
  ['through a soft hyphen and zero-width characters', 'ne\u00adt ze\u200bro', 1],
])('English is found %s', (_, text, count) => {
  expect(find(text)).toHaveLength(count)
})

test.each([
  ['in both scripts', '綠色低碳', ['绿色', '绿色低碳', '低碳']],
  ['through quotes', '“低”碳', ['低碳']],
  [
    'beside Latin letters, with a space or without',
    '碳中和ETF 碳中和 ETF',
    ['碳中和ETF', '碳中和ETF'],
  ],
  ['not across a space', '降低 碳', []],
  ['not across a line', '降低\n碳', []],
])('Chinese is found %s', (_, text, terms) => {
  expect(find(text)).toEqual(terms)
})

test.each([
  ['EU ETS', 1],
  ['EU-ETS', 1],
  ['eu ets', 0],
  ['REDD+', 1],
  ['COP30', 1],
  ['COP3', 0],
  ['COP301', 0],
  ['ＣＯＰ３０大会', 1],
])('of acronyms, %s is found %d times', (text, count) => {
  expect(find(text)).toHaveLength(count)
})

test('a term wholly inside a negative phrase is none; one that reaches beyond is', () => {
  expect(settle('低碳水饮食')).toEqual({ anchors: [], supports: [], demoted: [] })
  expect(settle('绿色低碳水泥').anchors).toEqual(['绿色低碳'])
})

test('a term within a longer one is not counted', () => {
  expect(settle('绿色低碳与低碳')).toEqual({
    anchors: ['绿色低碳', '低碳'],
    supports: [],
    demoted: [],
  })
})

test('a context demotes the terms within its reach, unless another stands there too', () => {
  expect(settle('低碳楼盘').demoted).toEqual(['低碳'])
  expect(settle('低碳楼盘标准').anchors).toEqual(['低碳'])
  expect(settle(`低碳${'一二三四五六七八九十'.repeat(3)}楼盘`).anchors).toEqual(['低碳'])
})

test.each([
  ['every term is demoted beside a word of another world', 'Net zero goals for striker', 0],
  ['but for what takes that back', 'Net zero: striker opens wind farm', 2],
])('%s', (_, title, anchors) => {
  expect(settle(title, TITLE_REACH).anchors).toHaveLength(anchors)
})

test.each([
  ['decides in a title', 'Solar beats coal in June', TITLE_REACH, ['solar', 'coal']],
  ['only supports in a text', 'Solar beats coal in June', 40, ['coal']],
  ['and beside what tells that another thing is meant', 'Solar eclipse', TITLE_REACH, []],
])('a word that is promoted beside nothing %s', (_, title, reach, anchors) => {
  expect(settle(title, reach).anchors).toEqual(anchors)
})

test('a unit of measurement behind a number is a word, a letter within a name is none', () => {
  const units = buildTopicTable(
    topicsSchema.parse({
      topics: [{ id: 'a', tier: 'core', name: '甲', nameEn: 'A', decides: { en: ['MW', 'ppm'] } }],
    }),
  )
  const found = (text: string) =>
    findTerms(readText(text), units, null).map(({ term }) => term.written)
  expect(['340MW', '1.4MW', '430ppm', '12 MW'].map(found)).toEqual([
    ['MW'],
    ['MW'],
    ['ppm'],
    ['MW'],
  ])
  expect(['B2MW', 'BMW', 'MW3'].map(found)).toEqual([[], [], []])
})
