import { expect, test } from 'vitest'
import type { Store } from '../../../src/store/store.ts'
import * as news from '../invented-news.ts'

const { later, link, listing, publishKey, reading, saveOne, start, tell, tellTwo } = news
const open403 = { kind: 'blocked', reason: 'http-403' } as const

/** What one part of the line leaves for another: articles for the publisher, documents for readers, links for operators. */
export function testHandingOver(open: () => Store): void {
  test('what waits to be published is read with its articles, and is no longer still unpublished once it is', async () => {
    const { store, index } = await news.beginNews(open())
    const ids: string[] = []
    for (const key of ['news.example/1', 'news.example/2', 'news.example/3'])
      ids.push((await saveOne(store, reading(key))).articleId)
    const waiting = await store.unpublishedArticles(10, [ids[1]!])
    expect(waiting.map(({ id }) => id)).toEqual([ids[0], ids[2]])
    expect(waiting[0]!.article.title).toBe('全国碳市场开盘价上涨百分之三')
    expect(await store.unpublishedArticles(1, [])).toHaveLength(1)
    await publishKey(store, index, 'news.example/1')
    expect((await store.stillUnpublished(ids)).toSorted()).toEqual([ids[1]!, ids[2]!].toSorted())
    expect(await store.stillUnpublished([])).toEqual([])
  })

  test('an article that is handed on as it was stored is the one that would be read', async () => {
    const { store } = await news.beginNews(open())
    const dated = {
      ...link('news.example/9'),
      published: { zone: 'Asia/Shanghai', evidence: 'list', precision: 'minute', at: later(5) },
    } as const
    const related = [{ heading: '相关', links: [dated, link('news.example/8')] }] as never
    await saveOne(store, reading('news.example/1', { related }))
    await saveOne(store, reading('news.example/2', { title: '配额\0清缴\ud800' }))
    await saveOne(store, reading('news.example/3'))
    await saveOne(
      store,
      reading(
        'news.example/3',
        { text: '更正后的全文。' },
        { page: news.page('https://news.example/3', '<p>2</p>', later(9)) },
      ),
    )
    const handedOn = await store.unpublishedArticles(10, [])
    const read = await store.unpublishedArticles(10, [])
    expect(handedOn).toHaveLength(3)
    expect(handedOn).toEqual(read)
  })

  test('the judged issues of a series are found by its source and form, the newest dozen of them', async () => {
    const { store, index } = await news.beginNews(open())
    const series = { sourceId: 'news.example', template: '碳价月评：#' }
    for (let n = 0; n < 14; n++) {
      const key = `news.example/${n}`
      const { articleId } = await saveOne(
        store,
        reading(key, {}, { page: news.page(`https://${key}`, `<html>${n}</html>`, later(n)) }),
      )
      await store.noteTemplate(articleId, n === 13 ? null : series.template)
      if (n > 0)
        await publishKey(store, index, key, { template: n === 13 ? null : series.template })
    }
    const issues = await store.judgedIssues([
      series,
      series,
      { ...series, sourceId: 'other.example' },
    ])
    expect(issues).toHaveLength(12)
    expect(issues[0]).toMatchObject({ ...series, own: 'relevant', topics: ['carbon-market'] })
    expect(await store.judgedIssues([])).toEqual([])
  })

  test('the articles of a source that were fetched last come with their pages', async () => {
    const { store } = await news.beginNews(open())
    for (const [n, key] of ['news.example/1', 'news.example/2'].entries())
      await saveOne(
        store,
        reading(key, {}, { page: news.page(`https://${key}`, `<p>${n}</p>`, later(n)) }),
      )
    const [last, ...more] = await store.findRecentPages('news.example', 1)
    expect(more).toEqual([])
    expect(last!.stored.urlKey).toBe('news.example/2')
    expect(Buffer.from(last!.page.bytes).toString()).toBe('<p>1</p>')
  })

  test('the places of a feed are those of its items, which can be read by their ids', async () => {
    const { store, index } = await tellTwo(open())
    const items = await store.readFeed({}, 10)
    const places = await store.readPlaces({}, 10)
    expect(places).toEqual(
      items.map(({ id, sequence, firstSequence }) => ({ id, sequence, firstSequence })),
    )
    const read = await store.readItems([...places.map(({ id }) => id), 'urn:uuid:none'])
    expect(read.toSorted((a, b) => b.firstSequence - a.firstSequence)).toEqual(items)
    await tell(store, index, 'news.example/3', news.steel)
    expect((await store.listLatest(2)).map(({ title }) => title)).toEqual([
      news.steel.title,
      news.wind.title,
    ])
  })

  test('a stretch of the archive stays as it was first given out', async () => {
    const { store } = await tellTwo(open())
    const items = await store.readFeed({}, 10)
    expect(await store.findArchiveDocument('all', 1)).toBeNull()
    await store.keepArchiveDocument('all', 1, items)
    expect(await store.keepArchiveDocument('all', 1, items.slice(1))).toEqual(items)
    expect(await store.findArchiveDocument('all', 1)).toEqual(items)
  })

  test('a log that begins anew has another name', async () => {
    const store = open()
    const { epoch } = await store.readLog()
    const next = await store.beginEpoch()
    expect(next).not.toBe(epoch)
    expect((await store.readLog()).epoch).toBe(next)
  })

  test('links that gave nothing are counted by their reason, shown, and made due again', async () => {
    const { store } = await news.beginNews(open())
    const keys = ['news.example/1', 'news.example/2', 'news.example/3']
    await store.saveListing(listing(keys.map(key => link(key))))
    for (const urlKey of keys.slice(0, 2))
      await store.endLink({
        ...{ urlKey, outcome: open403, attempts: 1, nextAttemptAt: later(600), at: later(1) },
        page: null,
      })
    const counted = await store.countIdleLinks('news.example')
    expect(counted.map(({ reason, links }) => [reason, links])).toEqual([
      ['blocked:http-403', 2],
      ['open', 1],
    ])
    const shown = await store.listIdleLinks('news.example', 'blocked:http-403', 1)
    expect(shown).toMatchObject([{ outcome: open403, attempts: 1, dueAt: later(600) }])
    expect(await store.dueLinks('news.example', later(5), 9)).toHaveLength(1)
    expect(await store.retryLinks('news.example', 'blocked:http-403', later(5))).toBe(2)
    expect(await store.dueLinks('news.example', later(5), 9)).toHaveLength(3)
    expect(await store.retryAddress(keys[0]!, later(5))).toBe('news.example')
    expect(await store.retryAddress('news.example/none', later(5))).toBeNull()
  })

  test('a list that has not changed is noted as asked for, and keeps its validators', async () => {
    const { store } = await news.beginNews(open())
    const list = listing([link('news.example/1')])
    await store.saveListing(list)
    await store.touchListing('news.example', list.url, later(30))
    expect(await store.findValidators('news.example', list.url)).toMatchObject({ etag: '"v1"' })
  })

  test('a subscriber is told of the end of what it was told of, and a lease that is over goes', async () => {
    const { store } = await tellTwo(open())
    const [one, other] = (await store.readFeed({}, 10)).map(({ id }) => id) as [string, string]
    const hook = {
      ...{ kind: 'websub' as const, callback: 'https://service.example/hook', topic: '/feed.xml' },
      ...{ secret: null, filter: {}, cursor: 0, leaseUntil: later(60), ownerId: null },
    }
    const { id } = await store.saveSubscriber(hook, 'active', start)
    await store.noteTold(id, [one, other], [])
    expect(await store.toldStories(id, [one, other])).toEqual(new Set([one, other]))
    await store.noteTold(id, [], [one])
    expect(await store.toldStories(id, [one, other])).toEqual(new Set([other]))
    expect(await store.removeExpired(later(59))).toBe(0)
    expect(await store.removeExpired(later(61))).toBe(1)
    expect(await store.findSubscriber(id)).toBeNull()
  })

  test('there is room where nothing has failed for want of it', async () => {
    expect(await open().room()).toEqual({ ok: true })
  })
}
