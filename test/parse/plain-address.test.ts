import fc from 'fast-check'
import { expect, test } from 'vitest'
import { resolvePlain } from '../../src/parse/plain-address.ts'

const bases = [
  'https://list.example/news/index.html?page=1',
  'http://list.example:8080/',
  'https://list.example/a/b/',
  'http://reader@list.example/x?y=/z/#/w',
]
const pieces = fc.constantFrom(
  ...[
    '/',
    '//',
    '.',
    '..',
    './',
    '../',
    'a',
    'B',
    '1',
    '%2e',
    '%2E',
    '%E7',
    '?',
    '=',
    '&',
    ';',
    '@',
    ':',
    'http:',
    'https://',
    'http://',
    'list.example',
    'XN--a',
    'xn--a',
    ':80',
    '-',
    '_',
    '~',
    '!',
    '$',
    '(',
    '*',
    '+',
    ',',
    "'",
    '"',
    ' ',
    '碳',
    '\\',
    '#',
    '|',
    '^',
    '{',
    '.html',
    'www.',
  ],
)

test('an address that is put together is the one that the standard makes', () => {
  fc.assert(
    fc.property(fc.array(pieces, { maxLength: 9 }), fc.constantFrom(...bases), (parts, base) => {
      const href = parts.join('')
      const found = resolvePlain(href, base)
      if (found !== null) expect(found).toBe(new URL(href, base).href)
    }),
    { numRuns: 20_000 },
  )
})

test.each([
  ['t20260301_1.html', 'https://list.example/news/t20260301_1.html'],
  ['/a/1?id=2', 'https://list.example/a/1?id=2'],
  ['http://www.list.example/a/1.html', 'http://www.list.example/a/1.html'],
  ['./a.html', null],
  ['javascript:void(0)', null],
])('%s', (href, expected) => {
  expect(resolvePlain(href, bases[0]!)).toBe(expected)
})
