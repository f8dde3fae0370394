import { expect, test } from 'vitest'
import { waysToWiden } from '../../src/server/pages/widen.ts'

const ways = (search: string) =>
  waysToWiden(new URLSearchParams(search)).map(({ by, search: wider }) => [
    by,
    decodeURIComponent(wider).replaceAll('+', ' '),
  ])

test.each([
  ['a filter is left out', 'q=碳市场&topic=ccus', ['topic', 'q=碳市场']],
  ['a first topic too', 'q=碳市场&lead=ccus', ['topic', 'q=碳市场']],
  ['each of several', 'q=碳市场&source=a&lang=en', ['language', 'q=碳市场&source=a']],
  ['and all of them', 'q=碳市场&source=a&lang=en', ['filters', 'q=碳市场']],
  ['both ends of a time', 'q=碳市场&since=2026-01-01&until=2026-02-01', ['time', 'q=碳市场']],
  ['what is excluded', 'q=碳市场 -价格 -"spot price"', ['excluded', 'q=碳市场']],
  ['a phrase stays one without it', 'q="碳市场" -价格', ['excluded', 'q="碳市场"']],
  ['a phrase', 'q=“carbon market” price -spot', ['phrase', 'q=carbon market price -spot']],
  ['a long run of Chinese', 'q=海上风电并网', ['apart', 'q=海上 风电 并网']],
  ['words that only touch the subject', 'q=碳市场', ['adjacent', 'q=碳市场&tier=adjacent']],
  ['one word', 'q=steel hydrogen&topic=ccus', ['word', 'q=hydrogen&topic=ccus']],
])('%s', (_, asked, way) => {
  expect(ways(asked)).toContainEqual(way)
})

test('pages and lengths stay behind, and a question without words has no wider ones of them', () => {
  expect(ways('q=碳市场&limit=5&offset=20&tier=adjacent')).toEqual([])
  expect(ways('q=！？')).toEqual(ways('q=！？'))
  expect(ways('q=-价格&topic=ccus')).toEqual([['topic', 'q=-价格']])
})
