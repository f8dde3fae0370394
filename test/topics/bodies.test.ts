import { expect, test } from 'vitest'
import { cpuMs } from '../cpu-time.ts'
import { judge } from './shipped-topics.ts'

const plenary =
  '会议指出，一年来各地经济社会发展取得新的成绩。代表们围绕教育、医疗、养老、就业等议题展开讨论，就下一步工作提出意见。'
const dense =
  '这座钢厂去年完成碳核算，首次参与碳市场履约，并以绿电替代部分外购电。厂方称，减排来自余热利用与绿电，碳配额略有盈余。'
const english =
  'The council met on Tuesday to hear a report on school meals. Members asked how the kitchens would be heated in winter. '

test('a general source’s body counts when it dwells on the subject', () => {
  expect(judge({ title: '走进一座老厂', text: dense })).toMatchObject({
    tier: 'relevant',
    topics: expect.arrayContaining(['carbon-market']),
  })
})

test('courtesies in a long Chinese text leave it adjacent', () => {
  const text = `${plenary.repeat(6)}双方将在应对气候变化、清洁能源等领域加强合作。${plenary.repeat(6)}`
  expect(judge({ title: '两国发表联合公报', text })).toMatchObject({
    tier: 'adjacent',
    evidence: expect.arrayContaining([
      { topic: 'policy-targets', term: '应对气候变化', where: 'body' },
    ]),
  })
})

test('one sentence in a long English text leaves it adjacent', () => {
  const text = `${english.repeat(20)}One member spoke of climate change.${english.repeat(20)}`
  expect(judge({ title: 'Council hears report', text }).tier).toBe('adjacent')
})

test('an English text that opens on the subject and returns to it is relevant', () => {
  const text = `Greenhouse gas figures were the first item on Tuesday. ${english.repeat(15)}Renewable energy came last.`
  expect(judge({ title: 'Council hears report', text }).tier).toBe('relevant')
})

test('a dedicated source needs only to touch the subject', () => {
  const text = `${plenary}与会者参观了碳普惠展台。`
  expect(judge({ title: '协会举行年会', text }, 'general').tier).toBe('adjacent')
  expect(judge({ title: '协会举行年会', text }, 'dedicated').tier).toBe('relevant')
})

test('what a dedicated source posts about something else is not relevant', () => {
  expect(judge({ title: '协会秋季登山活动通知', text: plenary }, 'dedicated').tier).toBe('off')
})

test('governance of the environment with one passing mention is adjacent, wherever it was posted', () => {
  const text = `${'街道清运垃圾，整治河道，居民说院子更干净了。'.repeat(20)}全市将推进碳达峰碳中和工作。`
  const given = { title: '守护一河清水', text }
  expect([judge(given, 'general').tier, judge(given, 'dedicated').tier]).toEqual([
    'adjacent',
    'adjacent',
  ])
})

test('with relevance off everything is relevant, and its topics are still named', () => {
  expect(judge('社区运动会落幕', 'all')).toMatchObject({ tier: 'relevant', topics: [] })
  expect(judge('碳市场年报发布', 'all').topics).toEqual(['carbon-market'])
})

test('a round-up is adjacent at best', () => {
  expect(judge({ title: '国内联播快讯', text: dense }).tier).toBe('adjacent')
  expect(judge({ title: '早报：碳市场扩容；球队夺冠' }).tier).toBe('adjacent')
  expect(judge({ title: '国内联播快讯', text: plenary }).tier).toBe('off')
})

test('what a reader is told before the article begins is not its lead', () => {
  const text = `Please refresh the page to see the pictures\n\nGreenhouse gas figures were the first item.\n${english.repeat(15)}`
  expect(judge({ title: 'Council hears report', text }).evidence[0]).toMatchObject({
    term: 'greenhouse gas',
    where: 'lead',
  })
})

test('a headline that carries its lead with it is judged as both', () => {
  const title = `Old bones tell of a giant deer’s last stand in the hills above the lake, researchers of two universities write in a journal this week. The animals lived through climate change`
  expect(judge(title).evidence).toEqual([
    { topic: 'policy-targets', term: 'climate change', where: 'lead' },
  ])
})

test('keywords speak for an article that speaks of their topic too', () => {
  const keywords = ['碳市场', '钢铁']
  const silent = judge({ title: '走进一座老厂', text: plenary, keywords })
  expect(silent, 'many sites print one set of keywords on every page').toMatchObject({
    tier: 'off',
    evidence: [],
  })

  const speaking = judge({
    title: '走进一座老厂',
    text: `${plenary}厂里刚参加了碳交易培训。`,
    keywords,
  })
  expect(speaking.evidence).toContainEqual({
    topic: 'carbon-market',
    term: '碳市场',
    where: 'keywords',
  })
})

test('the score grows with the evidence, and each tier has its span', () => {
  const passing = judge({ title: '走进一座老厂', text: `${plenary.repeat(8)}这里已实现碳中和。` })
  const titled = judge('碳市场年报发布')
  const full = judge({ title: '碳市场年报发布：碳价稳中有升', text: dense })
  const off = judge('社区运动会落幕')
  const scores = [off, passing, titled, full].map(({ score }) => score)
  expect(scores).toEqual([...scores].sort((a, b) => a - b))
  expect([off.score, passing.score < 0.5, titled.score >= 0.5, full.score <= 1]).toEqual([
    0,
    true,
    true,
    true,
  ])
})

test('the strongest topic stands first', () => {
  const found = judge({
    title: '绿色债券为海上风电募资',
    text: '这笔绿色债券由银行承销。绿色债券收益投向海上风电。',
  })
  expect(found.topics.slice(0, 2)).toEqual(['finance', 'wind'])
})

test('long and hostile texts take time in proportion to their length', () => {
  for (const unit of ['碳水', '碳中和', 'climate change ', '核电福岛', '电动车试驾', 'net-zero-']) {
    const took = cpuMs(() => judge({ title: unit.repeat(2000), text: unit.repeat(500_000) }))
    expect(took, unit).toBeLessThan(12_000)
  }
})
