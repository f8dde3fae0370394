import { expect, test } from 'vitest'
import { openCounts } from '../../../src/pipeline/count-round.ts'
import type { Store } from '../../../src/store/store.ts'
import * as news from '../invented-news.ts'

const { later, link, listing, page, reading, round, saveOne, source, start } = news

/** What a round of a source asks of the store: links, lists, articles, pages, and the report of the round. */
export function testCrawling(open: () => Store): void {
  test('the report of a round that comes twice counts once', async () => {
    const store = open()
    await store.syncSources([source()], start)
    await store.endRound(round({ outcomes: { saved: 2 } }))
    await store.endRound(round({ outcomes: { saved: 2 } }))
    await store.endRound(round({ startedAt: later(30), outcomes: { saved: 1, gone: 1 } }))
    expect((await store.findSource('news.example'))?.outcomes).toEqual({ saved: 3, gone: 1 })
  })

  test('articles are counted by the day of the source’s zone, the round told twice once', async () => {
    const store = open()
    await store.syncSources([source(), source('other.example')], start)
    const read = (articles: number, startedAt: Date) =>
      store.endRound(round({ startedAt, counts: { ...openCounts(), articles } }))
    await read(2, start)
    await read(2, start)
    await read(3, later(60))
    // 15:30 UTC is half past eleven at night in Shanghai, an hour later is the next day.
    await read(1, later(14.5 * 60))
    await read(4, later(15.5 * 60))
    expect(await store.countArticlesByDay('2026-03-01')).toEqual([
      { sourceId: 'news.example', day: '2026-03-02', articles: 6 },
      { sourceId: 'news.example', day: '2026-03-03', articles: 4 },
    ])
    expect(await store.countArticlesByDay('2026-03-03')).toHaveLength(1)
  })

  test('an alarm keeps the time it was first raised until a round without it', async () => {
    const store = open()
    await store.syncSources([source()], start)
    const alarm = { kind: 'no-links', where: 'https://news.example/list/', message: 'nothing' }
    await store.endRound(round({ alarms: [alarm] }))
    await store.endRound(round({ startedAt: later(5), endedAt: later(6), alarms: [alarm] }))
    expect((await store.findSource('news.example'))?.alarms).toEqual([
      { ...alarm, since: later(1) },
    ])
    await store.endRound(round({ startedAt: later(10) }))
    expect((await store.findSource('news.example'))?.alarms).toEqual([])
  })

  test('links that were never seen are fresh once, and due', async () => {
    const store = open()
    await store.syncSources([source()], start)
    const links = [link('news.example/1'), link('news.example/2'), link('news.example/1')]
    expect(await store.saveListing(listing(links))).toMatchObject({ fresh: 2 })
    expect(await store.saveListing(listing(links))).toMatchObject({ fresh: 0, known: 3 })
    const due = await store.dueLinks('news.example', start, 10)
    expect(due.map(({ urlKey }) => urlKey)).toEqual(['news.example/1', 'news.example/2'])
    expect(await store.dueLinks('other.example', start, 10)).toEqual([])
  })

  test('a listing leaves its validators, and paging goes on where it was cut short', async () => {
    const store = open()
    const resume = { url: 'https://news.example/list/2', pages: 1 }
    const first = await store.saveListing(listing([link('news.example/1')], { resume }))
    expect(first.pagedBefore).toBe(false)
    expect(await store.findResumes('news.example')).toEqual([
      { entryUrl: 'https://news.example/list/', ...resume },
    ])
    expect(await store.findValidators('news.example', 'https://news.example/list/')).toEqual({
      etag: '"v1"',
      lastModified: null,
    })
    await store.endPaging('news.example', 'https://news.example/list/')
    expect(await store.findResumes('news.example')).toEqual([])
    const again = await store.saveListing(listing([], { resume }))
    expect(again.pagedBefore).toBe(true)
  })

  test('a link that was only recorded becomes open when its own source lists it', async () => {
    const store = open()
    const foreign = link('other.example/9', { state: 'recorded', reason: 'other-host' })
    await store.saveListing(listing([foreign]))
    expect(await store.dueLinks('news.example', later(1), 10)).toEqual([])
    const own = { sourceId: 'other.example', page: page('https://other.example/', '', later(1)) }
    expect(await store.saveListing(listing([link('other.example/9')], own))).toMatchObject({
      fresh: 1,
    })
    expect(await store.dueLinks('other.example', later(1), 10)).toHaveLength(1)
  })

  test('a later listing fills in the date and the end of a title', async () => {
    const store = open()
    await store.saveListing(
      listing([link('news.example/1', { title: '全国碳…', truncated: true })]),
    )
    const published = { zone: 'Asia/Shanghai', evidence: 'list', precision: 'day' } as const
    const whole = { title: '全国碳市场开盘', published: { ...published, day: '2026-03-02' } }
    await store.saveListing(listing([link('news.example/1', whole)]))
    const [due] = await store.dueLinks('news.example', start, 10)
    expect(due?.listed).toEqual({ ...whole, truncated: false })
  })

  test('a failed link waits for its next attempt, and the same end told twice is one attempt', async () => {
    const store = open()
    await store.saveListing(listing([link('news.example/1')]))
    const timeout = { kind: 'retry', reason: 'timeout' } as const
    const end = { urlKey: 'news.example/1', outcome: timeout, attempts: 1 }
    await store.endLink({ ...end, nextAttemptAt: later(5), at: start })
    await store.endLink({ ...end, nextAttemptAt: later(5), at: start })
    expect(await store.dueLinks('news.example', later(4), 10)).toEqual([])
    expect(await store.dueLinks('news.example', later(5), 10)).toMatchObject([
      { attempts: 1, lastOutcome: timeout },
    ])
    const gone = { kind: 'gone', reason: 'http-404' } as const
    await store.endLink({ ...end, outcome: gone, nextAttemptAt: null, at: later(5) })
    expect(await store.dueLinks('news.example', later(99), 10)).toEqual([])
    expect(await store.saveListing(listing([link('news.example/1')]))).toMatchObject({ fresh: 0 })
    expect(await store.dueLinks('news.example', later(99), 10)).toEqual([])
  })

  test('a source that is held back has nothing due until its time, and is not looked for', async () => {
    const store = open()
    await store.syncSources([source()], start)
    await store.endRound(round({ nextRoundAt: later(30) }))
    await store.saveListing(listing([link('news.example/1')]))
    const hold = { since: start, until: later(10), level: 1, reason: 'blocked:http-403' }
    await store.holdSource('news.example', hold)
    expect((await store.findSource('news.example'))?.held).toEqual(hold)
    expect(await store.dueLinks('news.example', later(9), 10)).toEqual([])
    expect(await store.sourcesWithDueLinks(later(9))).toEqual([])
    expect(await store.dueLinks('news.example', later(10), 10)).toHaveLength(1)
    expect(await store.sourcesWithDueLinks(later(10))).toEqual(['news.example'])
    await store.holdSource('news.example', null)
    expect((await store.findSource('news.example'))?.held).toBeNull()
    expect(await store.dueLinks('news.example', later(1), 10)).toHaveLength(1)
  })

  test('links that ended at a wall are due again when it is gone, and others are not', async () => {
    const store = open()
    const links = [1, 2, 3].map(n => link(`news.example/${n}`))
    await store.saveListing(listing(links))
    const end = { attempts: 1, at: later(1) }
    const blocked = { kind: 'blocked', reason: 'http-403' } as const
    const gone = { kind: 'gone', reason: 'http-410' } as const
    await store.endLink({ ...end, urlKey: 'news.example/1', outcome: blocked, nextAttemptAt: null })
    await store.endLink({
      ...end,
      urlKey: 'news.example/2',
      outcome: blocked,
      nextAttemptAt: later(99),
    })
    await store.endLink({ ...end, urlKey: 'news.example/3', outcome: gone, nextAttemptAt: null })
    expect(await store.reopenLinks('news.example', ['blocked:http-403'], later(2), later(3))).toBe(
      0,
    )
    expect(await store.reopenLinks('news.example', ['blocked:http-403'], start, later(3))).toBe(2)
    const due = await store.dueLinks('news.example', later(3), 10)
    expect(due.map(({ urlKey }) => urlKey).sort()).toEqual(['news.example/1', 'news.example/2'])
  })

  test('a page comes back byte for byte', async () => {
    const store = open()
    const bytes = Uint8Array.from({ length: 3000 }, (_, at) => (at * 7) % 256)
    const request = reading('news.example/1')
    await saveOne(store, { ...request, page: { ...request.page, bytes } })
    const article = await store.findArticleByKey('news.example/1')
    expect(await store.findPage(article!.pageId)).toEqual({ ...request.page, bytes })
    expect(await store.findPage(crypto.randomUUID())).toBeNull()
  })

  test('an article is new once, then unchanged, and revised when its text differs', async () => {
    const store = open()
    await store.saveListing(listing([link('news.example/1')]))
    const first = await saveOne(store, reading('news.example/1'))
    expect(first).toMatchObject({ revision: 1, change: 'new' })
    const again = await saveOne(store, reading('news.example/1', {}, { page: at(10) }))
    expect(again).toMatchObject({ revision: 1, change: 'unchanged' })
    const revised = reading('news.example/1', { text: news.texts.wind }, { page: at(20) })
    expect(await saveOne(store, revised)).toEqual({
      articleId: first.articleId,
      revision: 2,
      change: 'revised',
    })
    const states = await store.revisions(first.articleId)
    expect(states.map(({ kind, article }) => [kind, article?.text])).toEqual([
      ['text', news.texts.market],
      ['text', news.texts.wind],
    ])
  })

  test('an older fetch never overwrites what a newer one said', async () => {
    const store = open()
    await saveOne(store, reading('news.example/1', { text: news.texts.wind }, { page: at(20) }))
    const older = await saveOne(store, reading('news.example/1', {}, { page: at(10) }))
    expect(older.change).toBe('unchanged')
    expect((await store.findArticleByKey('news.example/1'))?.article.text).toBe(news.texts.wind)
  })

  test('an article reached by a redirect is found under both keys and asked for once', async () => {
    const store = open()
    await store.saveListing(listing([link('news.example/short'), link('news.example/1')]))
    await saveOne(store, reading('news.example/short', {}, { articleKey: 'news.example/1' }))
    expect(await store.dueLinks('news.example', start, 10)).toEqual([])
    const revisits = await store.dueLinks('news.example', later(60), 10)
    expect(revisits.map(({ urlKey }) => urlKey)).toEqual(['news.example/short'])
    const [short, long] = await Promise.all(
      ['news.example/short', 'news.example/1'].map(key => store.findArticleByKey(key)),
    )
    expect(short?.id).toBe(long?.id)
    expect(await store.saveListing(listing([link('news.example/short')]))).toMatchObject({
      fresh: 0,
    })
    const found = await store.findAddresses(['news.example/short', 'news.example/none'])
    expect([...found]).toEqual([['news.example/short', { articleId: long!.id, storyId: null }]])
  })

  test('an article is asked for again with what its server gave, and its visits count', async () => {
    const store = open()
    const validators = { etag: '"e1"', lastModified: null }
    const { articleId } = await saveOne(store, reading('news.example/1', {}, { validators }))
    expect(await store.dueLinks('news.example', later(59), 10)).toEqual([])
    const [due] = await store.dueLinks('news.example', later(60), 10)
    expect(due?.article).toEqual({
      id: articleId,
      revision: 1,
      validators,
      visits: 0,
      firstFetchedAt: start,
    })
    await store.endVisit('news.example/1', null, later(360), later(60))
    await store.endVisit('news.example/1', null, later(360), later(60))
    const [next] = await store.dueLinks('news.example', later(360), 10)
    expect(next?.article).toMatchObject({ visits: 1, validators })
  })

  test('what was never read goes before what is asked for again', async () => {
    const store = open()
    await saveOne(store, reading('news.example/read'))
    await store.saveListing(listing([link('news.example/new')], { page: at(60) }))
    const due = await store.dueLinks('news.example', later(60), 10)
    expect(due.map(({ urlKey }) => urlKey)).toEqual(['news.example/new', 'news.example/read'])
  })

  test('a page that is taken down is a revision, once, and may come back', async () => {
    const store = open()
    const { articleId } = await saveOne(store, reading('news.example/1'))
    const gone = { kind: 'gone', reason: 'http-410' } as const
    expect(await store.markGone('news.example/1', gone, later(60))).toEqual({
      articleId,
      revision: 2,
    })
    expect(await store.markGone('news.example/1', gone, later(61))).toEqual({
      articleId,
      revision: 2,
    })
    expect(await store.markGone('news.example/unknown', gone, later(60))).toBeNull()
    expect((await store.findArticle(articleId))?.gone).toBe(true)
    const back = await saveOne(store, reading('news.example/1', {}, { page: at(90) }))
    expect(back).toEqual({ articleId, revision: 3, change: 'revised' })
    const states = await store.revisions(articleId)
    expect(states.map(({ kind }) => kind)).toEqual(['text', 'gone', 'back'])
    expect(states.map(({ article }) => article?.text ?? null)).toEqual([
      news.texts.market,
      null,
      news.texts.market,
    ])
  })

  test('links of an article are added with it', async () => {
    const store = open()
    const related = [link('news.example/2'), link('other.example/3', { state: 'recorded' })]
    await saveOne(store, reading('news.example/1', {}, { related, depth: 1 }))
    expect(await store.dueLinks('news.example', start, 10)).toMatchObject([
      { urlKey: 'news.example/2', depth: 1 },
    ])
  })

  test('text that no database takes is kept without the characters that it refuses', async () => {
    const store = open()
    const odd = `坏\u0000字\ud800符 ' " \\ ${'长'.repeat(40)}`
    const key = `news.example/${'x'.repeat(9000)}`
    await store.saveListing(listing([link(key, { title: odd, summary: odd })]))
    await saveOne(store, reading(key, { title: odd, byline: [odd] }))
    const found = await store.findArticleByKey(key)
    expect(found?.article.title).toBe(odd.replace('\u0000', '').replace('\ud800', '\ufffd'))
  })

  const at = (minutes: number) => page('https://news.example/1', '<html></html>', later(minutes))
}
