import { afterAll, beforeAll, expect, test } from 'vitest'
import { openDemoWeb } from '../../demo/web.ts'
import type { Running } from '../../src/cli/run-process.ts'
import { checkMetrics, hasPromtool } from '../metrics/promtool.ts'
import { freePort } from '../services.ts'
import { crawlAll, makeConfig, startLineFor } from './start-line.ts'

const opened = new AsyncDisposableStack()
let running: Running & { url: string }
let probes: string

beforeAll(async () => {
  const web = await openDemoWeb({ bornAt: new Date('2026-11-20T04:00:00Z') })
  opened.defer(() => web.close())
  const sources = web.sources.map(({ source }) => source as { id: string }).slice(0, 2)
  const config = opened.use(makeConfig(sources))
  const port = await freePort()
  const env = { ALLOW_ADDRESSES: '127.0.0.1', LOG_LEVEL: 'silent', METRICS_PORT: String(port) }
  running = opened.use(await startLineFor(config.dir, env))
  probes = `http://localhost:${port}`
  await crawlAll(running, 240_000)
}, 300_000)
afterAll(() => opened.disposeAsync())

const numberIn = (text: string, series: string) =>
  Number(
    text
      .split('\n')
      .find(line => line.startsWith(`${series} `))
      ?.split(' ')
      .at(-1),
  )

test('the instruments tell of a crawl what it did', async () => {
  const text = await (await fetch(`${probes}/metrics`)).text()
  for (const series of [
    'carbonwire_rounds_total{outcome="saved"}',
    'carbonwire_links_total{outcome="saved",reason=""}',
    'carbonwire_requests_total{what="page",status="2xx"}',
    'carbonwire_requests_total{what="robots",status="2xx"}',
    'carbonwire_received_bytes_total',
    'carbonwire_pages_read_total',
    'carbonwire_reading_cpu_seconds_total',
    'carbonwire_changes_total',
    'carbonwire_fetch_to_feed_seconds_count',
    'carbonwire_jobs_total{job="publish",outcome="published"}',
    'carbonwire_database_query_seconds_count',
    'carbonwire_last_change',
  ])
    expect([series, numberIn(text, series) > 0]).toEqual([series, true])
  expect(numberIn(text, 'carbonwire_unpublished_articles')).toBe(0)
  if (hasPromtool) expect(checkMetrics(text)).toBe('')
})

test('the process is ready, and shows its instruments on their own port alone', async () => {
  expect(await (await fetch(`${probes}/health/ready`)).json()).toMatchObject({
    status: 'ok',
    duties: ['serve', 'crawl', 'publish'],
  })
  expect((await fetch(`${running.url}/metrics`)).status).toBe(404)
})

test('publishers find what was done to their hosts', async () => {
  await expect
    .poll(
      async () => {
        const { days } = (await (await fetch(`${running.url}/api/v1/politeness`)).json()) as {
          days: { requests: number; robotsRequests: number; shortGaps: number; early: number }[]
        }
        return days.length > 0 && days.some(({ robotsRequests }) => robotsRequests > 0)
      },
      { timeout: 120_000, interval: 500 },
    )
    .toBe(true)
  const { days } = (await (await fetch(`${running.url}/api/v1/politeness`)).json()) as {
    days: { shortGaps: number; early: number }[]
  }
  expect(days.filter(({ shortGaps, early }) => shortGaps + early > 0)).toEqual([])
  const page = await (await fetch(`${running.url}/politeness?ui=en`)).text()
  expect(page).toContain('Politeness report')
  expect(page).toMatch(/<th scope="row">[a-z.-]+:\d+<\/th>/)
})
