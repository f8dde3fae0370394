import { expect, test } from 'vitest'
import { foldScript } from '../../src/text/fold-script.ts'
import { foldText } from '../../src/text/fold-unit.ts'

test.each([
  ['碳達峰與綠電交易', '碳达峰与绿电交易'],
  ['裡、裏、里', '里、里、里'],
  ['台湾的臺灣', '台湾的台湾'],
  ['碳市场 carbon 2026', '碳市场 carbon 2026'],
  ['', ''],
])('%s compares as %s', (text, folded) => {
  expect(foldScript(text)).toBe(folded)
})

test.each([
  ['５，６７８．９ ％', '5,678.9 %'],
  ['ＣＣＵＳ Ａｂｃ', 'ccus abc'],
  ['「綠電」！？', '「绿电」!?'],
  ['½ ℃ ㎡', '1 ° m'],
  ['等等…', '等等…'],
])('%s folds to %s', (text, folded) => {
  expect(foldText(text)).toBe(folded)
})

test('folding keeps the length, so that places in both texts agree', () => {
  const text = '碳達峰…ﬁrst ㈱ 𠮷野家 é'
  expect(foldText(text)).toHaveLength(text.length)
  expect(foldScript(text)).toHaveLength(text.length)
})
