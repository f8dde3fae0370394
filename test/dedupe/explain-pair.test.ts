import { expect, test } from 'vitest'
import { explainPair } from '../../src/dedupe/explain-pair.ts'
import { forest, invent, port } from './invented-news.ts'

test('tells by what two articles are one piece of news, and what both say', () => {
  const cut = port.text.split('\n').slice(0, 2).join('\n')
  const told = explainPair(invent(port), invent({ ...port, text: cut }))
  expect(told).toMatchObject({ rule: expect.any(String), vetoes: [] })
  expect(told.shared[0]).toMatch(/^项目负责人林如海|^码头|^青屿港/)
})

test('tells what speaks against it', () => {
  const bulletin = (day: number) => ({
    title: `碧湾碳市场行情（3月${day}日）`,
    text: '今日碧湾碳市场无成交，收盘价74.20元/吨，与前一日持平。截至今日，累计成交量8.65亿吨。',
    date: `2026-03-0${day}`,
  })
  expect(explainPair(invent(bulletin(5)), invent(bulletin(6)))).toMatchObject({
    rule: null,
    vetoes: expect.arrayContaining(['the titles name other days']),
  })
  expect(explainPair(invent(port), invent(forest))).toMatchObject({ rule: null, shared: [] })
})
