import { expect, test } from 'vitest'
import { renderQuery, renderVector } from '../../src/store/search-text.ts'

test.each([
  ['Chinese is asked for by its pairs', '碳市场', "('碳市' & '市场')"],
  ['traditional is folded', '碳市場', "('碳市' & '市场')"],
  ['one character finds the pairs it begins', '碳', "('碳':*)"],
  ['words all must be found', 'carbon Markets', "('carbon') & ('market')"],
  ['a phrase keeps its order', '"carbon market"', "('carbon' <-> 'market')"],
  ['curly quotes do too', '“碳价上涨”', "('碳价' <-> '价上' <-> '上涨')"],
  ['a minus excludes', '碳价 -电力', "('碳价') & !('电力')"],
  ['full width is half width', 'ＣＣＥＲ２０２６', "('ccer2026')"],
  ['a quote in a word is none of ours', "d'eau\\", "('d' & 'eau')"],
  ['nothing but exclusions finds nothing', '-电力', null],
  ['signs find nothing', '!@#  ()', null],
  ['nothing finds nothing', '', null],
])('%s', (_, asked, expected) => {
  expect(renderQuery(asked)).toBe(expected)
})

test('a vector gives each word its places and weights', () => {
  expect(
    renderVector([
      { text: '碳价 up', weight: 'A' },
      { text: 'ups', weight: 'D' },
    ]),
  ).toBe("'碳价':1A '价':2A 'up':3A 'ups':14D")
})

test('an endless text gives a vector that the database takes', () => {
  const text = Array.from({ length: 60_000 }, (_, n) => `w${n}`).join(' ')
  const vector = renderVector([{ text: `${text} ${'x'.repeat(5000)}`, weight: 'D' }])
  expect(vector.length).toBeLessThan(900_000)
})
