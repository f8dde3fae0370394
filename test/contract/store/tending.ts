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

  test('what was written while the clock was ahead is due when it would have been, once the clock was set back', async () => {
    const store = open()
    const hours = (count: number) => later(count * 60)
    // By a clock that is five hours ahead: a round, an article that is visited after an hour, and a link that is tried again after two.
    await store.syncSources([source(), source('other.example')], hours(5))
    const page = news.page('https://news.example/1', '<html>1</html>', hours(5))
    const tried = link('news.example/2')
    await store.saveListing(listing([tried], { page: { ...page, url: listing([]).url } }))
    await saveOne(store, reading('news.example/1', {}, { page, nextVisitAt: hours(6) }))
    const end = { outcome: { kind: 'retry', reason: 'timeout' } as const, attempts: 1, page: null }
    await store.endLink({ urlKey: tried.urlKey, ...end, nextAttemptAt: hours(7), at: hours(5) })
    const times = { startedAt: hours(5), endedAt: hours(5), nextRoundAt: hours(8) }
    await store.endRound(round(times))
    await store.holdSource('news.example', {
      ...{ since: hours(5), until: hours(5.5), level: 1, reason: 'blocked' },
    })

    expect(await store.followClock(start)).toBe(true)
    const planned = await store.plannedRounds(start)
    expect(Object.fromEntries(planned.map(each => [each.sourceId, each.nextAt]))).toEqual({
      ...{ 'news.example': hours(3), 'other.example': start },
    })
    const [state, other] = await store.listSources()
    expect(state).toMatchObject({ lastRoundAt: start, held: { since: start, until: hours(0.5) } })
    expect(other).toMatchObject({ lastRoundAt: null, held: null })
    const due = async (at: Date) =>
      (await store.dueLinks('news.example', at, 9)).map(({ urlKey }) => urlKey)
    expect(await due(hours(0.9))).toEqual([])
    expect(await due(hours(1.1))).toEqual(['news.example/1'])
    expect(await due(hours(2.1))).toEqual(['news.example/2', 'news.example/1'])
    // What is fetched by the right clock is newer than what was fetched by the wrong one.
    const corrected = { text: news.texts.wind }
    const fetched = news.page('https://news.example/1', '<html>2</html>', later(10))
    const saved = await saveOne(store, reading('news.example/1', corrected, { page: fetched }))
    expect(saved.change).toBe('revised')
    expect(await store.followClock(later(10))).toBe(false)
  })

  test('a clock that was not set brings nothing back', async () => {
    const store = open()
    await store.syncSources([source()], start)
    await saveOne(store, reading('news.example/1'))
    await store.endRound(round({ nextRoundAt: later(30) }))
    expect(await store.followClock(later(1))).toBe(false)
    expect(await store.plannedRounds(later(1))).toMatchObject([{ nextAt: later(30) }])
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
