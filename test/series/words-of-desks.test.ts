import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { seriesSchema } from '../../src/model/series.ts'
import { buildLexicon } from '../../src/series/lexicon.ts'
import { readPoints } from '../../src/series/read-points.ts'

const config = readFileSync(new URL('../../config/series.yaml', import.meta.url), 'utf8')
const lexicon = buildLexicon(seriesSchema.parse(parse(config)))

const read = (language: string, title: string, html: string, published = '2026-09-16') =>
  readPoints({ title, html, published, language }, lexicon)
    .map(
      ({ instrument, day, measure, value }) => `${instrument} ${day.slice(5)} ${measure} ${value}`,
    )
    .sort()

const table = (...rows: string[]) =>
  `<table>${rows.map(row => `<tr>${row.replace(/[^|]+/g, cell => `<td>${cell.trim()}</td>`).replaceAll('|', '')}</tr>`).join('')}</table>`

test.each([
  [
    'Los derechos de emisión de la UE para diciembre de 2026 cerraron el martes en 71,35 euros, con un avance del 0,84 %.',
    ['EUA-Dec26 09-15 change_pct 0.84', 'EUA-Dec26 09-15 close 71.35'],
  ],
  [
    'El contrato CCA de diciembre de 2026 cerró el martes en 31,10 dólares, un 0,5 % más.',
    ['CCA-Dec26 09-15 change_pct 0.5', 'CCA-Dec26 09-15 close 31.1'],
  ],
  ['Se ofrecerán 4,2 millones de derechos de emisión con un precio mínimo de 27,94 euros.', []],
])('Spanish: %s', (sentence, points) => {
  expect(read('es', 'Mercado de carbono', `<p>${sentence}</p>`)).toEqual(points)
})

test.each([
  [
    'Le marché britannique a clôturé mardi à 51,40 livres pour décembre 2026, en baisse de 0,6 %.',
    ['UKA-Dec26 09-15 change_pct -0.6', 'UKA-Dec26 09-15 close 51.4'],
  ],
  [
    'CO2 chinois (CEA) : clôture 81,20 yuans, stable ; 94 000 tonnes échangées, dont 60 000 en blocs.',
    [
      'CEA 09-16 change_pct 0',
      'CEA 09-16 close 81.2',
      'CEA 09-16 volume_block 60000',
      'CEA 09-16 volume_total 94000',
    ],
  ],
  ['Enchère commune de 2,9 millions de quotas de CO2.', []],
])('French: %s', (sentence, points) => {
  expect(read('fr', 'Marché du carbone', `<p>${sentence}</p>`)).toEqual(points)
})

test('the days of European tables are written before their month', () => {
  const rows = table(
    'Séance | Clôture (€) | Volume (Mt)',
    '08/09 | 71,10 | 21,4',
    '09/09 | 71,60 | 18,2',
  )
  expect(read('fr', 'Contrat EUA décembre 2026', rows)).toEqual([
    'EUA-Dec26 09-08 close 71.1',
    'EUA-Dec26 09-08 volume_total 21400000',
    'EUA-Dec26 09-09 close 71.6',
    'EUA-Dec26 09-09 volume_total 18200000',
  ])
  const closes = table('Producto | Cierre 10/09 | Var. diaria', 'EUA dic-26 | 71,35 | -0,40 %')
  expect(read('es', 'Boletín', `${closes}<p>Ayer no hubo subasta.</p>`)).toEqual([
    'EUA-Dec26 09-10 change_pct -0.4',
    'EUA-Dec26 09-10 close 71.35',
  ])
})

test('a head in m t counts in millions', () => {
  const rows = table('Date | Settle | Volume (m t)', '14 Sep | 71.10 | 21.4')
  expect(read('en', 'EUA Dec-26', rows)).toContain('EUA-Dec26 09-14 volume_total 21400000')
})

test('the notice of an auction tells what was sold, and bidders are no price', () => {
  const english = table(
    'Contract | EUA spot',
    'Auction volume offered | 3,105,000',
    'Volume allocated | 3,105,000',
    'Clearing price (EUR/t) | 71.05',
    'Number of bidders | 22',
  )
  const note =
    '<p>Settlement takes place on the next business day. The next auction is on 18 September.</p>'
  expect(read('en', 'Auction results, 16 September 2026', english + note)).toEqual([
    'EUA 09-16 volume_auction 3105000',
  ])
  const german = table(
    'Angebotene Menge (EUA) | 1.890.000',
    'Zugeteilte Menge (EUA) | 1.890.000',
    'Zuschlagspreis | 71,05 €',
  )
  expect(read('de', 'Deutsche Auktion', german)).toEqual(['EUA 09-16 volume_auction 1890000'])
})

test.each([
  [
    'Of 2,310,000 UK allowances offered, 2,104,500 were sold; the rest will be offered again.',
    ['UKA 09-16 volume_auction 2104500'],
  ],
  [
    'The auction offered 2,310,000 UKAs, of which 2,104,500 were sold at £51.10.',
    ['UKA 09-16 volume_auction 2104500'],
  ],
  ['There will be no UK allowance auctions on Friday 18 September.', []],
  [
    'The Dec-26 UKA future stood at £51.20 at the close of the bidding window and ended the day at £51.60.',
    ['UKA-Dec26 09-16 close 51.6'],
  ],
])('of UK auctions: %s', (sentence, points) => {
  expect(read('en', 'UK auction notice', `<p>${sentence}</p>`)).toEqual(points)
})

test('German: of what was offered, what was allotted was sold', () => {
  const text =
    '<p>Von 2.310.000 angebotenen Emissionsberechtigungen wurden 2.104.500 zugeteilt.</p>'
  expect(read('de', 'Auktion', text)).toEqual(['EUA 09-16 volume_auction 2104500'])
})

test('all allowances of a sale whose day stands between were sold on that day', () => {
  const sentence =
    'All 14.2 million CO2 allowances offered in the quarterly auction held on Wednesday, 9 September were sold, the states said.'
  expect(read('en', 'RGGI auction sells out', `<p>${sentence}</p>`)).toEqual([
    'RGA 09-09 volume_auction 14200000',
  ])
})

test.each([
  [
    'Dec-26 EUAs closed at €71.35. Spot EUAs closed at €70.60. Some 10.4 million tonnes went through the Dec-26 book.',
    [
      'EUA 09-16 close 70.6',
      'EUA-Dec26 09-16 close 71.35',
      'EUA-Dec26 09-16 volume_total 10400000',
    ],
  ],
  [
    'On Tuesday NZUs closed at $46.10. 96,000 tonnes went through.',
    ['NZU 09-15 close 46.1', 'NZU 09-15 volume_total 96000'],
  ],
  [
    'EUAs for December 2026 opened this morning at €71.80, having closed Tuesday at €71.35.',
    ['EUA-Dec26 09-15 close 71.35', 'EUA-Dec26 09-16 open 71.8'],
  ],
  ['Dec-26 EUAs closed at €71.35, up 3.9% from end-August.', ['EUA-Dec26 09-16 close 71.35']],
  [
    'CCERs closed at 91.20 yuan on Tuesday, with 8,400 tonnes done by listed agreement and none by block.',
    ['CCER 09-15 close 91.2', 'CCER 09-15 volume_block 0', 'CCER 09-15 volume_listed 8400'],
  ],
])('English: %s', (sentence, points) => {
  expect(read('en', 'Market note', `<p>${sentence}</p>`)).toEqual(points)
})

test('a quote beside an unchanged mark is a close', () => {
  const rows = table('RGA Dec-26 | $24.15 | +1.05%', 'WCI spot (CCA) | $30.20 | unch')
  expect(read('en', 'Prices', rows)).toEqual([
    'CCA 09-16 change_pct 0',
    'CCA 09-16 close 30.2',
    'RGA-Dec26 09-16 change_pct 1.05',
    'RGA-Dec26 09-16 close 24.15',
  ])
})

test('the biggest gain in a month is one of a day', () => {
  const text = '<p>KAU25 rose 2.8% on Tuesday to close at 11,450 won.</p>'
  expect(read('en', 'Korean allowances post biggest gain in a month', text)).toContain(
    'KAU25 09-15 change_pct 2.8',
  )
})

test('a morning auction told behind the settlement of the day before is of the day of the text', () => {
  const text =
    "<p>The Dec-26 EUA was trading at €71.90 on Wednesday. Tuesday's settlement was €71.35. The morning auction cleared at €71.60, with all 2,905,000 units sold.</p>"
  expect(read('en', 'Midday note', text)).toContain('EUA 09-16 volume_auction 2905000')
})

test.each([
  [
    'CEA全天成交31万吨，CCER只有1,900吨。',
    ['CCER 09-16 volume_total 1900', 'CEA 09-16 volume_total 310000'],
  ],
  ['欧盟碳配额期货周均结算价为70.3欧元/吨。', []],
  ['港口平仓价收于728元/吨，涨0.55%。受碳市场履约影响，电厂加大采购。', []],
  ['今日留意：欧盟拍卖210万吨配额。', []],
])('Chinese: %s', (sentence, points) => {
  expect(read('zh-CN', '碳市场快讯', `<p>${sentence}</p>`)).toEqual(points)
})

test('a change alone on its line is that of the close before it, and a value behind 对应 of the mode before it', () => {
  expect(read('zh-CN', '湖北碳市场快讯', '<p>HBEA 收盘41.20（元/吨）</p><p>▲0.73%</p>')).toEqual([
    'HBEA 09-16 change_pct 0.73',
    'HBEA 09-16 close 41.2',
  ])
  const text =
    '9月15日全国碳市场大宗协议成交量误录为36.0万吨，现更正为63.0万吨；对应成交额由2,988万元更正为5,229万元。'
  expect(read('zh-CN', '更正说明', `<p>${text}</p>`)).toEqual([
    'CEA 09-15 value_block 52290000',
    'CEA 09-15 volume_block 630000',
  ])
})

test('Korean: what a price was not is no close, and certificates of renewable energy are no allowances', () => {
  const wrong = '<p>9월 15일 KAU25 종가는 11,940원이 아니라 11,490원이므로 바로잡습니다.</p>'
  expect(read('ko', '[정정] 배출권 시세', wrong)).toEqual(['KAU25 09-15 close 11490'])
  const other = '<p>15일 현물시장에서 REC 평균가격은 7만2,100원으로 0.4% 올랐다.</p>'
  expect(read('ko', 'REC 현물가와 배출권', other)).toEqual([])
})

test('Japanese: the floor of a sale to come is no low', () => {
  const text =
    '<p>20日の合同入札に先立ち、15日、12月物（CCA-Dec26）が29.40ドルで取引を終えた。落札価格は最低価格の27.94ドル近辺との見方が多い。</p>'
  expect(read('ja', 'カリフォルニア州の排出枠', text)).toEqual(['CCA-Dec26 09-15 close 29.4'])
})

test('a page laid out in a table is read as text', () => {
  const page =
    '<table><tr><td><p>香港自願碳信用平台今日成交2,900噸，成交金額142,100港元。</p><p>收市價每噸49.00港元，無升跌。</p></td><td>相關新聞</td></tr></table>'
  expect(read('zh-HK', '碳信用平台', page)).toEqual([
    'VCC 09-16 change_pct 0',
    'VCC 09-16 close 49',
    'VCC 09-16 value_total 142100',
    'VCC 09-16 volume_total 2900',
  ])
})
