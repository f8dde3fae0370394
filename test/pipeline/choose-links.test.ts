import { expect, test } from 'vitest'
import { sourceSchema } from '../../src/model/source.ts'
import { isTakenOver, linksToAdd } from '../../src/pipeline/choose-links.ts'
import { noTwins } from '../../src/text/url-twins.ts'

test('a list that is linked as if it were an article is not fetched as one', () => {
  const source = sourceSchema.parse({
    id: 'news.example',
    name: 'News',
    language: 'en',
    zone: 'Asia/Hong_Kong',
    entries: [{ kind: 'listing', url: 'https://news.example/gia/today.htm' }],
  })
  const link = (path: string) => ({
    ...{ url: `https://news.example${path}`, title: "Today's press releases", truncated: false },
    ...{ published: null, outlet: null, summary: null },
  })
  const now = new Date('2026-03-12T12:00:00Z')
  const added = linksToAdd(source, [link('/gia/today.htm'), link('/gia/P1.htm')], 0, now, noTwins)
  expect(added.map(({ url }) => url)).toEqual(['https://news.example/gia/P1.htm'])
})

const titled = (...titles: string[]) => titles.map(title => ({ title }))
const bets = ['澳门新葡京注册送彩金', '百家乐投注平台', 'Slot gacor maxwin', '바카라 사이트 추천']

test.each([
  ['a list of bets alone', titled(...bets), true],
  ['bets among news', titled(...bets, '海上风电并网', '碳价回落'), true],
  ['one bet among news', titled(bets[0]!, '海上风电并网', '碳价回落', '绿证交易规则'), false],
  ['too few rows to tell', titled(bets[0]!, bets[1]!), false],
  ['an empty list', [], false],
])('nothing of a list that was taken over is asked for: %s', (_, links, isTaken) => {
  expect(isTakenOver(links)).toBe(isTaken)
})
