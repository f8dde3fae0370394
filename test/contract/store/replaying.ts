import { expect, test } from 'vitest'
import type { Store } from '../../../src/store/store.ts'
import * as news from '../invented-news.ts'

const { later, link, page, publishKey, reading, saveOne, start } = news

/** What running a stage again asks of the store. */
export function testReplaying(open: () => Store): void {
  const withNews = () => news.tellTwo(open())

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
