import { expect, test } from 'vitest'
import type { Store } from '../../../src/store/store.ts'
import { later, link, listing, source, start } from '../invented-news.ts'

const printed = (day: string) => ({
  published: { zone: 'UTC', evidence: 'list' as const, precision: 'day' as const, day },
  state: 'recorded' as const,
  reason: 'too-old' as const,
})

/** What every store must do for sources that are read back. */
export function testBackfills(open: () => Store): void {
  test('what was too old becomes open as far back as is asked, and lists are read from their first page', async () => {
    const store = open()
    await store.syncSources([source()], start)
    await store.saveListing(
      listing([
        link('news.example/1', printed('2026-01-10')),
        link('news.example/2', printed('2025-06-10')),
      ]),
    )
    expect(await store.findBackfill('news.example')).toBeNull()
    await store.beginBackfill('news.example', new Date('2026-01-01T00:00:00Z'), later(1))
    expect(await store.backfillSince('news.example')).toEqual(new Date('2026-01-01T00:00:00Z'))
    expect((await store.dueLinks('news.example', later(2), 9)).map(({ urlKey }) => urlKey)).toEqual(
      ['news.example/1'],
    )
    const { url } = listing([])
    expect(await store.hasPaged('news.example', url)).toBe(false)
    expect(await store.findValidators('news.example', url)).toEqual({
      etag: null,
      lastModified: null,
    })
    expect(await store.findBackfill('news.example')).toMatchObject({
      ...{ state: 'running', links: 1, open: 1, articles: 0 },
      reached: new Date('2026-01-10T00:00:00Z'),
    })
    expect(await store.endBackfill('news.example', 'done', later(3))).toBe(true)
    expect(await store.endBackfill('news.example', 'done', later(3))).toBe(false)
    expect(await store.backfillSince('news.example')).toBeNull()
  })
}
