import { expect, test } from 'vitest'
import { StoryIndex } from '../../../src/dedupe/story-index.ts'
import type { Store } from '../../../src/store/store.ts'
import * as news from '../invented-news.ts'

const { later, link, listing, reading, round, saveOne, source, start, tell } = news

/** What keeps the line going: who holds what, what the queue has lost, how the whole stands. */
export function testTending(open: () => Store): void {
  test('a lease has one holder until it is given back or not renewed', async () => {
    const store = open()
    expect(await store.takeLease('source:a', 'one', 60_000)).toBe(true)
    expect(await store.takeLease('source:a', 'other', 60_000)).toBe(false)
    expect(await store.takeLease('source:a', 'one', 60_000)).toBe(true)
    await store.releaseLease('source:a', 'other')
    expect(await store.takeLease('source:a', 'other', 60_000)).toBe(false)
    await store.releaseLease('source:a', 'one')
    expect(await store.takeLease('source:a', 'other', 0)).toBe(true)
    expect(await store.takeLease('source:a', 'third', 60_000)).toBe(true)
  })

  test('a source with due links and no round to come is found, and one whose round was lost', async () => {
    const store = open()
    await store.syncSources([source(), source('other.example')], start)
    await store.endRound(round({ nextRoundAt: later(30) }))
    await store.endRound(round({ sourceId: 'other.example', nextRoundAt: later(8) }))
    await store.saveListing(listing([link('news.example/1')]))
    expect(await store.sourcesWithDueLinks(later(2))).toEqual(['news.example'])
    expect(await store.sourcesWithDueLinks(later(10))).toEqual(['news.example', 'other.example'])
  })

  test('the state of the line tells what waits and how late it is', async () => {
    const store = open()
    expect(await store.measureLine()).toMatchObject({
      ...{ unpublished: 0, oldestUnpublished: null, dueLinks: 0, mostOverdue: null },
      ...{ sinceLastRound: null, activeSources: 0, lastSequence: 0 },
    })
    await store.syncSources([source()], start)
    await saveOne(store, reading('news.example/1'))
    const state = await store.measureLine()
    expect(state).toMatchObject({ unpublished: 1, activeSources: 1 })
    expect(state.databaseBytes).toBeGreaterThan(100_000)
    await tell(store, new StoryIndex(), 'news.example/2', news.wind)
    expect((await store.measureLine()).lastSequence).toBe(1)
  })
}
