import { afterAll, beforeAll, expect, test } from 'vitest'
import { StoryIndex } from '../../src/dedupe/story-index.ts'
import { buildServer } from '../../src/server/build-server.ts'
import { type OpenedStore, openStore } from '../../src/store/open-store.ts'
import { later, publishKey, reading, relevant, saveOne, wind } from '../contract/invented-news.ts'
import { fixtureConfig, fixtureParts } from './fixture-parts.ts'

const summary = '窑湾县把停烧的砖窑改成晒谷场，一天能烘干六吨稻谷。'

let opened: OpenedStore
let app: ReturnType<typeof buildServer>
const ask = async (path: string) => await app.request(`http://127.0.0.1${path}`)

beforeAll(async () => {
  opened = await openStore({ databaseUrl: null, dataDir: 'memory://' })
  const { store } = opened
  await store.syncSources(fixtureConfig().sources, later(0))
  const index = new StoryIndex()
  const told = [
    { key: 'news.example.org/a/kiln.html', title: '砖窑改成晒谷场', text: '', html: '', summary },
    { key: 'news.example.org/a/wind.html', ...wind },
  ]
  for (const [at, { key, ...article }] of told.entries()) {
    await saveOne(store, reading(key, article, { sourceId: 'news.example.org' }))
    await publishKey(store, index, key, { relevance: relevant, now: later(at + 1) })
  }
  const { parts } = fixtureParts([])
  app = buildServer({ ...parts, store, now: () => later(10) })
})
afterAll(() => opened?.store.close())

test('an article of which only a summary is known says so in the feed, in the API and on its page', async () => {
  const { items } = (await (await ask('/feed.json')).json()) as {
    items: { id: string; content_html: string; _carbonwire: { summary_only?: true } }[]
  }
  expect(items.map(({ _carbonwire }) => _carbonwire.summary_only)).toEqual([undefined, true])
  expect(items[1]?.content_html).toContain(summary)

  const path = `/stories/${items[1]!.id.replace('urn:uuid:', '')}`
  const told = (await (await ask(`/api/v1${path}`)).json()) as { members: { articleId: string }[] }
  expect(told).toMatchObject({ story: { isSummaryOnly: true, summary } })
  const article = await (await ask(`/api/v1/articles/${told.members[0]!.articleId}`)).json()
  expect(article).toMatchObject({ isSummaryOnly: true, summary, text: '' })

  const shown = await (await ask(`${path}?ui=en`)).text()
  expect(shown).toContain(summary)
  expect(shown).toContain('The page brings its text with a script; this is its summary.')
  const other = await (await ask(`/stories/${items[0]!.id.replace('urn:uuid:', '')}?ui=en`)).text()
  expect(other).not.toContain('with a script')
})
