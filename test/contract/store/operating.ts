import { expect, test } from 'vitest'
import type { Store } from '../../../src/store/store.ts'
import * as news from '../invented-news.ts'

const { later, publishKey, reading, saveOne, start, tell } = news

/** What an operator does by hand: stories that are divided or kept apart, and keys. What is taken out, kept and backed up has files of its own. */
export function testOperating(open: () => Store): void {
  const prepare = () => news.beginNews(open())
  const findTwo = (store: Store) =>
    Promise.all(['news.example/1', 'other.example/2'].map(key => store.findArticleByKey(key)))

  test('two articles that are kept apart share no story, nor do later copies join theirs', async () => {
    const { store, index } = await prepare()
    const first = await tell(store, index, 'news.example/1')
    await saveOne(store, reading('other.example/2'))
    const [one, other] = await findTwo(store)
    await store.keepApart(one!.id, other!.id, start)
    const second = await publishKey(store, index, 'other.example/2')
    expect(second.storyId).not.toBe(first.storyId)
    expect((await tell(store, index, 'other.example/3')).merged).toEqual([])
    expect(await store.readFeed({}, 10)).toHaveLength(2)
  })

  test('an operator divides a story, and it stays divided', async () => {
    const { store, index } = await prepare()
    const first = await tell(store, index, 'news.example/1')
    await tell(store, index, 'other.example/2')
    const [one, other] = await findTwo(store)
    const split = await store.splitStory(one!.id, other!.id, later(5))
    expect(split).toMatchObject({ storyId: first.storyId, moved: [other!.id] })
    expect(await news.kindsOf(store)).toEqual([
      '1 added',
      '2 updated',
      '3 split',
      '4 updated',
      '5 added',
    ])
    await publishKey(store, index, 'other.example/2', { placeAgain: true })
    const items = await store.readFeed({}, 10)
    expect(items.map(({ id }) => id)).toEqual([split!.newStoryId, first.storyId])
    expect(await store.splitStory(one!.id, other!.id, later(6))).toBeNull()
  })

  test('the part with the article that started a story keeps its id, whichever is named first', async () => {
    const { store, index } = await prepare()
    const first = await tell(store, index, 'news.example/1')
    await tell(store, index, 'other.example/2')
    const [one, other] = await findTwo(store)
    const split = await store.splitStory(other!.id, one!.id, later(5))
    expect(split).toMatchObject({ storyId: first.storyId, moved: [other!.id] })
  })

  test('a name of a story that was merged follows the article that began it when the story is divided', async () => {
    const { store, index } = await prepare()
    const lines = [news.texts.market, news.texts.wind].join('\n').split('\n')
    const part = (from: number, to: number) => lines.slice(from, to).join('\n')
    const keys = ['news.example/1', 'news.example/2', 'other.example/3'] as const
    const first = await tell(store, index, keys[0], { text: part(0, 5) })
    const second = await tell(store, index, keys[1], { ...news.wind, text: part(3, 8) })
    const whole = { title: '碳市场与海上风电一周要闻', text: part(0, 8) }
    await tell(store, index, keys[2], whole, { now: later(7) })
    const [one, other] = await Promise.all(
      [keys[0], keys[1]].map(key => store.findArticleByKey(key)),
    )

    await store.splitStory(one!.id, other!.id, later(9))
    const byOldName = await store.findStory(second.storyId!)
    expect(byOldName?.members.map(({ article }) => article.id)).toContain(other!.id)
    expect(byOldName?.item.id).not.toBe(first.storyId)
  })

  test('an API key is known by its text until it is revoked', async () => {
    const store = open()
    const text = 'cw_live_1f0c'
    const made = { name: 'desk', scopes: ['hooks'], perMinute: 600, text }
    const key = await store.addApiKey(made, start)
    await store.touchApiKey(key.id, later(5))
    expect(await store.findApiKey(text)).toEqual({ ...key, lastUsedAt: later(5) })
    expect(await store.findApiKey('cw_live_other')).toBeNull()
    expect(await store.revokeApiKey(key.id, later(6))).toBe(true)
    expect(await store.findApiKey(text)).toBeNull()
    expect(await store.listApiKeys()).toMatchObject([{ name: 'desk', revokedAt: later(6) }])
  })

  test('an API key that gets a new text is known by both until the time of the old one is over', async () => {
    const store = open()
    const made = { name: 'desk', scopes: ['webhooks'], perMinute: null, text: 'cw_first' }
    const key = await store.addApiKey(made, start)
    const tomorrow = new Date(Date.now() + 86_400_000)
    expect(await store.rotateApiKey(key.id, 'cw_second', tomorrow)).toEqual(key)
    expect(await store.findApiKey('cw_first')).toEqual(key)
    expect(await store.findApiKey('cw_second')).toEqual(key)

    await store.rotateApiKey(key.id, 'cw_third', new Date(Date.now() - 1_000))
    expect(await store.findApiKey('cw_first')).toBeNull()
    expect(await store.findApiKey('cw_second')).toBeNull()
    expect(await store.findApiKey('cw_third')).toEqual(key)

    await store.rotateApiKey(key.id, 'cw_fourth', tomorrow)
    await store.revokeApiKey(key.id, later(6))
    expect(await store.findApiKey('cw_third')).toBeNull()
    expect(await store.rotateApiKey(key.id, 'cw_fifth', tomorrow)).toBeNull()
  })
}
