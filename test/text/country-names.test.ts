import { expect, test } from 'vitest'
import { readCountries } from '../../src/text/country-names.ts'
import { foldText } from '../../src/text/fold-unit.ts'

const namesIn = (text: string) => [...readCountries(foldText(text))]

test.each([
  [
    'CH',
    'Swiss glaciers shrink',
    '瑞士冰川变薄',
    '瑞士冰川變薄',
    'スイスの氷河が縮小',
    '스위스 빙하',
  ],
  [
    'NZ',
    'New Zealand units slip',
    '新西兰碳价',
    '紐西蘭碳價',
    'ニュージーランドの炭素価格',
    '뉴질랜드',
  ],
  ['AE', 'United Arab Emirates', '阿联酋', '阿拉伯聯合大公國', 'アラブ首長国連邦', '아랍에미리트'],
  ['KR', 'South Korea auctions permits', '韩国配额', '南韓配額', '韓国の排出枠', '한국 배출권'],
])('%s is one country in every language', (code, ...spellings) => {
  for (const spelling of spellings)
    expect([spelling, namesIn(spelling)]).toEqual([spelling, [code]])
})

test.each([
  ['a longer place', '内蒙古的风'],
  ['a sea', '印度洋升温'],
  ['a longer word', 'A malicious plan'],
  ['a word of letters that go on', 'マリンスポーツ'],
  ['a first name', 'Jordan and Georgia meet'],
])('%s is no country', (_, text) => {
  expect(namesIn(text)).toEqual([])
})

test('the longer of two names counts', () => {
  expect(namesIn('印度尼西亚限制出口')).toEqual(['ID'])
  expect(namesIn('南苏丹')).toEqual(['SS'])
})
