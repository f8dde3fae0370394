import { afterAll, beforeAll, expect, test } from 'vitest'
import { StoryIndex } from '../../src/dedupe/story-index.ts'
import { buildServer } from '../../src/server/build-server.ts'
import type { OpenedStore } from '../../src/store/open-store.ts'
import { openStore } from '../../src/store/open-store.ts'
import { later, publishKey, reading, relevant, saveOne } from '../contract/invented-news.ts'
import { fixtureConfig, fixtureParts } from './fixture-parts.ts'

const reports = [
  {
    key: 'news.example.org/a/capture.html',
    sourceId: 'news.example.org',
    title: '青石湾水泥厂碳捕集装置投运 年捕集18.6万吨',
    text: '青石湾水泥厂的碳捕集装置今天投入运行，每年可捕集二氧化碳18.6万吨，所得的气体经管道送往附近的油田封存。\n厂长陆远山说，装置的电力全部来自厂区屋顶的光伏。',
  },
  {
    key: 'wire.example/capture',
    sourceId: 'wire.example',
    title: '陆远山：水泥厂每年少排18.6万吨',
    text: '记者在青石湾看到，窑尾烟气被引入一座四十米高的吸收塔。“一年能捕集二氧化碳18.6万吨。”厂长陆远山介绍，这套设备从今天起连续运转，封存的费用由油田与工厂各担一半。',
  },
]

let opened: OpenedStore
const pathOf = (id: string) => `/stories/${id.replace('urn:uuid:', '')}`
const config = fixtureConfig()
const { parts } = fixtureParts([])
let app: ReturnType<typeof buildServer>
const ask = async (path: string) => await app.request(`http://127.0.0.1${path}`)

beforeAll(async () => {
  opened = await openStore({ databaseUrl: null, dataDir: 'memory://' })
  const { store } = opened
  await store.syncSources(config.sources, later(0))
  const index = new StoryIndex()
  for (const [at, { key, sourceId, ...article }] of reports.entries()) {
    const published = {
      ...{ precision: 'minute' as const, at: later(at), zone: 'Asia/Shanghai' },
      evidence: 'meta' as const,
    }
    await saveOne(store, reading(key, { ...article, published }, { sourceId }))
    await publishKey(store, index, key, { relevance: relevant, now: later(at + 1) })
  }
  app = buildServer({ ...parts, store, now: () => later(10) })
})
afterAll(() => opened?.store.close())

test('two reports of one event name each other in the JSON feed, in the API and on their pages, and stay two stories', async () => {
  const { items } = (await (await ask('/feed.json')).json()) as {
    items: { id: string; title: string; _carbonwire: { related: string[] } }[]
  }
  expect(items.map(({ title }) => title)).toEqual([reports[1]!.title, reports[0]!.title])
  const [second, first] = items as [(typeof items)[0], (typeof items)[0]]
  expect(second._carbonwire.related).toEqual([first.id])
  expect(first._carbonwire.related).toEqual([second.id])

  for (const [own, other] of [items, items.toReversed()] as (typeof items)[]) {
    const told = (await (await ask(`/api/v1${pathOf(own!.id)}`)).json()) as {
      related: { id: string; title: string }[]
    }
    expect(told.related).toMatchObject([{ title: other!.title }])
    const page = await (await ask(`${pathOf(own!.id)}?ui=en`)).text()
    expect(page).toContain('Other stories about this event')
    expect(page).toContain(`<a href="${pathOf(other!.id)}">${other!.title}</a>`)
  }
})
