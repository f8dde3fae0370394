import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { dayNumber, fingerprint } from '../../src/dedupe/fingerprint.ts'
import { StoryIndex } from '../../src/dedupe/story-index.ts'
import type { Article } from '../../src/model/article.ts'
import type { PublishRequest } from '../../src/store/doors/publishing.ts'
import { type OpenedStore, openStore } from '../../src/store/open-store.ts'
import * as news from '../contract/invented-news.ts'
import { emptyStore } from '../contract/store-contract.ts'

let opened: OpenedStore
beforeAll(async () => {
  opened = await openStore({ databaseUrl: null, dataDir: 'memory://' })
})
afterAll(() => opened?.store.close())
beforeEach(async () => {
  await emptyStore(opened)
  await opened.store.syncSources([news.source()], news.start)
})

const market = '全国碳排放权交易市场周一开盘报价每吨八十六元'
/** Stories of several reports, a page that was cut short, reports of one event, and news that stand alone. */
const reports: [string, Partial<Article>][] = [
  ['a.example/1', {}],
  ['b.example/1', {}],
  ['c.example/1', news.wind],
  ['d.example/1', { ...news.wind, text: news.texts.wind.split('\n').slice(0, 3).join('\n') }],
  ['e.example/1', news.steel],
  ['f.example/1', { title: market, text: `${news.texts.market}\n记者从现场发回报道。` }],
  ['g.example/1', news.steel],
]

async function requestOf(key: string, more: Partial<PublishRequest> = {}): Promise<PublishRequest> {
  const article = (await opened.store.findArticleByKey(key))!
  const { title, text, published } = article.article
  const day = dayNumber(published, article.firstFetchedAt)
  return {
    article,
    relevance: news.relevant,
    fingerprint: fingerprint({ urlKey: article.urlKey, title, text, day }),
    wanted: true,
    now: news.start,
    ...more,
  }
}

/** What readers see, whatever the numbers. */
async function feed() {
  const items = await opened.store.readFeed({}, 100)
  return items
    .map(({ id, title, text, alsoReportedBy }) => ({
      ...{ id, title, text },
      copies: alsoReportedBy.map(({ url }) => url).sort(),
    }))
    .sort((a, b) => (a.id < b.id ? -1 : 1))
}

async function changes() {
  return (await opened.store.changesAfter(0, 1000)).map(({ sequence }) => sequence)
}

test('a batch of articles makes the stories that they make one by one', async () => {
  const { store } = opened
  await store.saveArticles(reports.map(([key, more]) => news.reading(key, more)))
  const index = new StoryIndex()
  for (const [key] of reports) await store.publish([await requestOf(key)], index)
  const oneByOne = await feed()

  await emptyStore(opened)
  await store.syncSources([news.source()], news.start)
  await store.saveArticles(reports.map(([key, more]) => news.reading(key, more)))
  const requests = await Promise.all(reports.map(([key]) => requestOf(key)))
  const fresh = new StoryIndex()
  const publications = await store.publish(requests, fresh)

  expect(publications.map(({ place }) => place?.kind)).toContain('copies')
  expect(await feed()).toEqual(oneByOne)
  const numbers = await changes()
  expect(numbers).toEqual(numbers.map((_, at) => at + 1))
  expect(fresh.sequence).toBe(index.sequence)
  // What comes later finds its story among those of the batch.
  const [later] = await publishLater('h.example/1', news.steel, fresh)
  expect(later?.place?.kind).toBe('copies')
})

test('the same batch published twice changes nothing more', async () => {
  const { store } = opened
  await store.saveArticles(reports.map(([key, more]) => news.reading(key, more)))
  const requests = await Promise.all(reports.map(([key]) => requestOf(key)))
  const index = new StoryIndex()
  await store.publish(requests, index)
  const [items, numbers] = [await feed(), await changes()]
  await store.publish(requests, index)
  expect(await feed()).toEqual(items)
  expect(await changes()).toEqual(numbers)
})

test('a batch that fails leaves no trace, not in the index either', async () => {
  const { store } = opened
  await store.saveArticles(reports.map(([key, more]) => news.reading(key, more)))
  const requests = await Promise.all(reports.map(([key]) => requestOf(key)))
  const index = new StoryIndex()
  // The database refuses it when everything has been decided.
  const refused = requests.map(request => ({ ...request, now: new Date(Number.NaN) }))
  await expect(store.publish(refused, index)).rejects.toThrow()
  expect(await feed()).toEqual([])
  expect(index.sequence).toBe(0)

  await store.publish(requests, index)
  const numbers = await changes()
  expect(numbers).toEqual(numbers.map((_, at) => at + 1))
  expect((await feed()).length).toBeGreaterThan(2)
})

test('pages that are stored together are what they are one by one, one of them twice', async () => {
  const { store } = opened
  const related = [news.link('news.example/7'), news.link('news.example/8')]
  const twice = news.reading('news.example/1', {}, { page: news.page('https://news.example/1') })
  const later = news.page('https://news.example/1', '<html>später</html>', news.later(5))
  const saved = await store.saveArticles([
    { ...twice, related },
    news.reading('news.example/2', news.wind, { related }),
    news.reading('news.example/1', { text: news.texts.steel }, { page: later }),
    news.reading('news.example/short', news.steel, { articleKey: 'news.example/3' }),
  ])
  expect(saved.map(({ change, revision }) => `${change} ${revision}`)).toEqual([
    'new 1',
    'new 1',
    'revised 2',
    'new 1',
  ])
  expect((await store.findArticleByKey('news.example/short'))?.id).toBe(saved[3]!.articleId)
  const due = await store.dueLinks('news.example', news.start, 10)
  expect(due.map(({ urlKey }) => urlKey).sort()).toEqual(['news.example/7', 'news.example/8'])
  expect((await store.findSource('news.example'))?.articles).toBe(3)
})

test('stories of an earlier version are found again', async () => {
  const { store, pool, db } = opened
  const index = new StoryIndex()
  for (const [key, more] of reports) await news.tell(store, index, key, more)
  const found = async () => (await store.readFeed({ q: '“海上风电场”' }, 10)).length
  expect(await found()).toBe(1)
  await pool.query(`
    delete from carbonwire.word_waiting;
    update carbonwire.story set phrases = null, body_hash = null, item = story.item ||
      (select jsonb_build_object('html', content -> 'html', 'text', content -> 'text') from carbonwire.article where id = lead_id)`)
  expect(await found()).toBe(0)
  const { readStoriesAgain } = await import('../../src/store/read-stories-again.ts')
  await readStoriesAgain(db)
  expect(await found()).toBe(1)
  const before = await changes()
  await store.publish([await requestOf('a.example/1')], index)
  expect(await changes()).toEqual(before)
})

async function publishLater(key: string, more: Partial<Article>, index: StoryIndex) {
  await opened.store.saveArticles([news.reading(key, more)])
  return opened.store.publish([await requestOf(key)], index)
}
