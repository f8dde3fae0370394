import { expect, test } from 'vitest'
import type { Tier } from '../../src/model/relevance.ts'
import { followSeries } from '../../src/topics/follow-series.ts'
import { judge } from './shipped-topics.ts'

const issues = (tiers: string) =>
  [...tiers].map(letter => ({
    own: ({ r: 'relevant', a: 'adjacent', o: 'off' } as const)[letter]! as Tier,
    topics: letter === 'r' ? ['carbon-market', 'finance'] : [],
  }))
const off = judge('海岳周刊第204期丨本周要闻')
const relevant = judge('海岳周刊第201期丨碳配额分配方案征求意见')
const adjacent = { ...off, tier: 'adjacent' as const, score: 0.2 }
const byItsText = {
  ...relevant,
  evidence: [{ topic: 'wind', term: '风电', where: 'body' as const }],
}

test.each([
  ['nothing was judged before', off, '', 'off'],
  ['one issue alone tells nothing', off, 'r', 'off'],
  ['two of two issues are about it', off, 'rr', 'relevant'],
  ['half of them are', off, 'roro', 'relevant'],
  ['fewer than half are', off, 'rorooo', 'off'],
  ['it touches the subject and so do the others', adjacent, 'raa', 'relevant'],
  ['it touches the subject and no other is about it', adjacent, 'aaa', 'adjacent'],
  ['it touches the subject and half of the others say nothing of it', adjacent, 'raoo', 'adjacent'],
  ['a title that says it is never put back', relevant, 'oooooo', 'relevant'],
  ['a word in the text of a series that never speaks of it', byItsText, 'oooo', 'adjacent'],
  ['the same where too few were seen', byItsText, 'ooo', 'relevant'],
] as const)('%s', (_what, own, before, tier) => {
  const followed = followSeries(own, '海岳周刊', issues(before))
  expect(followed.tier).toBe(tier)
  expect(followed.score).toBeGreaterThanOrEqual(tier === 'relevant' ? 0.5 : 0)
  expect(followed.series?.own ?? own.tier).toBe(own.tier)
})

test('an issue that names no topic gets those of the others', () => {
  const followed = followSeries(off, '海岳周刊', issues('rr'))
  expect(followed.topics).toEqual(['carbon-market', 'finance'])
  expect(followed.series).toEqual({ template: '海岳周刊', own: 'off', issues: 2, relevant: 2 })
})
