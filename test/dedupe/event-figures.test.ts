import { expect, test } from 'vitest'
import { isExactFigure, readFigures } from '../../src/dedupe/event-figures.ts'
import { hearChinese, hearLatin } from '../../src/dedupe/heard-names.ts'
import { readRomanisedNames } from '../../src/dedupe/romanised-names.ts'
import { looksRomanised, romanise } from '../../src/text/pinyin.ts'

test.each([
  ['power', '1462万千瓦', '14.62 gw'],
  ['power in Chinese numerals', '一千二百三十万千瓦', '12.3 gw'],
  ['power below a thousand of a unit', '850千瓦', '0.85 mw'],
  ['energy in Chinese numerals', '两亿三千万千瓦时', '230 gwh'],
  ['energy', '四百一十二亿度', '41.2 twh'],
  ['weight in Chinese numerals', '十八万吨', '180,000 tonnes'],
  ['money behind its sign', '8500万美元', '$85m'],
  ['money in words', '120万元', '1.2 million yuan'],
  ['dollars of Hong Kong', '32亿港元', 'hk$3.2 billion'],
  ['a share', '百分之二十三', '23 per cent'],
  ['a length', '全长412公里', '412-kilometre'],
  ['people', '1.6万人', '16,000 workers'],
  ['what is counted without a unit', '2.6万台', '26,000 batteries'],
  ['an area', '43公顷', '43 hectares'],
  ['money of Thailand', '2500泰铢', '2,500 baht'],
  ['dollars of a country', '130加元', 'c$130'],
  ['a temperature', '升温1.51度', '1.51c'],
])('%s is one figure in both languages', (_, chinese, english) => {
  expect(readFigures(chinese)).toHaveLength(1)
  expect(readFigures(chinese)).toEqual(readFigures(english))
})

test.each([
  ['312家企业', '312社', '312개사', '312 companies'],
  ['10万吨', '10万トン', '10만톤', '100,000 tonnes'],
  ['63%', '63パーセント', '63퍼센트', '63 percent'],
  ['四分之一', '4分の1', '4분의 1', 'a quarter of'],
  ['4300日元', '4,300円', '4300日元', '4,300 yen'],
  ['2400韩元', '2,400ウォン', '2천400원', '2,400 won'],
  ['1.8万户', '1.8万世帯', '1만8천 가구', '18,000 households'],
])('%s, %s, %s and %s are one figure', (...spellings) => {
  const told = spellings.map(spelling => readFigures(spelling))
  for (const figures of told) expect(figures).toEqual(told[0])
  expect(told[0]).toHaveLength(1)
})

test('the fifth of a row is no share', () => {
  expect(readFigures('a fifth round of talks')).toEqual([])
})

test.each([
  ['349票对286票通过', 'voted 349 to 286'],
  ['57比49，表决推迟', '採決を延期 賛成57・反対49'],
  ['以57票对49票', 'a vote of 57-49'],
])('%s and %s are one outcome of a vote', (one, other) => {
  const outcome = (text: string) => readFigures(text).filter(figure => /^\d{4,}votes$/.test(figure))
  expect(outcome(one)).toHaveLength(1)
  expect(outcome(one)).toEqual(outcome(other))
})

test.each([
  ['a year', '2026年'],
  ['a day', '3月12日'],
  ['an issue', '第204期'],
  ['a small count', '三家企业'],
  ['a turn of speech', '千家万户'],
  ['a bare year', 'in 2035 the plan ends'],
])('%s tells nothing', (_, text) => {
  expect(readFigures(text)).toEqual([])
})

test('a figure of three digits is exact, a round one is not', () => {
  expect(['412000m', '74.2EUR', '231000000'].map(isExactFigure)).toEqual([true, true, true])
  expect(['85000000USD', '30%', '1200000CNY'].map(isExactFigure)).toEqual([false, false, false])
})

test('Chinese names are spelled as abroad', () => {
  expect(['江陵', '重庆', '厦门', '长沙'].map(romanise)).toEqual([
    'jiangling',
    'chongqing',
    'xiamen',
    'changsha',
  ])
  expect(romanise('江A')).toBeNull()
})

test.each([
  ['a court and a company', '江陵中级法院宣判，衡信检测公司受罚', ['jiangling', 'hengxin']],
  ['who begins a headline', '沂州两座高炉停炉', ['yizhou']],
  ['who speaks', '厂长邹怀远说，成本已降', ['zouhuaiyuan', 'huaiyuan']],
])('names are found: %s', (_, text, names) => {
  expect(readRomanisedNames(text)).toEqual(expect.arrayContaining(names))
})

test('words of English are seldom spelled like Chinese names', () => {
  expect(['jiangling', 'ruilang', 'minzhou', 'huasui'].every(looksRomanised)).toBe(true)
  expect(['brussels', 'regulator', 'carrick', 'storm'].some(looksRomanised)).toBe(false)
  // One syllable is no name, five are none, and each way to part the letters is tried: xi'an, guang'an, yan'an.
  expect(['', 'wei', 'feng', 'beijingshandongsheng'].some(looksRomanised)).toBe(false)
  expect(['xian', 'guangan', 'yanan', 'beijingxian'].every(looksRomanised)).toBe(true)
})

test.each([
  ['塞尔威克', 'selwick'],
  ['卡里克', 'carrick'],
  ['海尔维亚', 'helvia'],
  ['佩特隆达', 'petronda'],
  ['奥里加纳', 'oregana'],
])('%s sounds as %s', (chinese, latin) => {
  expect(hearChinese(chinese)).toEqual([hearLatin(latin)])
})

test('words of Chinese that name nothing foreign are not heard', () => {
  expect(hearChinese('全国碳市场收盘价上涨')).toEqual([])
  expect(hearLatin('ohio')).toBeNull()
})
