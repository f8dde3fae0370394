import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { parse } from 'yaml'
import { type Client, openClient } from '../../src/client/client.ts'
import { type ReadPoint, seriesSchema } from '../../src/model/series.ts'
import type { StoredArticle } from '../../src/model/stored-article.ts'
import { openKnownFigures } from '../../src/pipeline/known-figures.ts'
import { saveSeriesOf } from '../../src/pipeline/save-series.ts'
import type { World } from '../../src/pipeline/world.ts'
import { buildLexicon } from '../../src/series/lexicon.ts'
import { buildServer } from '../../src/server/build-server.ts'
import { type Served, serve } from '../../src/server/http/serve.ts'
import type { OpenedStore } from '../../src/store/open-store.ts'
import { openFilledStore } from './filled-store.ts'
import { fixtureParts } from './fixture-parts.ts'

const series = buildLexicon(
  seriesSchema.parse(
    parse(readFileSync(new URL('../../config/series.yaml', import.meta.url), 'utf8')),
  ),
)
let opened: OpenedStore
let served: Served
let base: string
let client: Client
let ask: (path: string) => Promise<Response>
let articles: StoredArticle[]

beforeAll(async () => {
  opened = await openFilledStore()
  const { parts } = fixtureParts([])
  const config = { ...parts.config(), seriesConfig: series.config }
  const app = buildServer({
    ...parts,
    store: opened.store,
    config: () => config,
    now: () => new Date('2026-03-20T00:00:00Z'),
    freshForMs: 0,
  })
  ask = async path => app.request(path)
  served = await serve(app, { host: '127.0.0.1', port: 0 })
  base = `http://127.0.0.1:${served.port}`
  client = openClient({ base })
  articles = (await opened.store.listArticles({}, 10)).articles
})
afterAll(async () => {
  await served.close(100)
  await opened.store.close()
})

const figures = openKnownFigures()
const say = (at: number, html: string) =>
  saveSeriesOf({ ...opened, figures, config: () => ({ series }) } as unknown as World, [
    {
      wanted: true,
      article: {
        ...articles[at]!,
        article: {
          ...articles[at]!.article,
          title: '碳市收盘',
          html,
          language: 'zh-Hans',
          published: {
            precision: 'day',
            day: '2026-03-18',
            zone: 'Asia/Shanghai',
            evidence: 'meta',
          },
        },
      },
    },
  ])
type Told = ReadPoint & { held: string | null; conflicts: number; articleId: string }
const points = async (search = '') =>
  (await (await ask(`/api/v1/series/points${search}`)).json()) as {
    points: Told[]
    next: string | null
  }

type Log = {
  changes: {
    sequence: number
    kind: string
    day: string
    was: number | null
    value: number | null
    articleId: string
  }[]
  next: number
  more: boolean
  epoch: string
}
const changed = async (search = '') =>
  (await (await ask(`/api/v1/series/changes?measure=close${search}`)).json()) as Log

test('what an article says replaces what it said before', async () => {
  await say(0, '<p>3月16日全国碳市场收盘价80.00元/吨。3月17日全国碳市场收盘价81.00元/吨。</p>')
  await say(0, '<p>3月16日全国碳市场收盘价80.50元/吨。3月17日全国碳市场收盘价81.00元/吨。</p>')
  const { points: told } = await points('?market=cn-ets&measure=close')
  expect(told.map(({ day, value }) => [day, value])).toEqual([
    ['2026-03-17', 81],
    ['2026-03-16', 80.5],
  ])
  expect(told[0]).toMatchObject({ unit: 'CNY/t', where: 'sentence', articleId: articles[0]!.id })
})

test('a correction wins over the figure it sets right, and both are counted', async () => {
  await say(1, '<p>3月17日全国碳市场收盘价应为80.10元/吨，误作81.00元/吨。</p>')
  const { points: told } = await points('?measure=close&since=2026-03-17')
  expect(told).toMatchObject([{ value: 80.1, isCorrection: true, conflicts: 1 }])
})

test('whoever follows the figures hears of each new one, and what one was before it was set right', async () => {
  const { changes, next, epoch } = await changed()
  expect(changes.map(({ kind, day, was, value }) => [kind, day, was, value])).toEqual([
    ['added', '2026-03-16', null, 80],
    ['added', '2026-03-17', null, 81],
    ['changed', '2026-03-16', 80, 80.5],
    ['changed', '2026-03-17', 81, 80.1],
  ])
  expect(changes.at(-1)).toMatchObject({ isCorrection: true, articleId: articles[1]!.id })
  expect((await changed(`&after=${next}&epoch=${epoch}`)).changes).toEqual([])
  expect((await changed('&changed=true&limit=1')).more).toBe(true)
  expect((await ask('/api/v1/series/changes?epoch=another')).status).toBe(410)
})

test('the numbers of the log are its own: a place ahead of it is answered 410 with where it ends', async () => {
  const { next } = await changed()
  const { sequence: end } = (await (await ask('/api/v1/series')).json()) as { sequence: number }
  expect(end).toBe(next)
  expect((await ask(`/api/v1/series/changes?after=${end}`)).status).toBe(200)
  for (const path of ['changes', 'events']) {
    const gone = await ask(`/api/v1/series/${path}?after=${end + 1}`)
    expect(gone.status).toBe(410)
    expect(await gone.text()).toContain(`go on after ${end}`)
  }
  expect((await ask('/api/v1/series/events')).status).toBe(400)
  expect((await ask('/api/v1/series/events?after=0&colour=red')).status).toBe(400)
})

test('a jump beyond reason is held back until it is asked for', async () => {
  await say(2, '<p>3月18日全国碳市场收盘价180.00元/吨。</p>')
  expect((await points('?since=2026-03-18')).points).toEqual([])
  expect((await points('?since=2026-03-18&held=true')).points).toMatchObject([
    { held: 'jump', value: 180 },
  ])
})

test('a figure that was released is told, also after its article is read again', async () => {
  const key = { market: 'cn-ets', instrument: 'CEA', day: '2026-03-18', measure: 'close' }
  expect((await opened.store.listPoints({ onlyHeld: true }, 10)).points).toMatchObject([key])
  expect(await opened.store.releasePoints(key)).toBe(1)
  expect((await points('?since=2026-03-18')).points).toMatchObject([{ held: null, value: 180 }])
  await say(2, '<p>3月18日全国碳市场收盘价180.00元/吨。</p>')
  expect((await points('?since=2026-03-18')).points).toMatchObject([{ held: null, value: 180 }])
  await say(2, '<p>3月18日全国碳市场收盘价190.00元/吨。</p>')
  expect((await points('?since=2026-03-18')).points).toEqual([])
})

test('the jump is measured from the nearest day, in whichever order the days come', async () => {
  await say(2, '<p>3月13日全国碳市场收盘价180.00元/吨。</p>')
  expect((await points('?until=2026-03-13&held=true')).points).toMatchObject([{ held: 'jump' }])
  await say(2, '<p>3月13日全国碳市场收盘价82.00元/吨。</p>')
  expect((await points('?until=2026-03-13')).points).toMatchObject([{ held: null, value: 82 }])
  await say(2, '<p>今日没有行情。</p>')
  expect((await points('?until=2026-03-13')).points).toEqual([])
  const { changes } = await changed()
  expect(changes.slice(-2).map(({ kind, was, value }) => [kind, was, value])).toEqual([
    ['added', null, 82],
    ['withdrawn', 82, null],
  ])
})

test('what was read of an older revision replaces nothing', async () => {
  const { id, revision } = articles[0]!
  await opened.store.savePoints([{ articleId: id, revision: revision - 1, points: [] }])
  const { points: told } = await points('?market=cn-ets&measure=close')
  expect(told.some(point => point.articleId === id)).toBe(true)
})

test('pages follow each other without a hole', async () => {
  const first = await points('?limit=1')
  const second = await points(`?limit=1&after=${first.next}`)
  expect([first, second].map(page => page.points[0]!.day)).toEqual(['2026-03-17', '2026-03-16'])
  expect(second.next).toBeNull()
})

test('figures come as CSV and as lines', async () => {
  const csv = await (await ask('/api/v1/series/points.csv?measure=close')).text()
  expect(csv.split('\r\n')[0]).toContain('market,instrument,day,measure,value,unit')
  expect(csv).toContain('cn-ets,CEA,2026-03-17,close,80.1,CNY/t')
  const lines = await (await ask('/api/v1/series/points.ndjson')).text()
  expect(
    lines
      .trim()
      .split('\n')
      .map(line => JSON.parse(line).day),
  ).toEqual(['2026-03-17', '2026-03-16'])
})

test('what makes no sense is said', async () => {
  expect((await ask('/api/v1/series/points?since=soon')).status).toBe(400)
  expect((await ask('/api/v1/series/points?after=x')).status).toBe(400)
  expect((await ask('/api/v1/series/points.csv?colour=red')).status).toBe(400)
})

test('the page draws the closes and tells them as a table', async () => {
  const page = await (await ask('/series?ui=zh')).text()
  expect(page).toContain('全国碳市场 · CEA')
  expect(page).toContain('<polyline')
  expect(page).toContain('80.1 CNY/t')
  expect(page).toContain('<del>81</del>')
  expect(await (await ask('/series?ui=en')).text()).toContain('China national ETS · CEA')
})

test('who listens hears of figures as they come, of those alone that it asked for, and goes on where it was', async () => {
  const { changes } = await changed('&changed=true')
  const stop = new AbortController()
  const heard: unknown[] = []
  const listening = (async () => {
    for await (const change of client.listenToSeries(0, {
      ...{ market: ['cn-ets'], measure: ['close'], changed: 'true', signal: stop.signal },
    })) {
      heard.push(change)
      if (heard.length > changes.length) return
    }
  })()
  await expect.poll(() => heard.length).toBe(changes.length)
  // A new figure is none of its concern, the correction after it is.
  await say(2, '<p>3月19日全国碳市场收盘价82.00元/吨。</p>')
  await say(2, '<p>3月19日全国碳市场收盘价82.60元/吨。</p>')
  await listening
  stop.abort()
  expect(heard.slice(0, -1)).toEqual(changes)
  expect(heard.at(-1)).toMatchObject({ kind: 'changed', day: '2026-03-19', was: 82, value: 82.6 })

  const again = await fetch(`${base}/api/v1/series/events?after=0`, {
    headers: { 'Last-Event-ID': String(changes.at(-1)!.sequence) },
  })
  const reader = again.body!.pipeThrough(new TextDecoderStream()).getReader()
  let text = ''
  while (!text.includes('"value":82.6')) text += (await reader.read()).value ?? ''
  await reader.cancel()
  expect(text).toMatch(/^retry: 5000\n\nid: \d+\nevent: \w+\ndata: /)
  expect(text).not.toContain(`id: ${changes.at(-1)!.sequence}\n`)
})
