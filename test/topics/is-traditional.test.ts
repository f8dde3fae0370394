import { expect, test } from 'vitest'
import { isTraditional } from '../../src/topics/is-traditional.ts'

test.each([
  ['a tag that names the script', '山水', 'zh-Hant', true],
  ['a tag that names a region', '山水', 'zh-TW', true],
  ['a tag against the characters', '台灣淨零', 'zh-Hans', false],
  ['characters, where the tag says nothing', '台灣的淨零轉型', 'zh', true],
  ['characters, without a tag', '反核民眾上街', null, true],
  ['Simplified with one old character', '他著书立说，谈气候与发展', null, false],
  ['what both scripts share', '山高水長', null, true],
  ['nothing of either', '山高水清', null, false],
  ['English', 'wind power', null, false],
])('the script is told by %s', (_, text, language, expected) => {
  expect(isTraditional(text, language)).toBe(expected)
})
