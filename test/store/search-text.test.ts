import { expect, test } from 'vitest'
import { readQuestion, readSearched, readTokens } from '../../src/store/search-text.ts'

/** Whether a text would be found, as the database looks. */
function finds(asked: string, ...texts: string[]): boolean {
  const { tokens, phrases } = readSearched(texts)
  const has = (mark: number) => {
    const bit = mark % (phrases.length * 8)
    return ((phrases[bit >> 3]! >> (bit & 7)) & 1) === 1
  }
  const question = readQuestion(asked)
  if (!question) return false
  return question.every(
    part =>
      (part.tokens.every(token => tokens.includes(token)) && part.marks.every(has)) !==
      part.excluded,
  )
}

const text =
  '全国碳市场周一开盘，CCER 价格上涨。Carbon markets opened higher on Monday; prices rose.'

test.each([
  ['Chinese is found by its pairs', '碳市场', true],
  ['in any order', '开盘 碳市场', true],
  ['traditional is folded', '碳市場', true],
  ['characters that stand apart are no word', '碳盘', false],
  ['one character finds what holds it', '碳', true],
  ['one that is not there does not', '氢', false],
  ['words all must be found', 'carbon prices', true],
  ['and none is missing', 'carbon hydrogen', false],
  ['a plural finds its word', 'price', true],
  ['a phrase keeps its order', '"carbon markets opened"', true],
  ['and no other', '"markets carbon"', false],
  ['a Chinese phrase is found', '“全国碳市场周一”', true],
  ['its pairs alone are no phrase', '“国碳市全国”', false],
  ['a phrase of two scripts', '"CCER 价格"', true],
  ['a minus excludes', '碳市场 -上涨', false],
  ['what is not there', '碳市场 -下跌', true],
  ['an excluded phrase that is not there', 'carbon -"prices opened"', true],
  ['full width is half width', 'ＣＣＥＲ', true],
  ['nothing but exclusions finds nothing', '-氢', false],
  ['signs find nothing', '!@#  ()', false],
  ['nothing finds nothing', '', false],
])('%s', (_, asked, expected) => {
  expect(finds(asked, text)).toBe(expected)
})

test('a phrase is found however far in the text it stands, and does not reach from one text into the next', () => {
  const long = `${Array.from({ length: 9_000 }, (_, n) => `w${n}`).join(' ')} 绿色电力交易 alpha beta`
  expect(finds('"alpha beta"', long)).toBe(true)
  expect(finds('“绿色电力交易”', long)).toBe(true)
  expect(finds('"beta gamma"', 'alpha beta', 'gamma')).toBe(false)
})

test('few phrases are found that are not there', () => {
  const words = Array.from({ length: 600 }, (_, n) => `w${(n * 7) % 601}`)
  const long = words.join(' ')
  const wrong = words.filter((word, n) => finds(`"${words[(n + 300) % 600]} ${word}"`, long))
  expect(wrong.length).toBeLessThan(40)
})

test('an endless text gives what the database takes', () => {
  const endless = Array.from({ length: 60_000 }, (_, n) => `w${n}`).join(' ')
  expect(readTokens([`${endless} ${'x'.repeat(5000)}`]).length).toBeLessThanOrEqual(20_000)
})

test.each(['台電', '台电', '臺電', '臺电'])(
  'a name is found in either script and both spellings: %s',
  asked => {
    for (const told of ['台電公布電價', '台电公布电价', '臺電公布電價'])
      expect([told, finds(asked, told)]).toEqual([told, true])
    expect(finds(asked, '天台发电')).toBe(false)
  },
)
