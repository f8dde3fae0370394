import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { articlePage, listingPage } from '../../bench/whole-line/pages.ts'
import { articleTrace } from '../../src/metrics/article-trace.ts'
import { openTracer, wantsTraces } from '../../src/metrics/open-tracer.ts'
import { makeConfig } from '../pipeline/start-line.ts'
import { hasPostgres, needing, startPostgres } from '../services.ts'
import { tellOfChildren } from '../told-children.ts'
import { openReceiver } from './otlp-receiver.ts'

const log = { warn: () => undefined }
const endpoint = 'OTEL_EXPORTER_OTLP_ENDPOINT'

test.each([
  [{}, false],
  [{ [endpoint]: 'http://collector.example' }, true],
  [{ OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: 'http://collector.example/v1/traces' }, true],
  [{ [endpoint]: 'http://collector.example', OTEL_SDK_DISABLED: 'true' }, false],
  [{ [endpoint]: 'http://collector.example', OTEL_TRACES_EXPORTER: 'none' }, false],
])('%j asks for traces: %s', (env, expected) => {
  expect(wantsTraces(env)).toBe(expected)
})

test('an article has the same trace in every process, and each text its own', () => {
  const first = articleTrace({ id: 'a', revision: 1 })
  expect(first).toEqual(articleTrace({ id: 'a', revision: 1 }))
  expect(first.traceId).toMatch(/^[0-9a-f]{32}$/)
  expect(first.spanId).toMatch(/^[0-9a-f]{16}$/)
  expect(articleTrace({ id: 'a', revision: 2 }).traceId).not.toBe(first.traceId)
})

test('without a collector work runs as it would, and nothing is known of it', async () => {
  const tracer = await openTracer({}, '1.0.0', log)
  expect(await tracer.job('crawl', {}, async () => tracer.current())).toBeNull()
  await tracer.close()
})

test.skipIf(!hasPostgres)(
  needing(
    'one article is followed from its round in one process to its publication in another, and no site hears of it',
    'postgres',
    hasPostgres,
  ),
  { timeout: 240_000 },
  async () => {
    await using receiver = await openReceiver()
    await using postgres = await startPostgres()
    await using site = await openSite(4)
    using config = makeConfig([site.source])
    const children = tellOfChildren()
    for (const worker of ['crawl', 'publish'])
      children.start(worker, [join(import.meta.dirname, '../../workers', `${worker}.ts`)], {
        ...process.env,
        DATABASE_URL: postgres.url,
        CONFIG_DIR: config.dir,
        ALLOW_ADDRESSES: '127.0.0.1',
        OTEL_EXPORTER_OTLP_ENDPOINT: receiver.url,
        OTEL_EXPORTER_OTLP_HEADERS: 'x-key=word',
        OTEL_SERVICE_NAME: `wire-${worker}`,
        OTEL_BSP_SCHEDULE_DELAY: '200',
      })
    const ofName = (name: string) => receiver.spans.filter(span => span.name === name)
    await children.until(() => ofName('publish').length === 4 && ofName('job crawl').length > 0)
    // What they still hold is sent when they end.
    expect(await children.stopAll()).toEqual([0, 0])

    const jobs = new Map(receiver.spans.map(span => [span.spanId, span]))
    for (const published of ofName('publish')) {
      const root = ofName('article').find(({ traceId }) => traceId === published.traceId)
      expect(published.parentSpanId).toBe(root?.spanId)
      expect(root?.parentSpanId).toBeUndefined()
      expect([root?.service, published.service]).toEqual(['wire-crawl', 'wire-publish'])
      expect(jobs.get(root!.links[0]!.spanId)?.name).toBe('job crawl')
      expect(jobs.get(published.links[0]!.spanId)?.name).toBe('job publish')
    }
    const traces = receiver.spans
      .filter(({ name }) => name.startsWith('job '))
      .map(({ traceId }) => traceId)
    expect(new Set(traces).size).toBe(traces.length)
    expect(receiver.headers).toContain('x-key: word')

    const lines = children
      .said()
      .split('\n')
      .filter(line => line.includes('"job":"crawl"'))
    expect(lines.map(line => JSON.parse(line).trace)).toContain(ofName('job crawl')[0]!.traceId)
    expect(site.headers).not.toContain('traceparent')
    expect(site.headers).not.toContain('tracestate')
    expect(site.headers).not.toContain('baggage')
  },
)

test('a job that throws is marked as an error, and tells why', async () => {
  await using receiver = await openReceiver()
  process.env[endpoint] = receiver.url
  try {
    const tracer = await openTracer(process.env, '1.0.0', log)
    const failing = tracer.job('replay', { replayId: 'r1' }, async () => {
      throw new Error('the disk is gone')
    })
    await expect(failing).rejects.toThrow('the disk is gone')
    await tracer.job('replay', { replayId: 'r2' }, async () => undefined)
    await tracer.close()
  } finally {
    delete process.env[endpoint]
  }
  const [failed, done] = receiver.spans
  expect(failed).toMatchObject({
    status: { code: 2, message: 'the disk is gone' },
    fields: { 'carbonwire.replayId': 'r1' },
    service: 'carbonwire',
  })
  expect(done!.status.code ?? 0).toBe(0)
})

/** A site with so many articles, and the names of the headers it was asked with. */
async function openSite(articles: number) {
  const headers = new Set<string>()
  const server = createServer((request, response) => {
    for (const name of Object.keys(request.headers)) headers.add(name)
    const number = Number(/\/a(\d+)\.html$/.exec(request.url!)?.[1] ?? 0) - 100_000
    const numbers = Array.from({ length: articles }, (_, at) => at)
    if (request.url === '/robots.txt') response.writeHead(404).end()
    else
      response
        .writeHead(200, { 'content-type': 'text/html; charset=utf-8' })
        .end(
          number >= 0
            ? articlePage({ host: 0, number }, articles)
            : listingPage(0, 'all', numbers, 0),
        )
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    headers,
    source: {
      id: 'site.example',
      name: 'a site',
      language: 'zh-Hans',
      zone: 'Asia/Shanghai',
      relevance: 'all',
      entries: [{ kind: 'listing', url: `http://127.0.0.1:${port}/list/` }],
      depth: 0,
      maxAgeDays: 36_500,
      politeness: { gapMs: 0, concurrency: 2 },
    },
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      await new Promise(resolve => server.close(resolve))
    },
  }
}
