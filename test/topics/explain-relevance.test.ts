import { expect, test } from 'vitest'
import { explainRelevance } from '../../src/topics/explain-relevance.ts'
import { buildTopicTable } from '../../src/topics/topic-table.ts'
import { judge, shippedTopics } from './shipped-topics.ts'

const table = buildTopicTable(shippedTopics)
const explain = (title: string, text = '') =>
  explainRelevance({ title, text, keywords: [], language: null }, table, 'general')

test('tells which words decided, where, and what stands around them', () => {
  const told = explain('港口零碳码头投运', '码头屋顶铺设光伏组件，每年减排1.9万吨。')
  expect(told).toMatchObject({ tier: 'relevant', mode: 'general', roundup: false })
  expect(told.terms).toContainEqual({
    term: '零碳码头',
    topic: 'policy-targets',
    where: 'title',
    effect: 'decides',
    words: '港口零碳码头投运',
  })
  expect(told.terms.filter(({ where }) => where === 'lead').map(({ term }) => term)).toEqual(
    expect.arrayContaining(['光伏', '减排']),
  )
})

test('tells what would decide but for the words beside it', () => {
  expect(explain('低碳养生楼盘本周入市').terms).toMatchObject([{ term: '低碳', effect: 'demoted' }])
})

test('judges as the line does', () => {
  for (const title of ['碳市场开市', '社区运动会落幕', '新能源汽车交付量公布', '双碳早报']) {
    const { tier, score, topics } = judge(title)
    expect(explain(title)).toMatchObject({ tier, score, topics })
  }
})
