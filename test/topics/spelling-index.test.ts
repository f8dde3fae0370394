import { expect, test } from 'vitest'
import { eachSpelledAt, indexSpellings } from '../../src/topics/spelling-index.ts'

const index = indexSpellings(
  ['碳市场', '碳', '碳中和', '风电', '', '碳市', 'co2', '碳市场交易'].map((units, at) => ({
    units,
    at,
  })),
)

function spelledAt(text: string, start: number): string[] {
  const found: string[] = []
  const units = Uint16Array.from(text, character => character.charCodeAt(0))
  eachSpelledAt(index, units, start, ({ units }) => found.push(units))
  return found
}

test.each([
  [
    'all that begin alike, the shortest first',
    '看碳市场交易了',
    1,
    ['碳', '碳市', '碳市场', '碳市场交易'],
  ],
  ['no more than the text goes on to', '碳市场', 0, ['碳', '碳市', '碳市场']],
  ['none whose end is another', '碳中国', 0, ['碳']],
  ['those of one unit at the end of a text', '低碳', 1, ['碳']],
  ['nothing where nothing begins', '市场', 0, []],
  ['nothing in a text without units', '', 0, []],
  ['the last of them in order', '风电', 0, ['风电']],
  ['the first of them in order', 'co2', 0, ['co2']],
])('a place of a text holds %s', (_, text, start, expected) => {
  expect(spelledAt(text, start)).toEqual(expected)
})

test('what is spelled alike is told in the order given', () => {
  const alike = indexSpellings(['b', 'a', 'c'].map(name => ({ units: '碳', name })))
  const names: string[] = []
  eachSpelledAt(alike, Uint16Array.of('碳'.charCodeAt(0)), 0, ({ name }) => names.push(name))
  expect(names).toEqual(['b', 'a', 'c'])
})
