import { expect, test } from 'vitest'
import { StoryIndex } from '../../../src/dedupe/story-index.ts'
import type { Article } from '../../../src/model/article.ts'
import type { Store } from '../../../src/store/store.ts'
import * as news from '../invented-news.ts'

const { later, page, publishKey, reading, saveOne, start, tell } = news

/** What publishing asks of the store: what waits for it, the place of an article among the stories, the changes that it makes. */
export function testPublishing(open: () => Store): void {
  const prepare = () => news.beginNews(open())

  test('an article that resembles none starts a story', async () => {
    const { store, index } = await prepare()
    const publication = await tell(store, index, 'news.example/1')
    expect(publication).toMatchObject({ sequence: 1, place: { kind: 'starts' }, merged: [] })
    const [item] = await store.readFeed({}, 10)
    expect(item).toMatchObject({
      id: publication.storyId,
      sequence: 1,
      firstSequence: 1,
      title: '全国碳市场开盘价上涨百分之三',
      url: 'https://news.example/1',
      published: { precision: 'minute', at: start },
      firstSeen: start,
      modified: start,
      source: { id: 'news.example', name: '报社 news.example', url: 'https://news.example/' },
      topics: ['carbon-market'],
      alsoReportedBy: [],
      siblings: [],
      gone: false,
    })
    expect(item?.id).toMatch(/^urn:uuid:[0-9a-f-]{36}$/)
    expect((await store.findArticleByKey('news.example/1'))?.storyId).toBe(item?.id)
  })

  test('publishing twice changes nothing', async () => {
    const { store, index } = await prepare()
    const first = await tell(store, index, 'news.example/1')
    const again = await publishKey(store, index, 'news.example/1', { now: later(9) })
    expect(again).toMatchObject({ sequence: null, storyId: first.storyId })
    expect(await news.kindsOf(store)).toEqual(['1 added'])
    expect(await store.unpublished(10)).toEqual([])
  })

  test('what was read and not published is open, oldest first', async () => {
    const { store, index } = await prepare()
    const second = await saveOne(
      store,
      reading('news.example/2', news.wind, { page: page('https://news.example/2', '', later(1)) }),
    )
    const first = await saveOne(store, reading('news.example/1'))
    expect(await store.unpublished(10)).toEqual([
      { articleId: first.articleId, revision: 1 },
      { articleId: second.articleId, revision: 1 },
    ])
    await publishKey(store, index, 'news.example/1')
    expect(await store.unpublished(10)).toHaveLength(1)
  })

  test('a copy joins the story, and the item names who else reports it', async () => {
    const { store, index } = await prepare()
    const first = await tell(store, index, 'news.example/1')
    const published = { zone: 'Asia/Shanghai', evidence: 'meta', precision: 'minute' } as const
    const copied = { published: { ...published, at: later(20) } }
    const copy = await tell(store, index, 'other.example/7', copied, { hostOutlet: '另报' })
    expect(copy).toMatchObject({
      sequence: 2,
      storyId: first.storyId,
      place: { kind: 'copies', rule: 'copy' },
    })
    const items = await store.readFeed({}, 10)
    expect(items).toHaveLength(1)
    expect(items[0]).toMatchObject({
      sequence: 2,
      firstSequence: 1,
      alsoReportedBy: [{ name: '另报', url: 'https://other.example/7' }],
    })
    const view = await store.findStory(first.storyId!)
    expect(view?.members.map(({ rule }) => rule)).toEqual([null, 'copy'])
    expect(view?.members[1]?.figures?.containment).toBe(1)
  })

  test('the page of the outlet that copies name leads, and the id stays', async () => {
    const { store, index } = await prepare()
    const outlet = { printed: '滨江日报', name: '滨江日报' }
    const first = await tell(store, index, 'news.example/1', { outlet })
    const original = { zone: 'Asia/Shanghai', evidence: 'meta', precision: 'minute' } as const
    await tell(
      store,
      index,
      'other.example/7',
      { outlet, published: { ...original, at: later(-30) } },
      { hostOutlet: '滨江日报' },
    )
    const [item] = await store.readFeed({}, 10)
    expect(item).toMatchObject({
      id: first.storyId,
      url: 'https://other.example/7',
      published: { at: later(-30) },
      outlet: { name: '滨江日报', url: 'https://other.example/' },
    })
  })

  test('the page of a source that no table knows leads over a copy that names the source', async () => {
    const { store, index } = await prepare()
    await tell(store, index, 'news.example/1')
    const outlet = { printed: '报社 news.example', name: '报社 news.example' }
    const from = { sourceId: 'other.example' }
    await saveOne(store, reading('other.example/7', { outlet }, from))
    await publishKey(store, index, 'other.example/7')
    const [item] = await store.readFeed({}, 10)
    expect(item).toMatchObject({
      url: 'https://news.example/1',
      alsoReportedBy: [{ name: '报社 other.example', url: 'https://other.example/7' }],
    })
  })

  test('a story counts for the source that leads it, in whatever order articles came', async () => {
    const { store, index } = await prepare()
    const outlet = { printed: '滨江日报', name: '滨江日报' }
    const counts = async () => {
      const sums = await store.summarizeSources()
      return Object.fromEntries(sums.map(sum => [sum.id, [sum.articles, sum.stories, sum.copies]]))
    }
    await tell(store, index, 'news.example/1', { outlet })
    expect(await counts()).toEqual({ 'news.example': [1, 1, 0], 'other.example': [0, 0, 0] })
    const from = { sourceId: 'other.example' }
    await saveOne(store, reading('other.example/7', { outlet }, from))
    await publishKey(store, index, 'other.example/7', { hostOutlet: '滨江日报' })
    expect(await counts()).toEqual({ 'news.example': [1, 0, 1], 'other.example': [1, 1, 0] })
  })

  test('another process publishes into the same stories', async () => {
    const { store, index } = await prepare()
    const first = await tell(store, index, 'news.example/1')
    const copy = await tell(store, new StoryIndex(), 'other.example/7')
    expect(copy.storyId).toBe(first.storyId)
    const loaded = new StoryIndex()
    await store.loadIndex(loaded)
    expect(loaded.size).toBe(2)
  })

  test('off-topic articles are judged and kept out of the feed', async () => {
    const { store, index } = await prepare()
    const relevance = { ...news.relevant, tier: 'off' as const, topics: [] }
    const off = await tell(store, index, 'news.example/1', {}, { wanted: false, relevance })
    expect(off).toEqual({ sequence: null, storyId: null, place: null, merged: [] })
    expect((await store.findArticleByKey('news.example/1'))?.relevance).toEqual(relevance)
    expect(await store.readFeed({}, 10)).toEqual([])
    expect(await store.unpublished(10)).toEqual([])
  })

  test('an article that turns out off-topic leaves its story, which goes with its last one', async () => {
    const { store, index } = await prepare()
    await tell(store, index, 'news.example/1')
    await tell(store, index, 'other.example/7')
    const relevance = { ...news.relevant, tier: 'off' as const, topics: [] }
    await publishKey(store, index, 'other.example/7', { wanted: false, relevance })
    expect((await store.readFeed({}, 10))[0]?.alsoReportedBy).toEqual([])
    await publishKey(store, index, 'news.example/1', { wanted: false, relevance })
    expect(await store.readFeed({}, 10)).toEqual([])
    expect(await news.kindsOf(store)).toEqual(['1 added', '2 updated', '3 updated', '4 removed'])
    const again = await publishKey(store, index, 'news.example/1')
    expect(await news.kindsOf(store)).toHaveLength(5)
    expect((await store.readFeed({}, 10))[0]?.id).toBe(again.storyId)
  })

  test('a revised text changes the item and not its id, place or first date', async () => {
    const { store, index } = await prepare()
    const first = await tell(store, index, 'news.example/1')
    const text = `${news.texts.market}\n更正：成交量应为四十三万吨。`
    const fetched = page('https://news.example/1', '', later(60))
    await saveOne(store, reading('news.example/1', { text }, { page: fetched }))
    expect(await store.unpublished(10)).toHaveLength(1)
    await publishKey(store, index, 'news.example/1', { now: later(61) })
    const [item] = await store.readFeed({}, 10)
    expect(item).toMatchObject({
      id: first.storyId,
      sequence: 2,
      firstSequence: 1,
      firstSeen: start,
      modified: later(61),
      text,
    })
  })

  test('readers keep an item whose page was taken down, and services are told', async () => {
    const { store, index } = await prepare()
    await tell(store, index, 'news.example/1')
    const gone = { kind: 'gone', reason: 'http-410' } as const
    await store.markGone('news.example/1', gone, later(60))
    await publishKey(store, index, 'news.example/1')
    expect(await news.kindsOf(store)).toEqual(['1 added', '2 removed'])
    expect((await store.readFeed({}, 10))[0]).toMatchObject({ gone: true, sequence: 2 })
  })

  test('a copy leads when the page of the lead was taken down', async () => {
    const { store, index } = await prepare()
    await tell(store, index, 'news.example/1')
    await tell(store, index, 'other.example/7')
    await store.markGone('news.example/1', { kind: 'gone', reason: 'http-404' }, later(60))
    await publishKey(store, index, 'news.example/1')
    expect((await store.readFeed({}, 10))[0]).toMatchObject({
      gone: false,
      url: 'https://other.example/7',
    })
  })

  test('a page taken down before anybody saw it is no news', async () => {
    const { store, index } = await prepare()
    await saveOne(store, reading('news.example/1'))
    await store.markGone('news.example/1', { kind: 'gone', reason: 'http-404' }, later(60))
    expect((await publishKey(store, index, 'news.example/1')).storyId).toBeNull()
    expect(await store.unpublished(10)).toEqual([])
  })

  test('a text that a site shows under many titles is a fault for the operator and no story', async () => {
    const { store, index } = await prepare()
    const menu = '首页 频道 登录 注册 关于本站\n版权所有 违者必究 联系电话 投稿邮箱\n'.repeat(6)
    const now = new Date()
    for (const [n, title] of ['电力改革座谈', '湿地保护进展', '氢能公交上线'].entries()) {
      const fetched = page(`https://news.example/${n}`, '', now)
      const request = reading(`news.example/${n}`, { title, text: menu }, { page: fetched })
      await saveOne(store, request)
      await publishKey(store, index, `news.example/${n}`)
    }
    expect(await store.readFeed({}, 10)).toEqual([])
    expect((await store.findSource('news.example'))?.alarms).toMatchObject([
      { kind: 'boilerplate', message: expect.stringContaining('3 of its pages') },
    ])
  })

  test('two stories become one through an article that is plainly a copy of both', async () => {
    const { store, index } = await prepare()
    const lines = [news.texts.market, news.texts.wind].join('\n').split('\n')
    const part = (from: number, to: number) => lines.slice(from, to).join('\n')
    const first = await tell(store, index, 'news.example/1', { text: part(0, 5) })
    const second = await tell(store, index, 'news.example/2', { ...news.wind, text: part(3, 8) })
    expect(second.storyId).not.toBe(first.storyId)

    const whole = { title: '碳市场与海上风电一周要闻', text: part(0, 8) }
    const third = await tell(store, index, 'other.example/3', whole, { now: later(7) })
    expect(third).toMatchObject({ storyId: first.storyId, merged: [second.storyId] })
    expect(await store.changesAfter(2, 10)).toMatchObject([
      { sequence: 3, kind: 'merged', storyId: second.storyId, into: first.storyId },
      { sequence: 4, kind: 'updated', storyId: first.storyId },
    ])
    const items = await store.readFeed({}, 10)
    expect(items.map(({ id }) => id)).toEqual([first.storyId])
    expect(items[0]?.alsoReportedBy).toHaveLength(2)
    const view = await store.findStory(second.storyId!)
    expect(view?.item.id).toBe(first.storyId)
    const places = view!.members.map(({ place }) => place.kind)
    expect(places).toEqual(['starts', 'copies', 'copies'])
  })

  test('a story bears the date of its earliest article, in whatever order they were read', async () => {
    const { store, index } = await prepare()
    const on = (day: string): Article['published'] => ({
      zone: 'Asia/Shanghai',
      evidence: 'visible',
      precision: 'day',
      day,
    })
    const first = await tell(store, index, 'news.example/1', { published: on('2026-03-02') })
    await tell(store, index, 'other.example/2', { published: on('2026-02-28') }, { now: later(5) })
    await tell(store, index, 'other.example/3', { published: on('2026-03-01') }, { now: later(6) })
    const [item] = await store.readFeed({}, 10)
    expect(item).toMatchObject({ id: first.storyId, published: { day: '2026-02-28' } })
  })

  test('a dry run tells what would change and changes nothing', async () => {
    const { store, index } = await prepare()
    const first = await tell(store, index, 'news.example/1')
    await saveOne(store, reading('other.example/2'))
    const would = await publishKey(store, index, 'other.example/2', { dryRun: true })
    expect(would).toMatchObject({ storyId: first.storyId, place: { kind: 'copies' } })
    expect(await news.kindsOf(store)).toEqual(['1 added'])
    expect(await store.unpublished(10)).toHaveLength(1)
  })
}
