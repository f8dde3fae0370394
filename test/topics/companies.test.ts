import { expect, test } from 'vitest'
import { topicsSchema } from '../../src/model/topics-config.ts'
import { matchTopics } from '../../src/topics/match-topics.ts'
import { buildTopicTable } from '../../src/topics/topic-table.ts'
import { shippedTopics } from './shipped-topics.ts'

const table = buildTopicTable(
  topicsSchema.parse({
    topics: [
      {
        id: 'market',
        tier: 'core',
        name: '市场',
        nameEn: 'Market',
        decides: { zh: ['碳配额'], zhHant: ['額度'] },
      },
      { id: 'wind', tier: 'energy', name: '风', nameEn: 'Wind', supports: { en: ['turbine'] } },
      { id: 'roads', tier: 'sector', name: '路', nameEn: 'Roads', decides: { en: ['charger'] } },
    ],
    demotions: [{ note: 'n', terms: ['*'], near: ['sitcom'] }],
    groups: { makers: ['steelmaker', '钢厂'] },
    companies: [
      {
        note: 'n',
        topic: 'market',
        terms: ['permits', '额度'],
        near: ['@makers', 'utility'],
        with: ['surrender', 'auction', '发放'],
        unless: ['parking'],
      },
      { note: 'n', topic: 'market', terms: ['turbine'], near: ['steelmaker'] },
      { note: 'n', topic: 'roads', terms: ['charger'], near: ['lorry'] },
    ],
  }),
)
const tierOf = (title: string, text = '') =>
  matchTopics({ title, text, keywords: [], language: null }, table, 'general').tier

test.each([
  ['with both its companies', 'Steelmakers surrender permits', 'relevant'],
  ['with a company that no group names', 'Utility must surrender permits', 'relevant'],
  ['in Chinese', '钢厂额度今起发放', 'relevant'],
  ['with one company of two: nothing', 'Steelmaker prints permits', 'off'],
  ['alone: nothing', 'Permits to be surrendered', 'off'],
  ['beside what is of another world: nothing', 'Steelmakers surrender parking permits', 'off'],
  ['beside the world of shows', 'Sitcom: steelmakers surrender permits', 'adjacent'],
])('an everyday word counts %s', (_, title, tier) => {
  expect(tierOf(title)).toBe(tier)
})

test('a word of a sector that decides beside another does so in the company it is given', () => {
  expect(['Charger opens', 'Charger for lorry opens'].map(title => tierOf(title))).toEqual([
    'adjacent',
    'relevant',
  ])
})

test('in a text such words stand together by chance', () => {
  expect(tierOf('The week', 'Steelmakers surrender permits. '.repeat(5))).toBe('off')
})

test('a word is of the topic of the company it keeps', () => {
  const found = matchTopics(
    { title: 'Steelmaker builds turbine', text: '', keywords: [], language: 'en' },
    table,
    'general',
  )
  expect(found.topics).toEqual(['market'])
})

test('what Traditional texts alone let decide counts elsewhere in company', () => {
  expect([tierOf('額度'), tierOf('额度'), tierOf('钢厂发放额度')]).toEqual([
    'relevant',
    'off',
    'relevant',
  ])
})

test('every company is of a topic, and every group that one names is there', () => {
  const { companies, groups, topics } = shippedTopics
  const ids = topics.map(({ id }) => id)
  expect(companies.map(({ topic }) => topic).filter(id => !ids.includes(id))).toEqual([])
  const named = companies.flatMap(({ terms, near, with: beside, unless }) =>
    [...terms, ...near, ...beside, ...unless].filter(word => word.startsWith('@')),
  )
  const used = new Set(named.map(name => name.slice(1)))
  expect([...used].sort()).toEqual(Object.keys(groups).sort())
})
