import { afterAll, beforeAll, expect, test } from 'vitest'
import { StoryIndex } from '../../src/dedupe/story-index.ts'
import { buildServer } from '../../src/server/build-server.ts'
import { type OpenedStore, openStore } from '../../src/store/open-store.ts'
import {
  closeOf,
  later,
  publishKey,
  reading,
  relevant,
  saveOne,
} from '../contract/invented-news.ts'
import { fixtureConfig, fixtureParts } from './fixture-parts.ts'

const exchange = '滨江能源交易所'
const index = new StoryIndex()
let opened: OpenedStore
let ask: (path: string) => Promise<Response>
let minutes = 0

beforeAll(async () => {
  opened = await openStore({ databaseUrl: null, dataDir: 'memory://' })
  const config = fixtureConfig()
  const [exchangeSource, paper] = config.sources
  await opened.store.syncSources([{ ...exchangeSource!, name: exchange }, paper!], later(0))
  const { parts } = fixtureParts([])
  const app = buildServer({ ...parts, store: opened.store, now: () => later(90), freshForMs: 0 })
  ask = async path => app.request(path)
})
afterAll(() => opened?.store.close())

type Report = { credits: string | null; value: number; title: string; text: string }

/** A report of the close of one day, read after all before it. */
async function report(
  sourceId: 'news.example.org' | 'wire.example',
  path: string,
  { credits, value, title, text }: Report,
): Promise<string> {
  const { store } = opened
  const key = `${sourceId}/${path}`
  minutes += 1
  const outlet = credits ? { printed: credits, name: credits } : null
  const published = {
    ...{ precision: 'minute' as const, at: later(minutes), zone: 'Asia/Shanghai' },
    evidence: 'meta' as const,
  }
  await saveOne(store, reading(key, { title, text, outlet, published }, { sourceId }))
  const found = (await store.findArticleByKey(key))!
  const { points } = closeOf(found, value)
  await publishKey(store, index, key, { relevance: relevant, now: later(minutes), points })
  return found.id
}

const toldNow = async () => {
  const answer = await ask('/api/v1/series/points?measure=close')
  const { points } = (await answer.json()) as {
    points: { value: number; reports: number; conflicts: number; articleId: string }[]
  }
  return points[0]!
}

const daily = {
  ...{ credits: exchange, title: '滨江能源交易所今日行情' },
  text: '今日收盘价80.08元/吨。\n挂牌协议成交四万吨，大宗协议没有成交。\n会员在闭市以后可以下载当天的成交明细。',
}

test('the originator’s figure wins over a carrier’s that was read before it, and the carrier’s is kept', async () => {
  const carrier = await report('wire.example', 'brief', {
    ...{ credits: exchange, value: 80.8, title: '碳价简讯：今天收在八十元上方' },
    text: '记者从交易所获悉，今天的收盘价为每吨八十元八角，成交比昨天清淡。\n有分析师说，买家都在等待下周公布的配额方案。',
  })
  expect(await toldNow()).toMatchObject({ value: 80.8, conflicts: 0, articleId: carrier })
  const own = await report('news.example.org', 'daily', { ...daily, value: 80.08 })
  expect(await toldNow()).toMatchObject({
    ...{ value: 80.08, reports: 1, conflicts: 1, articleId: own },
  })
  const { changes } = (await (await ask('/api/v1/series/changes?measure=close')).json()) as {
    changes: unknown[]
  }
  expect(changes).toMatchObject([
    { kind: 'added', was: null, value: 80.8, articleId: carrier },
    { kind: 'changed', was: 80.8, value: 80.08, articleId: own },
  ])
})

test('a copy of the originator’s page changes nothing, and no carrier after it', async () => {
  const before = await toldNow()
  await report('wire.example', 'copy', { ...daily, value: 81.9 })
  await report('wire.example', 'late', {
    ...{ credits: '另一家通讯社', value: 82, title: '收评：碳价小幅走高' },
    text: '碳价今天小幅走高，尾盘有几笔大单成交。\n一家电厂的交易员说，他们已经备足了今年的配额，不急着再买。',
  })
  expect(await toldNow()).toMatchObject({ value: before.value, conflicts: 3 })
})
