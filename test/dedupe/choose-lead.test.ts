import { expect, test } from 'vitest'
import { chooseLead } from '../../src/dedupe/choose-lead.ts'
import type { LeadCandidate } from '../../src/model/story.ts'

const article = (id: string, rest: Partial<LeadCandidate> = {}): LeadCandidate => ({
  id,
  outlet: null,
  hostOutlet: null,
  tokens: 300,
  at: 1000,
  ...rest,
})

test.each<[string, LeadCandidate[]]>([
  [
    'the originating outlet’s own page, though it came last and is short',
    [
      article('copy', { outlet: '海湾晚报', tokens: 900 }),
      article('other', { hostOutlet: '云岭网', tokens: 900 }),
      article('lead', { hostOutlet: '海湾晚报', tokens: 200, at: 2000 }),
    ],
  ],
  [
    'a copy that names the origin, when its own page was not crawled',
    [
      article('silent', { tokens: 900, at: 500 }),
      article('lead', { outlet: '海湾晚报', tokens: 300 }),
    ],
  ],
  [
    'the origin that most copies name',
    [
      article('one', { outlet: '海湾晚报', hostOutlet: '云岭网' }),
      article('lead', { outlet: '海湾晚报', hostOutlet: '海湾晚报', at: 3000 }),
      article('odd', { outlet: '云岭网', hostOutlet: '云岭网', at: 10 }),
    ],
  ],
  ['the fullest', [article('short', { at: 1 }), article('lead', { tokens: 400 })]],
  [
    'the earliest of those that are equally full',
    [article('late', { tokens: 310 }), article('lead', { at: 500 })],
  ],
])('%s leads', (_, articles) => {
  expect(chooseLead(articles).id).toBe('lead')
  expect(chooseLead(articles.toReversed()).id).toBe('lead')
})

test('a story without articles has no lead', () => {
  expect(() => chooseLead([])).toThrow('a story without articles has no lead')
})
