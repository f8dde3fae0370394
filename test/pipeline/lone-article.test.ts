import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { openHandover } from '../../src/pipeline/handover.ts'
import { openPageSaver } from '../../src/pipeline/page-saver.ts'
import { gatherCalls } from '../../src/queue/wake-up.ts'
import * as news from '../contract/invented-news.ts'

/** What may be waited for on purpose, of the 300 ms in which a lone article is to be in the feed; the rest is for the work. */
const AT_MOST_MS = 100
/** The same right behind another one, which has just been told of. */
const BEHIND_ANOTHER_MS = 250

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

/** The way from a page that was read to the publisher, with nothing slow on it: what passes is what is waited for on purpose. */
function openWay() {
  const told: number[] = []
  const tell = () => told.push(Date.now())
  const wake = gatherCalls(tell)
  const store = {
    stillUnpublished: async () => [],
    saveArticles: async (requests: unknown[]) =>
      requests.map((_, at) => ({ articleId: String(at), revision: 1, change: 'new' as const })),
  }
  const handover = openHandover(store, wake.ask)
  const saver = openPageSaver(store, handover.stored)
  return {
    ...{ told, handover, stop: wake.stop },
    async save(key: string) {
      const saved = saver.save(news.reading(key))
      const from = Date.now()
      const before = told.length
      while (told.length === before) await vi.advanceTimersByTimeAsync(1)
      await saved
      return told.at(-1)! - from
    },
    tell,
  }
}

describe('a lone article is handed to the publisher at once', () => {
  test('where nobody publishes', async () => {
    const way = openWay()
    expect(await way.save('news.example/1')).toBeLessThanOrEqual(AT_MOST_MS)
    way.stop()
  })

  test('right behind another', async () => {
    const way = openWay()
    await way.save('news.example/1')
    expect(await way.save('news.example/2')).toBeLessThanOrEqual(BEHIND_ANOTHER_MS)
    way.stop()
  })

  test('where somebody has just published and listens', async () => {
    const way = openWay()
    using listener = way.handover.listen()
    void listener.next(60_000, new AbortController().signal).then(way.tell)
    expect(await way.save('news.example/1')).toBeLessThanOrEqual(AT_MOST_MS)
  })
})
