import { expect, test } from 'vitest'
import { isChineseName, splitChineseNames } from '../../src/text/chinese-names.ts'

test.each([
  ['罗鹏', true],
  ['刘文君', true],
  ['欧阳文山', true],
  ['阿依古丽·买买提', true],
  ['記者', false],
  ['南昌日报', false],
  ['高兴', false],
  ['本报', false],
  ['张', false],
  ['Zhang', false],
  ['陈词滥调说', false],
])('%s reads like a name: %s', (word, expected) => {
  expect(isChineseName(word)).toBe(expected)
})

test.each([
  ['罗鹏、刘文君', ['罗鹏', '刘文君']],
  ['罗鹏 刘文君', ['罗鹏', '刘文君']],
  ['罗　鹏　刘文君', ['罗鹏', '刘文君']],
  ['罗鹏和刘文君', ['罗鹏', '刘文君']],
  ['罗鹏/文 刘文君/图', ['罗鹏']],
  ['罗鹏 北京报道', ['罗鹏']],
  ['罗鹏发自北京', ['罗鹏']],
  ['了解到', []],
  ['从生态环境部获悉', []],
])('%s names %j', (text, names) => {
  expect(splitChineseNames(text)).toEqual(names)
})
