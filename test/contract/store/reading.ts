import { expect, test } from 'vitest'
import { noCounts } from '../../../src/model/politeness.ts'
import type { Store } from '../../../src/store/store.ts'
import * as news from '../invented-news.ts'

const { later, page, publishKey, reading, saveOne, tell } = news

/** The same days in a run that goes on over midnight. */
const begun = Date.now()
const dayOf = (ago: number) => new Date(begun - ago * 86_400_000).toISOString().slice(0, 10)
const report = (host: string, ago: number, more: object = {}) => ({
  ...noCounts(),
  ...{ host, day: dayOf(ago), requests: 2, gapMs: 1_000, shortestMs: 1_010, ...more },
})

/** What readers may see: feeds, searches, lists, changes, what was done to hosts. */
export function testReading(open: () => Store): void {
  const prepare = () => news.beginNews(open())

  test('a feed is filtered, ordered by first publication and read page by page', async () => {
    const { store, index } = await prepare()
    await tell(store, index, 'news.example/1')
    const wind = { ...news.relevant, topics: ['wind-power'] }
    const inOther = reading('other.example/2', news.wind, { sourceId: 'other.example' })
    await saveOne(store, inOther)
    await publishKey(store, index, 'other.example/2', { relevance: wind, now: later(5) })
    const outlet = { printed: 'Harbour Post', name: 'Harbour Post' }
    await tell(store, index, 'news.example/3', { ...news.steel, outlet }, { now: later(9) })

    const titles = async (query: object, limit = 10, before?: number) =>
      (await store.readFeed(query, limit, before)).map(({ title }) => title.slice(0, 9))
    expect(await titles({})).toEqual(['Northbank', '青石湾海上风电场全', '全国碳市场开盘价上'])
    expect(await titles({}, 2)).toEqual(['Northbank', '青石湾海上风电场全'])
    expect(await titles({}, 2, 2)).toEqual(['全国碳市场开盘价上'])
    expect(await titles({ topic: ['wind-power', 'nothing'] })).toEqual(['青石湾海上风电场全'])
    expect(await titles({ source: ['other.example'] })).toEqual(['青石湾海上风电场全'])
    expect(await titles({ outlet: ['Harbour Post'] })).toEqual(['Northbank'])
    expect(await titles({ language: ['en'] })).toEqual(['Northbank'])
    expect(await titles({ language: ['zh'] })).toHaveLength(2)
    expect(await titles({ since: later(5), until: later(9) })).toEqual(['青石湾海上风电场全'])
    expect(await titles({ tier: ['adjacent'] })).toEqual([])
    expect((await store.readStretch({}, 1, 3, 10)).map(item => item.firstSequence)).toEqual([2, 3])
    const counts = await store.countBy('topic', {})
    expect(counts).toEqual([
      { name: 'carbon-market', stories: 2, newest: later(9) },
      { name: 'wind-power', stories: 1, newest: later(5) },
    ])
    expect(await store.countByDay({}, 'Asia/Shanghai')).toEqual([{ day: '2026-03-02', stories: 3 }])
    expect(await store.countByDayAndTopic({}, 'America/New_York')).toEqual([
      { day: '2026-03-01', topic: 'carbon-market', stories: 2 },
      { day: '2026-03-01', topic: 'wind-power', stories: 1 },
    ])
    const all = await Array.fromAsync(store.exportStories({}))
    expect(all.map(item => item.firstSequence)).toEqual([1, 2, 3])
    expect((await store.listArticles({}, 9)).articles).toHaveLength(3)
  })

  test('search finds both scripts, phrases, words and their plurals', async () => {
    const { store, index } = await prepare()
    await tell(store, index, 'news.example/1')
    await tell(store, index, 'news.example/2', news.wind)
    await tell(store, index, 'news.example/3', news.steel)
    const found = async (q: string) =>
      (await store.search({ q }, 10)).hits.map(({ item }) => item.url.slice(-1)).sort()
    expect(await found('碳市场')).toEqual(['1'])
    expect(await found('碳市場')).toEqual(['1'])
    expect(await found('海上風電')).toEqual(['2'])
    expect(await found('"海缆敷设"')).toEqual(['2'])
    expect(await found('"敷设海缆"')).toEqual([])
    expect(await found('hydrogen furnaces')).toEqual(['3'])
    expect(await found('HYDROGEN -coke')).toEqual([])
    expect(await found('风')).toEqual(['2'])
    expect(await found('李明远 风电')).toEqual(['2'])
    expect(await found("' & | ! ( ) : * \\")).toEqual([])
    expect((await store.readFeed({ q: '碳市场' }, 10)).length).toBe(1)
  })

  test('search shows a title that holds the words before a body', async () => {
    const { store, index } = await prepare()
    await tell(store, index, 'news.example/1', { ...news.steel, title: 'Hydrogen at the harbour' })
    await tell(store, index, 'news.example/2', {
      title: '其他',
      text: `${news.texts.wind}\nhydrogen`,
    })
    const answer = await store.search({ q: 'hydrogen' }, 10)
    expect(answer).toMatchObject({ total: 2, atLeast: false })
    expect(answer.hits.map(({ inTitle }) => inTitle)).toEqual([true, false])
    expect((await store.search({ q: 'hydrogen' }, 1, 1)).hits).toHaveLength(1)
  })

  test('articles are listed page by page, the last read first', async () => {
    const { store, index } = await prepare()
    for (const n of [1, 2, 3]) {
      const fetched = page(`https://news.example/${n}`, '', later(n))
      await saveOne(store, reading(`news.example/${n}`, {}, { page: fetched }))
    }
    await publishKey(store, index, 'news.example/2')
    const first = await store.listArticles({}, 2)
    expect(first.articles.map(({ urlKey }) => urlKey)).toEqual(['news.example/3', 'news.example/2'])
    const second = await store.listArticles({}, 2, first.next!)
    expect(second.articles.map(({ urlKey }) => urlKey)).toEqual(['news.example/1'])
    expect(second.next).toBeNull()
    expect((await store.listArticles({ inStory: true }, 5)).articles).toHaveLength(1)
  })

  test('changes come with the story as it is now', async () => {
    const { store, index } = await prepare()
    await tell(store, index, 'news.example/1')
    const relevance = { ...news.relevant, tier: 'off' as const, topics: [] }
    expect(await store.changesWithItems(0, 10)).toMatchObject([
      { sequence: 1, kind: 'added', item: { title: '全国碳市场开盘价上涨百分之三' } },
    ])
    await publishKey(store, index, 'news.example/1', { wanted: false, relevance })
    expect(await store.changesWithItems(1, 10)).toMatchObject([{ kind: 'removed', item: null }])
    expect(await store.lastSequence()).toBe(2)
    expect((await store.changesAfter(0, 9)).map(({ kind }) => kind)).toEqual(['added', 'removed'])
    expect(await store.readFeed({}, 9)).toEqual([])
  })

  test('what was done to hosts adds up over processes, day by day', async () => {
    const store = open()
    await store.addPoliteness([])
    await store.addPoliteness([report('b.example:443', 0), report('a.example:443', 1)])
    await store.addPoliteness([
      report('b.example:443', 0, { requests: 5, unchanged: 3, gapMs: 2_000, shortestMs: null }),
    ])
    expect(await store.readPoliteness({ since: dayOf(2), limit: 10 })).toEqual([
      report('b.example:443', 0, { requests: 7, unchanged: 3, gapMs: 2_000 }),
      report('a.example:443', 1),
    ])
    const one = { since: dayOf(2), host: 'a.example:443', limit: 10 }
    expect(await store.readPoliteness(one)).toMatchObject([{ host: 'a.example:443' }])
    expect(await store.readPoliteness({ ...one, since: dayOf(0) })).toEqual([])
  })

  test('what was done to hosts is forgotten after a month', async () => {
    const store = open()
    await store.addPoliteness([report('a.example:443', 40), report('b.example:443', 3)])
    const known = await store.readPoliteness({ since: dayOf(60), limit: 10 })
    expect(known.map(({ host }) => host)).toEqual(['b.example:443'])
  })
}
