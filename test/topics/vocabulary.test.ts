import { expect, test } from 'vitest'
import type { TopicsConfig, Vocabulary } from '../../src/model/topics-config.ts'
import { readText } from '../../src/topics/read-text.ts'
import { shippedTopics } from './shipped-topics.ts'

const roles = ['alone', 'decides', 'supports'] as const
const spelling = (term: string) => String.fromCharCode(...readText(term).units)
const words = (vocabulary: Vocabulary) => Object.values(vocabulary).flat().map(spelling)
const termsOf = ({ topics }: TopicsConfig) =>
  new Set(topics.flatMap(topic => roles.flatMap(role => words(topic[role]))))

test('no word of a topic stands there twice, but for what only Traditional texts let decide', () => {
  for (const topic of shippedTopics.topics) {
    const everywhere = roles.flatMap(role => words({ ...topic[role], zhHant: [] }))
    const stronger = new Set<string>()
    const twice = everywhere.filter((word, at) => everywhere.indexOf(word) < at)
    for (const role of roles) {
      for (const word of topic[role].zh) stronger.add(spelling(word))
      twice.push(...topic[role].zhHant.map(spelling).filter(word => stronger.has(word)))
    }
    expect([topic.id, twice]).toEqual([topic.id, []])
  }
})

test('only sectors have words that need no company', () => {
  const wrong = shippedTopics.topics.filter(
    ({ tier, alone }) => tier !== 'sector' && words(alone).length,
  )
  expect(wrong.map(({ id }) => id)).toEqual([])
})

test('one character decides nothing', () => {
  const deciding = shippedTopics.topics.flatMap(({ alone, decides }) => [
    ...words(alone),
    ...words(decides),
  ])
  expect(deciding.filter(word => word.length < 2)).toEqual([])
})

test('every negative phrase guards a term', () => {
  const terms = [...termsOf(shippedTopics)]
  const idle = Object.values(shippedTopics.negatives)
    .flat()
    .filter(phrase => !terms.some(term => spelling(phrase).includes(term)))
  expect(idle).toEqual([])
})

test.each(['demotions', 'promotions'] as const)('every term of the %s is one of a topic', list => {
  const terms = termsOf(shippedTopics)
  const unknown = shippedTopics[list]
    .flatMap(entry => entry.terms)
    .filter(term => term !== '*' && !terms.has(spelling(term)))
  expect(unknown).toEqual([])
})

test('the subjects of the wire are all there', () => {
  expect(shippedTopics.topics.map(({ id }) => id)).toEqual([
    'policy-targets',
    'carbon-market',
    'finance',
    'corporate',
    'international',
    'impacts-adaptation',
    'nature-sinks',
    'carbon-removal',
    'power-system',
    'solar',
    'wind',
    'storage',
    'hydrogen',
    'nuclear',
    'other-renewables',
    'fossil',
    'industry',
    'transport',
    'buildings',
  ])
})
