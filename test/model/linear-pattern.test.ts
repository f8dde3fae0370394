import { expect, test } from 'vitest'
import { compilePattern, refusePattern } from '../../src/model/linear-pattern.ts'

test.each([
  ['an address', '^/news/\\d{4}/\\d+\\.s?html?$', '/news/2026/17.shtml', true],
  ['anywhere in the path', '/t20\\d{6}_', '/a/t20261120_3.html', true],
  ['Chinese signs', '[一-龥]{2,8}公司', '/青澜公司', true],
  ['signs by number', '\\u4e00', '一', true],
  ['the ideographic space is space', '^\\s+全国', '　全国', true],
  ['and in a class', '^[\\s-]+全国', '　-全国', true],
  ['and no other sign', '^\\S全国', '　全国', false],
  ['what stands before', '(?<!/old)/news/', '/old/news/', false],
  ['a slash that is escaped', '^\\/a\\/', '/a/b', true],
])('%s', (_, pattern, text, expected) => {
  expect(compilePattern(pattern).test(text)).toBe(expected)
})

test.each([
  ['(?=x)', 'look-ahead'],
  ['a(?!b)', 'look-ahead'],
  ['(a)\\1', 'back-reference'],
  ['(?<n>a)\\k<n>', 'back-reference'],
  ['(?>a)', 'atomic'],
  ['a++', 'possessive'],
  ['a{1,2000}', '1000 repeats'],
  ['\\p{Script=Han}', 'short names'],
  ['(?<年>\\d{4})', 'ASCII'],
  ['[a-z&&[^b]]', 'sets of sets'],
  ['[\\w--\\d]', 'sets of sets'],
  ['(a', 'not closed'],
])('%s is refused with the reason', (pattern, reason) => {
  expect(refusePattern(pattern)).toContain(reason)
})

test('named groups are given, and those that did not match are left out', () => {
  const pattern = compilePattern('^/(?<id>\\d+)(?<page>_\\d+)?$')
  expect(pattern.groups('/12_3')).toEqual({ id: '12', page: '_3' })
  expect(pattern.groups('/12')).toEqual({ id: '12' })
  expect(pattern.groups('/x')).toBeNull()
})

test('repeats within repeats take time in proportion to the text', () => {
  const pattern = compilePattern('^(/[a-z]+)*(\\w+)*(-?\\w*)*$')
  const started = process.cpuUsage()
  expect(pattern.test(`/${'a'.repeat(5000)}!`)).toBe(false)
  const { user } = process.cpuUsage(started)
  expect(user / 1000).toBeLessThan(9000)
})
