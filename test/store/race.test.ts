import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { StoryIndex } from '../../src/dedupe/story-index.ts'
import type { Change } from '../../src/model/change.ts'
import { type OpenedStore, openStore } from '../../src/store/open-store.ts'
import * as news from '../contract/invented-news.ts'
import { hasPostgres, needing, type Service, startPostgres } from '../services.ts'

const PUBLISHERS = 8
const COPIES = 5

describe.skipIf(!hasPostgres)(needing('eight publishers', 'postgres', hasPostgres), () => {
  let postgres: Service
  let stores: OpenedStore[] = []
  beforeAll(async () => {
    postgres = await startPostgres()
    const open = () => openStore({ databaseUrl: postgres.url, dataDir: '' })
    stores = await Promise.all(Array.from({ length: PUBLISHERS }, open))
  })
  afterAll(async () => {
    await Promise.all(stores.map(({ store }) => store.close()))
    await postgres?.[Symbol.asyncDispose]()
  })

  test('racing on copies of one story make one story, and no reader passes a number before it is there', async () => {
    const reader = stores[0]!.store
    const keys = Array.from({ length: PUBLISHERS * COPIES }, (_, n) => `site${n}.example/a`)
    for (const [n, key] of keys.entries()) {
      // Every fifth tells other news, so that there is something to order.
      await news.saveOne(reader, news.reading(key, n % 5 === 4 ? news.wind : {}))
    }

    const published = { done: false }
    const seen = followChanges(reader, published)
    await Promise.all(
      stores.map(async ({ store }, publisher) => {
        const index = new StoryIndex()
        const own = keys.filter((_, n) => n % PUBLISHERS === publisher)
        for (const key of own) await news.publishKey(store, index, key)
      }),
    )
    published.done = true

    const all = await reader.changesAfter(0, 1000)
    expect(await seen).toEqual(all)
    expect(all.map(({ sequence }) => sequence)).toEqual(all.map((_, at) => at + 1))
    expect(all.filter(({ kind }) => kind === 'added')).toHaveLength(2)
    const items = await reader.readFeed({}, 10)
    expect(items.map(item => item.alsoReportedBy.length).sort()).toEqual([31, 7].sort())
  })
})

/** Reads "after the last number I know" until all is published, as a service does. */
async function followChanges(
  store: OpenedStore['store'],
  published: { done: boolean },
): Promise<Change[]> {
  const seen: Change[] = []
  for (;;) {
    const isLast = published.done
    seen.push(...(await store.changesAfter(seen.at(-1)?.sequence ?? 0, 5)))
    if (isLast && seen.length >= (await store.lastSequence())) return seen
  }
}
