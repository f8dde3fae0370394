import { expect, test } from 'vitest'
import type { NewSubscriber } from '../../../src/model/subscriber.ts'
import type { Store } from '../../../src/store/store.ts'
import * as news from '../invented-news.ts'

const { later, start } = news

type NewsHook = NewSubscriber & { kind: 'webhook' | 'websub' }
const hook = (more: Partial<NewsHook> = {}): NewsHook => ({
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

/** What telling subscribers asks of the store: who is due, how deliveries ended, until when they want it. */
export function testSubscribing(open: () => Store): void {
  const withNews = () => news.tellTwo(open())

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

  test('a webhook of figures is due by their log, and what it asks for comes back as it was given', async () => {
    const { store } = await withNews()
    const filter = { market: ['cn-ets'], measure: ['close'], onlyChanged: true }
    const figures: NewSubscriber = { ...hook(), kind: 'series', filter }
    const { id } = await store.saveSubscriber(figures, 'active', start)
    expect(await store.findSubscriber(id)).toMatchObject({ kind: 'series', filter })
    // The stories have changes, the figures have none.
    expect(await store.takeDueSubscribers(start, 10, 0)).toEqual([])
    const [article] = (await store.listArticles({}, 1)).articles
    await store.savePoints([news.closeOf(article!, 81)])
    expect(await store.takeDueSubscribers(start, 10, 0)).toMatchObject([{ id, cursor: 0 }])
    await store.advanceCursor(id, await store.lastSeriesSequence())
    expect(await store.takeDueSubscribers(start, 10, 0)).toEqual([])
    // One address may follow both: stories go on with their own numbers.
    const stories = await store.saveSubscriber(hook(), 'active', start)
    expect(stories.id).not.toBe(id)
    expect(await store.takeDueSubscribers(start, 10, 0)).toMatchObject([{ id: stories.id }])
  })
}
