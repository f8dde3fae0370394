import { expect, test } from 'vitest'
import { openMeter } from '../../src/metrics/meter.ts'
import { buildServer } from '../../src/server/build-server.ts'
import type { Duty } from '../../src/server/parts.ts'
import { isReady, judgeLine, type LineFindings } from '../../src/server/probes/line-checks.ts'
import { openRedaction } from '../../src/text/redact.ts'
import { checkMetrics, hasPromtool } from '../metrics/promtool.ts'
import { fixtureParts, manyItems, quietLine } from './fixture-parts.ts'

const well: LineFindings = { line: quietLine, queueAnswers: true, room: { ok: true }, skewMs: 0 }
const late = 16 * 60

test.each<[string, Partial<LineFindings>, string[], Duty[]]>([
  ['all is well', {}, [], ['serve', 'crawl', 'publish']],
  ['the database is away', { line: null }, ['store'], []],
  ['the queue is away', { queueAnswers: false }, ['queue'], ['serve']],
  ['the disk is full', { room: { ok: false, reason: 'full' } }, ['room'], ['serve']],
  ['the clock is behind', { skewMs: -5_000 }, ['clock'], ['serve']],
  [
    'nobody crawls',
    { line: { ...quietLine, mostOverdue: late, sinceLastRound: late } },
    ['crawl'],
    ['serve', 'publish'],
  ],
  [
    'nobody has ever crawled though a round is due',
    { line: { ...quietLine, mostOverdue: late, sinceLastRound: null } },
    ['crawl'],
    ['serve', 'publish'],
  ],
  [
    'one source is late, and others have their rounds',
    { line: { ...quietLine, mostOverdue: late, sinceLastRound: 30 } },
    [],
    ['serve', 'crawl', 'publish'],
  ],
  [
    'nobody publishes',
    { line: { ...quietLine, unpublished: 4, oldestUnpublished: late } },
    ['publisher'],
    ['serve', 'crawl'],
  ],
])('when %s, that is told and held against those who need it', (_, findings, wrong, ready) => {
  const checks = judgeLine({ ...well, ...findings })
  expect(checks.filter(({ ok }) => !ok).map(({ name }) => name)).toEqual(wrong)
  const duties: Duty[] = ['serve', 'crawl', 'publish']
  expect(duties.filter(duty => isReady(checks, [duty]))).toEqual(ready)
})

const ask = (parts: object, path: string) =>
  buildServer({ ...fixtureParts(manyItems(3)).parts, ...parts }).request(`http://localhost${path}`)

test('a process is alive whatever is away, and ready when it can do its work', async () => {
  const { parts, state } = fixtureParts(manyItems(3))
  const app = buildServer({ ...parts, duties: ['serve', 'crawl'] })
  expect((await app.request('/health/ready')).status).toBe(200)
  state.down = true
  expect((await app.request('/health/live')).status).toBe(200)
  const ready = await app.request('/health/ready')
  expect(ready.status).toBe(503)
  expect(await ready.json()).toMatchObject({ status: 'unready', duties: ['serve', 'crawl'] })
})

test('a server goes on serving while the line behind it stands still, and says so', async () => {
  const queue = {
    counts: () => Promise.reject(new Error('away')),
    oldestWaiting: () => Promise.reject(new Error('away')),
  }
  const answer = await ask({ queue }, '/health/ready')
  expect(answer.status).toBe(200)
  expect(await answer.json()).toMatchObject({ status: 'degraded' })
})

test('a disk that is full makes a process degraded, with the reason, while readers are served', async () => {
  const { parts } = fixtureParts(manyItems(3))
  const room = async () => ({ ok: false, reason: 'the disk of the data directory is full' })
  const app = buildServer({ ...parts, store: { ...parts.store, room } as typeof parts.store })
  const answer = await app.request('/health')
  expect(answer.status).toBe(200)
  expect(await answer.json()).toMatchObject({
    status: 'degraded',
    store: { ok: true, room: 'the disk of the data directory is full: the crawl pauses' },
  })
  expect((await app.request('/feed.json')).status).toBe(200)
})

test('metrics tell of the line, and of answers by kind', async () => {
  const queue = {
    counts: async () => ({ crawl: { waiting: 4, active: 1, delayed: 2, failed: 0 } }),
    oldestWaiting: async () => ({ crawl: 12.5 }),
  }
  const { parts } = fixtureParts(manyItems(3))
  const app = buildServer({ ...parts, queue: queue as never, meter: openMeter() })
  const etag = (await app.request('/feed.xml')).headers.get('etag')!
  await app.request('/feed.xml', { headers: { 'if-none-match': etag } })
  await app.request('/nowhere')
  const answer = await app.request('/metrics')
  expect(answer.headers.get('content-type')).toBe('text/plain; version=0.0.4; charset=utf-8')
  const text = await answer.text()
  expect(text.split('\n')).toEqual(
    expect.arrayContaining([
      'carbonwire_queue_jobs{queue="crawl",state="waiting"} 4',
      'carbonwire_queue_oldest_seconds{queue="crawl"} 12.5',
      'carbonwire_unpublished_articles 0',
      'carbonwire_line_ok{check="store"} 1',
      'carbonwire_database_size_bytes 1000000',
      'carbonwire_http_responses_total{route="feed",status="2xx"} 1',
      'carbonwire_http_responses_total{route="feed",status="304"} 1',
      'carbonwire_http_responses_total{route="page",status="4xx"} 1',
    ]),
  )
  if (hasPromtool) expect(checkMetrics(text)).toBe('')
})

test('metrics while the store is away show no figure that nobody has read', async () => {
  const { parts, state } = fixtureParts([])
  state.down = true
  const text = await (await buildServer(parts).request('/metrics')).text()
  expect(text).toContain('carbonwire_line_ok{check="store"} 0')
  expect(text).not.toMatch(/^carbonwire_unpublished_articles /m)
})

test('with a port of their own, metrics are not for readers', async () => {
  const settings = { publicUrl: null, metricsPort: 9464 }
  expect((await ask({ settings }, '/metrics')).status).toBe(404)
  expect((await ask({ settings }, '/health/live')).status).toBe(200)
})

const said = 'connect ECONNREFUSED 10.1.2.3:5432, AUTH Geheim-4711 failed'
const away = async () => Promise.reject(new Error(said))

type Away = { down?: boolean; queue?: object }

test.each<[string, Away]>([
  ['the store', { down: true }],
  ['the queue', { queue: { counts: away, oldestWaiting: away } }],
])(
  'why %s does not answer is told plainly to everybody, and as it was said to operators',
  async (name, { down, ...more }) => {
    const { parts } = fixtureParts(manyItems(3))
    const key = { id: 'k', name: 'op', scopes: ['operate'], perMinute: null }
    let isAway = false
    const orAway =
      <T>(value: T) =>
      async () =>
        isAway ? away() : value
    const store = {
      ...parts.store,
      findApiKey: async (text: string) =>
        isAway ? away() : text === 'cw_of-an-operator' ? key : null,
      touchApiKey: async () => {},
      readSizes: async () => ({}),
      lastSequence: orAway(3),
    }
    const redact = openRedaction(['Geheim-4711'])
    const app = buildServer({ ...parts, ...(more as object), store: store as never, redact })
    const read = async (token?: string) => {
      const headers = token ? { authorization: `Bearer ${token}` } : undefined
      return (await app.request('/health', { headers })).text()
    }
    await read('cw_of-an-operator')
    isAway = down === true
    const door = name === 'the store' ? 'store' : 'queue'
    for (const stranger of [undefined, 'cw_of-somebody-else']) {
      const text = await read(stranger)
      expect(JSON.parse(text)[door]).toEqual({ ok: false, error: 'it does not answer' })
      expect(text).not.toMatch(/10\.1\.2\.3|ECONNREFUSED/)
    }
    const told = await read('cw_of-an-operator')
    expect(JSON.parse(told)[door]).toMatchObject({
      error: 'it does not answer',
      detail: expect.stringContaining('ECONNREFUSED 10.1.2.3:5432'),
    })
    expect(told).not.toContain('Geheim-4711')
  },
)
