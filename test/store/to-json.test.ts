import { expect, test } from 'vitest'
import { toJson } from '../../src/store/stored-values.ts'

test.each([
  ['a plain text', { title: '碳市场', tokens: [1, 2, 3] }, { title: '碳市场', tokens: [1, 2, 3] }],
  ['a NUL', { text: 'a\0b' }, { text: 'ab' }],
  ['half a pair', ['x\ud83d'], ['x\ufffd']],
  ['the other half, deep inside', { a: [{ b: '\udca1y' }] }, { a: [{ b: '\ufffdy' }] }],
  ['a whole pair', ['😀'], ['😀']],
  ['the words of an escape', ['\\u0000 \\ud83d'], ['\\u0000 \\ud83d']],
  ['a time', { at: new Date(0) }, { at: '1970-01-01T00:00:00.000Z' }],
])('%s is written as Postgres takes it', (_, value, written) => {
  expect(JSON.parse(toJson(value))).toEqual(written)
})
