import { expect, test } from 'vitest'
import { findTerms } from '../../src/dedupe/event-terms.ts'

const shareTerm = (one: string, other: string) =>
  [...findTerms(one)].some(term => findTerms(other).has(term))

test.each<[one: string, other: string]>([
  ['法院撤销许可', 'the court voids permits'],
  ['议员推迟表决', 'lawmakers postponed the vote'],
  ['电解槽', 'two electrolysers'],
  ['加氢站起火', 'fires at two filling stations'],
  ['採決を延期', '推迟表决'],
  ['암모니아 혼소', 'アンモニアの混焼'],
  ['电池护照', 'battery passports'],
  ['渡轮', 'ferries'],
])('%s and %s share a term', (one, other) => {
  expect(shareTerm(one, other)).toBe(true)
})

test.each<[one: string, other: string]>([
  ['法院', 'a ferry'],
  ['firefly', '起火'],
  ['a fine tuned signal', '渡轮'],
])('%s and %s share none', (one, other) => {
  expect(shareTerm(one, other)).toBe(false)
})
