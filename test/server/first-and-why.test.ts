import { afterAll, beforeAll, expect, test } from 'vitest'
import { renderWhy } from '../../src/cli/why.ts'
import { StoryIndex } from '../../src/dedupe/story-index.ts'
import { buildServer } from '../../src/server/build-server.ts'
import { explainArticle } from '../../src/store/explain-article.ts'
import { type OpenedStore, openStore } from '../../src/store/open-store.ts'
import { buildTopicTable } from '../../src/topics/topic-table.ts'
import { later, publishKey, reading, relevant, saveOne, texts } from '../contract/invented-news.ts'
import { shippedTopics } from '../topics/shipped-topics.ts'
import { fixtureConfig, fixtureParts } from './fixture-parts.ts'

const PASSWORD = 'correct horse battery'
const config = { ...fixtureConfig(), topics: shippedTopics }
const index = new StoryIndex()
let opened: OpenedStore
let app: ReturnType<typeof buildServer>
const ids: string[] = []

/** What a source printed at a minute, and when it was read. */
async function read(sourceId: string, path: string, printed: number, seen: number) {
  const { store } = opened
  const key = `${sourceId}/${path}`
  const published = {
    ...{ precision: 'minute' as const, at: later(printed), zone: 'Asia/Shanghai' },
    evidence: 'meta' as const,
  }
  const title = path === 'copy' ? '碳市场开盘：涨百分之三' : '全国碳市场开盘价上涨百分之三'
  const article = { title, text: texts.market, published }
  await saveOne(store, reading(key, article, { sourceId }))
  const { storyId } = await publishKey(store, index, key, { relevance: relevant, now: later(seen) })
  ids.push(storyId!)
}

beforeAll(async () => {
  opened = await openStore({ databaseUrl: null, dataDir: 'memory://' })
  await opened.store.syncSources(config.sources, later(0))
  await opened.store.setPassword(PASSWORD, later(0))
  const { parts } = fixtureParts([])
  const operate = { add: async () => {}, takeUp: async () => {} }
  app = buildServer({
    ...parts,
    ...{ store: opened.store, config: () => config, operate, now: () => later(200) },
  })
  await read('wire.example', 'copy', 90, 100)
  await read('news.example.org', 'first', 10, 120)
})
afterAll(() => opened?.store.close())

test('the first is who printed it first, who was read first is told in other words, and the story keeps its id', async () => {
  expect(ids[1]).toBe(ids[0])
  const path = `/stories/${ids[0]!.replace('urn:uuid:', '')}`
  const page = async (ui: string) => await (await app.request(`${path}?ui=${ui}`)).text()
  const saidOf = (text: string, title: string) =>
    new RegExp(`>${title}</a></h3>\\s*<p class="meta">([\\s\\S]*?)</p>`).exec(text)?.[1] ?? ''
  const zh = await page('zh')
  expect(saidOf(zh, '全国碳市场开盘价上涨百分之三')).toMatch(/· 首发$/)
  expect(saidOf(zh, '碳市场开盘：涨百分之三')).toMatch(/· 本站首见$/)
  const en = await page('en')
  expect(saidOf(en, '全国碳市场开盘价上涨百分之三')).toMatch(/· first$/)
  expect(saidOf(en, '碳市场开盘：涨百分之三')).toMatch(/· first seen here$/)
  const told = (await (await app.request(`/api/v1${path}`)).json()) as { date_published?: string }
  expect(JSON.stringify(told)).toContain(later(10).toISOString().slice(0, 16))
})

test('the operator’s page of an article says why it is in the feeds, in the words of `stories why`', async () => {
  const article = (await opened.store.findArticleByKey('news.example.org/first'))!
  const table = buildTopicTable(shippedTopics)
  const explained = await explainArticle({ store: opened.store, topicTable: table }, article)
  const printed = renderWhy(explained)
  const login = await app.request('/admin/login', {
    method: 'POST',
    body: new URLSearchParams({ password: PASSWORD }),
  })
  const cookie = login.headers.get('set-cookie')!.split(';')[0]!
  const show = async (language: string) => {
    const headers = { cookie, 'accept-language': language }
    return await (await app.request(`/admin/articles/${article.id}`, { headers })).text()
  }
  const page = await show('en')
  for (const word of [explained.verdict, 'decides', '全国碳市场', 'in the same story']) {
    expect(printed).toContain(word)
    expect(page).toContain(word)
  }
  for (const { term, topic } of explained.relevance.terms) {
    expect(page).toContain(`>${term}<`)
    expect(page).toContain(`>${topic}<`)
  }
  expect(await show('zh')).toContain('在订阅里：与主题有关')
})
