import { expect, test } from 'vitest'
import { StoryIndex } from '../../src/dedupe/story-index.ts'
import type { NewSubscriber } from '../../src/model/subscriber.ts'
import type { Store } from '../../src/store/store.ts'
import * as news from './invented-news.ts'

const { later, link, page, publishKey, reading, saveOne, source, start, tell } = news

const hook = (more: Partial<NewSubscriber> = {}): NewSubscriber => ({
  kind: 'webhook',
  callback: 'https://service.example/hook',
  topic: null,
  secret: 'whsec_c2VjcmV0',
  filter: {},
  cursor: 0,
  leaseUntil: null,
  ownerId: null,
  ...more,
})

const report = (subscriberId: string, more: object = {}) => ({
  ...{ subscriberId, sequence: 1, at: later(1), ok: true, status: 204, ms: 12, error: null },
  ...more,
})

/** What every store must do for services and operators: deliveries, keys, runs over what is stored. */
export function testServiceSide(open: () => Store): void {
  const withNews = async () => {
    const store = open()
    await store.syncSources([source()], start)
    const index = new StoryIndex()
    await tell(store, index, 'news.example/1')
    await tell(store, index, 'news.example/2', news.wind)
    return { store, index }
  }

  test('a subscriber with open changes is handed to one worker at a time', async () => {
    const { store } = await withNews()
    const { id } = await store.saveSubscriber(hook(), 'active', start)
    const taken = await Promise.all([1, 2].map(() => store.takeDueSubscribers(start, 10, 60_000)))
    expect(taken.flat().map(subscriber => subscriber.id)).toEqual([id])
    await store.advanceCursor(id, 1)
    expect(await store.takeDueSubscribers(start, 10, 60_000)).toMatchObject([{ id, cursor: 1 }])
    await store.endDelivery(report(id, { sequence: 2 }), null)
    expect(await store.takeDueSubscribers(start, 10, 60_000)).toEqual([])
    await store.rewindSubscriber(id, 0)
    expect(await store.takeDueSubscribers(start, 10, 60_000)).toMatchObject([{ cursor: 0 }])
  })

  test('a failed delivery waits for its next attempt and counts once', async () => {
    const { store } = await withNews()
    const { id } = await store.saveSubscriber(hook(), 'active', start)
    const failed = report(id, { ok: false, status: 503, error: 'HTTP 503' })
    await store.endDelivery(failed, later(10))
    await store.endDelivery(failed, later(10))
    expect(await store.takeDueSubscribers(later(9), 10, 0)).toEqual([])
    const [due] = await store.takeDueSubscribers(later(10), 10, 0)
    expect(due).toMatchObject({ attempts: 1, failingSince: later(1), cursor: 0 })
    expect(await store.listDeliveries(id, 10)).toEqual([failed])
  })

  test('a subscriber that failed for too long is disabled with the reason, and begins anew when it asks', async () => {
    const { store } = await withNews()
    const { id } = await store.saveSubscriber(hook(), 'active', start)
    await store.endDelivery(report(id, { ok: false, status: 410, error: 'HTTP 410' }), null)
    expect(await store.findSubscriber(id)).toMatchObject({ state: 'disabled', reason: 'HTTP 410' })
    expect(await store.takeDueSubscribers(later(99), 10, 0)).toEqual([])
    const again = await store.saveSubscriber(hook({ cursor: 2 }), 'active', later(9))
    expect(again).toMatchObject({ id, state: 'active', reason: null, cursor: 2, attempts: 0 })
  })

  test('a subscription that is renewed keeps its cursor, and one whose lease is over is told nothing', async () => {
    const { store } = await withNews()
    const topic = 'https://wire.example/feed.xml'
    const websub = hook({ kind: 'websub', topic, cursor: 1, leaseUntil: later(60) })
    const { id } = await store.saveSubscriber(websub, 'pending', start)
    expect(await store.takeDueSubscribers(start, 10, 0)).toEqual([])
    await store.setSubscriberState(id, 'active', null)
    expect(await store.takeDueSubscribers(start, 10, 0)).toHaveLength(1)
    expect(await store.takeDueSubscribers(later(61), 10, 0)).toEqual([])
    const since = new Date('2026-01-01T00:00:00Z')
    const renewed = { ...websub, cursor: 2, leaseUntil: later(120), filter: { since } }
    const found = await store.saveSubscriber(renewed, 'pending', later(50))
    expect(found).toMatchObject({ id, state: 'active', cursor: 1, filter: { since } })
    expect(await store.findSubscription('websub', websub.callback, topic)).toEqual(found)
    expect(await store.listSubscribers('webhook')).toEqual([])
    expect(await store.removeSubscriber(id)).toBe(true)
    expect(await store.removeSubscriber(id)).toBe(false)
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

  test('a run goes through what was stored when it was asked for, and on after the last batch', async () => {
    const store = open()
    for (const n of [1, 2, 3, 4]) {
      const fetched = page(`https://news.example/${n}`, '', later(n))
      await saveOne(store, reading(`news.example/${n}`, {}, { page: fetched }))
    }
    const asked = {
      stage: 'stories',
      sourceId: 'news.example',
      since: later(2),
      dryRun: true,
    } as const
    const { id } = await store.askReplay(asked, later(3))
    expect(await store.openReplays()).toEqual([id])
    expect(await store.startReplay(id, later(4))).toMatchObject({ state: 'running', total: 2 })
    const first = await store.readReplayBatch(id, 1)
    expect(first.map(({ urlKey }) => urlKey)).toEqual(['news.example/2'])
    const example = { articleId: first[0]!.id, title: 'a', difference: ['outlet: null → 海报'] }
    await store.noteReplayBatch(id, first, { changed: 1 }, [example])
    await store.noteReplayBatch(id, first, { changed: 1 }, [example])
    const second = await store.readReplayBatch(id, 10)
    expect(second.map(({ urlKey }) => urlKey)).toEqual(['news.example/3'])
    await store.noteReplayBatch(id, second, { changed: 1, same: 3 }, [])
    expect(await store.readReplayBatch(id, 10)).toEqual([])
    await store.endReplay(id, 'done', null, later(9))
    expect(await store.findReplay(id)).toMatchObject({
      ...asked,
      ...{ state: 'done', total: 2, done: 2, counts: { changed: 2, same: 3 }, endedAt: later(9) },
    })
    expect(await store.listReplayExamples(id, 10)).toEqual([example])
    expect(await store.openReplays()).toEqual([])
  })

  test('a new reading of a stored page is published again, without a visit to the publisher', async () => {
    const { store, index } = await withNews()
    const before = (await store.findArticleByKey('news.example/1'))!
    const outlet = { printed: '滨江日报', name: '滨江日报' }
    const request = {
      articleId: before.id,
      pageId: before.pageId,
      article: { ...before.article, outlet },
      related: [link('news.example/9')],
      depth: 1,
      isRevision: () => false,
    }
    expect(await store.rereadArticle(request)).toMatchObject({ revision: 1, change: 'revised' })
    expect(await store.rereadArticle(request)).toMatchObject({ revision: 1, change: 'unchanged' })
    expect(await store.rereadArticle({ ...request, pageId: crypto.randomUUID() })).toBeNull()
    expect(await store.unpublished(10)).toEqual([{ articleId: before.id, revision: 1 }])
    await publishKey(store, index, 'news.example/1')
    const [item] = (await store.readFeed({}, 10)).filter(({ url }) => url.endsWith('/1'))
    expect(item?.outlet?.name).toBe('滨江日报')
    expect(await store.dueLinks('news.example', start, 10)).toHaveLength(1)
    expect(await store.revisions(before.id)).toHaveLength(1)
  })
}
