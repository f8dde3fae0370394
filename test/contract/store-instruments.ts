import { expect, test } from 'vitest'
import { StoryIndex } from '../../src/dedupe/story-index.ts'
import { noCounts } from '../../src/model/politeness.ts'
import type { Store } from '../../src/store/store.ts'
import * as news from './invented-news.ts'

const { reading, saveOne, source, start, tell } = news

const dayOf = (ago: number) => new Date(Date.now() - ago * 86_400_000).toISOString().slice(0, 10)
const report = (host: string, ago: number, more: object = {}) => ({
  ...noCounts(),
  ...{ host, day: dayOf(ago), requests: 2, gapMs: 1_000, shortestMs: 1_010, ...more },
})

/** What every store must tell instruments. */
export function testInstruments(open: () => Store): void {
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
