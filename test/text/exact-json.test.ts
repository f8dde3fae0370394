import { expect, test } from 'vitest'
import { readLiteral } from '../../src/parse/lists/js-literal.ts'
import { parseExactly } from '../../src/text/exact-json.ts'

test.each([
  ['1898765432109876543', '1898765432109876543'],
  ['-1898765432109876543', '-1898765432109876543'],
  ['9007199254740991', 9007199254740991],
  ['0.1234567890123456789', 0.12345678901234568],
  ['1.5e20', 1.5e20],
  ['"1898765432109876543"', '1898765432109876543'],
  ['{"a":[20]}', { a: [20] }],
])('%s keeps what it says, in JSON and in a script', (text, value) => {
  expect(parseExactly(text)).toEqual(value)
  expect(readLiteral(`[${text}]`, 0)?.value).toEqual([value])
})

test('what is no JSON is refused as ever', () => {
  expect(() => parseExactly('{1898765432109876543')).toThrow(SyntaxError)
})
