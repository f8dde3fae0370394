import { expect, test } from 'vitest'
import { parseArticle } from '../../../src/parse/parse-article.ts'
import { buildOutletTable } from '../../../src/text/outlet-table.ts'

test('cells of a table keep their place: empty ones stay, spans are kept', () => {
  const reading = parseArticle(
    `<h1>两地碳市场行情</h1><p>下表是两地碳市场当天的行情，供读者参考，单位见表头，空格表示没有成交。</p>
    <table><tr><th colspan="2" class="x">地区</th><th>收盘</th></tr>
    <tr><td rowspan="2">北地</td><td></td><td>41</td></tr><tr><td>线上</td><td>40</td></tr></table>`,
    {
      url: 'https://a.example/1',
      now: new Date('2026-04-22T10:00:00Z'),
      zone: 'Asia/Shanghai',
      language: null,
      outlets: buildOutletTable([]),
    },
  )
  expect(reading.kind === 'article' && reading.article.html).toContain(
    '<table><tr><th colspan="2">地区</th><th>收盘</th></tr>' +
      '<tr><td rowspan="2">北地</td><td></td><td>41</td></tr><tr><td>线上</td><td>40</td></tr></table>',
  )
})

test.each([
  'Prices at close, Tuesday 5 May',
  '3月17日，北地碳市场收盘价41元/吨，涨0.5%',
  'Trading day: 4 May 2026, euros per tonne',
  '取引日：2026年5月4日（月）',
])('a line with a date that tells of figures is no line under the title: %s', lead => {
  const reading = parseArticle(
    `<html><body><article><h1>Two markets, a snapshot</h1><p>5 May 2026</p><p>${lead}</p>
    <table><tr><th>Market</th><th>Price</th></tr><tr><td>North</td><td>41</td></tr><tr><td>South</td><td>40</td></tr></table></article></body></html>`,
    {
      url: 'https://a.example/2',
      now: new Date('2026-05-06T10:00:00Z'),
      zone: 'Etc/UTC',
      language: null,
      outlets: buildOutletTable([]),
    },
  )
  const html = reading.kind === 'article' ? reading.article.html : ''
  expect(html).toContain(lead)
  expect(html).not.toContain('5 May 2026')
})

test('a page of nothing but a table of figures is read with its rows, not as the caption alone', () => {
  const row = (day: string) => `<tr><td>${day}</td><td>41.10</td><td>40.20</td><td>1,200</td></tr>`
  const reading = parseArticle(
    `<html><body><div class="crumb"><a href="/">交易所</a></div><div class="detail"><h2 class="tit">北地碳市场一周挂牌交易情况</h2>
    <div class="sub"><span>2026年3月17日</span></div><div class="txt"><table><caption>挂牌交易（价格：元/吨；数量：吨）</caption>
    <tr><th>日期</th><th>前收盘价</th><th>收盘价</th><th>数量</th></tr>${['3-16', '3-13', '3-12', '3-11'].map(row).join('')}</table></div></div>
    <div class="right"><h3>往期回顾</h3><ul><li><a href="/1">北地碳市场成交八万吨</a></li></ul></div></body></html>`,
    {
      ...{ url: 'https://news.example/a/1', zone: 'Asia/Shanghai', language: null },
      ...{ now: new Date('2026-03-18T00:00:00Z'), outlets: buildOutletTable([]) },
    },
  )
  expect(reading.kind === 'article' && reading.article.html).toContain(
    '<td>3-11</td><td>41.10</td>',
  )
})

test('a day that names a row of a table is no line under the title', () => {
  const reading = parseArticle(
    `<html><body><div class="head"><a href="/">Exchange</a></div><div class="detail"><h2>Two days of settlements</h2><p class="date">12 August 2025</p>
    <table><caption>Euro per tonne</caption><tr><th>Day</th><th>Close</th></tr><tr><td>2025-08-11</td><td>81.25</td></tr><tr><td>2025-08-12</td><td>82.13</td></tr></table>
    <p>These prices are determined by the rules of the exchange and may be revised until the evening.</p></div></body></html>`,
    {
      url: 'https://a.example/4',
      now: new Date('2025-08-12T19:12:00Z'),
      zone: 'Etc/UTC',
      language: null,
      outlets: buildOutletTable([]),
    },
  )
  const html = reading.kind === 'article' ? reading.article.html : ''
  expect(html).toContain('<td>2025-08-11</td><td>81.25</td>')
  expect(html).toContain('<td>2025-08-12</td><td>82.13</td>')
})
