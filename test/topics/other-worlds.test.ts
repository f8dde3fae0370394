import { expect, test } from 'vitest'
import { judge } from './shipped-topics.ts'

const tierOf = (title: string) => judge(title).tier

test.each([
  ['a sport', 'Net-zero goal average sends Harrow down'],
  ['a sport', 'Cap and trade rumours: three-pointer kings eye point guard'],
  ['a sport', '净零封之夜：主帅赞后防“零碳”般干净'],
  ['a band', '乐队「温室效应」再加一场演唱会'],
  ['a game', '手游《零碳岛》公测 服务器挤爆'],
  ['an office', 'Toxic work climate costs charity its director'],
  ['another bearer of an acronym', 'IPCC investigates officers after custody death'],
  ['another bearer of an acronym', 'NDC primaries: candidate accuses delegates'],
  ['the sky', 'Zero-emission nebula puzzles stargazers'],
])('a title that tells of %s says nothing of the subject: %s', (_, title) => {
  expect(tierOf(title)).toBe('off')
})

test.each([
  ['Football league adopts net zero emissions target', 'relevant'],
  ['IPCC report warns of faster warming', 'relevant'],
  ['Ghana submits new NDC with methane target', 'relevant'],
  ['Climate cost of a warmer ocean put at billions', 'relevant'],
  ['《碳排放权交易管理暂行条例》公布', 'relevant'],
  ['海上风电竞配规则公布', 'relevant'],
  ['India launches emission intensity trading', 'relevant'],
])('a word of another world beside the subject leaves it: %s', (title, tier) => {
  expect(tierOf(title)).toBe(tier)
})

test('what another world says is no evidence', () => {
  expect(judge('Rovers end net-zero run in cup tie').evidence).toEqual([])
})
