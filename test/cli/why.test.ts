import { expect, test } from 'vitest'
import { renderWhy } from '../../src/cli/why.ts'
import { explainPair } from '../../src/dedupe/explain-pair.ts'
import { invent, port } from '../dedupe/invented-news.ts'

test('why an article is in the feed is told with its words, its neighbours and what both say', () => {
  const told = renderWhy({
    articleId: 'a',
    title: port.title,
    url: 'https://news.example/a',
    storyId: null,
    verdict: 'in the feeds: it is about the subject',
    relevance: {
      tier: 'relevant',
      score: 0.8,
      topics: ['policy-targets'],
      mode: 'general',
      roundup: false,
      terms: [
        {
          term: '零碳',
          topic: 'policy-targets',
          where: 'title',
          effect: 'decides',
          words: port.title,
        },
      ],
    },
    near: [
      {
        articleId: 'b',
        title: '另一题',
        url: 'https://other.example/b',
        storyId: null,
        sameStory: false,
        ...explainPair(invent(port), invent({ ...port, date: '2026-07-18' })),
      },
    ],
  })
  expect(told).toContain('decides  title  policy-targets  零碳')
  expect(told).toContain('in another story: 另一题')
  expect(told).toContain('against it: more than two weeks apart')
})
