import { expect, test } from 'vitest'
import { openRandom } from '../../bench/year/random.ts'
import { StoryIndex } from '../../src/dedupe/story-index.ts'
import { publishRequest } from '../../src/pipeline/publish-waiting.ts'
import { openStore } from '../../src/store/open-store.ts'
import * as news from '../contract/invented-news.ts'

/** Statements for so many articles that come together, from their pages to the feed: they may only become fewer. */
const most = { 1: 29, 20: 30 }

test('pages that come together cost the database as many statements as one, and no more than they did', async () => {
  let statements = 0
  const { store } = await openStore({
    ...{ databaseUrl: null, dataDir: 'memory://', onQuery: () => statements++ },
  })
  try {
    await store.syncSources([news.source()], news.start)
    const index = new StoryIndex()
    const count = async (from: number, articles: number) => {
      statements = 0
      const numbers = Array.from({ length: articles }, (_, at) => from + at)
      await store.saveArticles(
        numbers.map(number => news.reading(`news.example/${number}`, unlike(number))),
      )
      const unpublished = await store.unpublishedArticles(articles, [])
      await store.publish(
        unpublished.map(article => publishRequest(world, article, judged)),
        index,
      )
      return statements
    }
    await count(1, 3)
    const counted = { 1: await count(10, 1), 20: await count(100, 20) }
    expect(counted[1]).toBeLessThanOrEqual(most[1])
    expect(counted[20]).toBeLessThanOrEqual(most[20])
    expect((await store.readFeed({}, 100)).length).toBe(24)
  } finally {
    await store.close()
  }
})

const judged = { relevance: news.relevant, template: null }
const config = { outlets: { findByHost: () => null } }
const world = { config: () => config as never, now: () => news.start }

/** News that shares nothing with any other. */
function unlike(number: number) {
  const random = openRandom(number)
  const characters = Array.from({ length: 240 }, () =>
    String.fromCharCode(0x4e00 + random.upTo(20_000)),
  ).join('')
  return { title: characters.slice(0, 18), text: characters.slice(18) }
}
