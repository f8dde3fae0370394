import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { loadConfig } from '../../src/config/load-config.ts'
import { StoryIndex } from '../../src/dedupe/story-index.ts'
import { openJudge } from '../../src/pipeline/judge-articles.ts'
import { publishRequest } from '../../src/pipeline/publish-waiting.ts'
import { explainArticle } from '../../src/store/explain-article.ts'
import { type OpenedStore, openStore } from '../../src/store/open-store.ts'
import { buildTopicTable } from '../../src/topics/topic-table.ts'
import * as news from '../contract/invented-news.ts'
import { emptyStore } from '../contract/store-contract.ts'

const topicTable = buildTopicTable((await loadConfig('config')).topics!)
const config = () => ({ topicTable, sources: [], outlets: { findByHost: () => null } }) as never
let opened: OpenedStore
beforeAll(async () => {
  opened = await openStore({ databaseUrl: null, dataDir: 'memory://' })
})
afterAll(() => opened?.store.close())
beforeEach(async () => {
  await emptyStore(opened)
  await opened.store.syncSources([news.source()], news.start)
})

const quiet = '主编的话：感谢各位读者一年来的陪伴，本期刊登三封来信，下期再会。'
const issues = [
  '海岳周刊第201期丨碳配额分配方案征求意见',
  '海岳周刊第202期丨碳价走势',
  '海岳周刊第203期丨读者来信',
  '海岳周刊第204期丨人物专访',
]

/** Saves these titles as articles and publishes them, so many at a time, as the line does. */
async function publishAll(titles: string[], atOnce: number) {
  const { store } = opened
  const index = new StoryIndex()
  for (const [at, title] of titles.entries()) {
    const key = `news.example/${at}`
    const page = news.page(`https://${key}`, `<html>${title}</html>`, news.later(at))
    await news.saveOne(store, news.reading(key, { title, text: `${quiet}${title}` }, { page }))
  }
  for (;;) {
    const articles = await store.unpublishedArticles(atOnce, [])
    if (!articles.length) break
    const judge = await openJudge({ store, topicTable, modeOf: () => 'general' }, articles)
    await store.publish(
      articles.map(article =>
        publishRequest({ config, now: () => news.start }, article, judge(article)),
      ),
      index,
    )
  }
}

const tierOf = async (at: number) =>
  (await opened.store.findArticleByKey(`news.example/${at}`))?.relevance?.tier

test.each([1, 24])('an issue is judged as those before it were, %i at once', async atOnce => {
  await publishAll(issues, atOnce)
  expect(await Promise.all(issues.map((_, at) => tierOf(at)))).toEqual([
    'relevant',
    'relevant',
    'relevant',
    'relevant',
  ])
})

test('issues of another series and of no series stand for themselves', async () => {
  await publishAll([...issues, '城市书单第9期丨侦探小说', '三封读者来信'], 24)
  expect([await tierOf(4), await tierOf(5)]).toEqual(['off', 'off'])
})

test('why tells of the series, and what was found in the issue alone', async () => {
  await publishAll(issues, 24)
  const stored = (await opened.store.findArticleByKey('news.example/2'))!
  const { relevance, verdict } = await explainArticle({ store: opened.store, topicTable }, stored)
  expect(verdict).toMatch(/^in the feeds/)
  expect(relevance.series).toEqual({ template: '海岳周刊', own: 'off', issues: 3, relevant: 2 })
})

test('an article whose series nobody noted yet is noted', async () => {
  await publishAll(issues.slice(0, 1), 1)
  const stored = (await opened.store.findArticleByKey('news.example/0'))!
  const asked = [{ sourceId: stored.sourceId, template: '海岳周刊' }]
  await opened.store.noteTemplate(stored.id, null)
  expect(await opened.store.judgedIssues(asked)).toEqual([])
  await opened.store.noteTemplate(stored.id, '海岳周刊')
  expect(await opened.store.judgedIssues(asked)).toMatchObject([
    { articleId: stored.id, own: 'relevant' },
  ])
})
