import { spawnSync } from 'node:child_process'
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, onTestFailed, test } from 'vitest'
import { parse, stringify } from 'yaml'
import { openDemoWeb } from '../../demo/web.ts'
import type { Running } from '../../src/cli/run-process.ts'
import { end, startChild } from '../children.ts'
import { checkMetrics, hasPromtool } from '../metrics/promtool.ts'
import { freePort, serveWeb } from '../services.ts'
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
  const env = {
    ...{ ALLOW_ADDRESSES: '127.0.0.1', LOG_LEVEL: 'silent', METRICS_PORT: String(port) },
    // Nobody is named to ask: the agent names the report.
    ...{ CRAWLER_CONTACT: '', PUBLIC_URL: 'https://wire.example' },
  }
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

test('whoever is crawled finds the report at the address that the agent names', async () => {
  const heard = Promise.withResolvers<string>()
  const site = await serveWeb((request, response) => {
    if (request.url !== '/robots.txt') heard.resolve(request.headers['user-agent'] ?? '')
    response.writeHead(request.url === '/robots.txt' ? 404 : 200).end('<p>seen</p>')
  })
  const host = `publisher.localhost:${site.port}`
  await running.world.fetcher.fetch({
    ...{ url: `http://${host}/page.html`, accept: 'page' },
    politeness: { gapMs: 0, concurrency: 1 },
  })
  await site[Symbol.asyncDispose]()
  const address = /\+(https:\/\/\S+?)\)/.exec(await heard.promise)![1]!
  expect(new URL(address).origin).toBe('https://wire.example')
  // What was counted is handed over every ten seconds, and a page stands for a minute: it is asked for when there is something to show.
  const kept = () => running.world.store.readPoliteness({ since: '2026-01-01', host, limit: 1 })
  await expect.poll(kept, { timeout: 120_000, interval: 250 }).toHaveLength(1)
  const answer = await fetch(`${running.url}${new URL(address).pathname}?ui=zh`)
  expect(answer.status).toBe(200)
  const report = await answer.text()
  expect(report).toContain(host)
})

const hasPrometheus = spawnSync('prometheus', ['--version']).status === 0

test.skipIf(!hasPrometheus)(
  `Prometheus scrapes a crawl by the example that ships, and every rule of the alarms can be judged${hasPrometheus ? '' : ' (skipped: no prometheus on this machine)'}`,
  { timeout: 600_000 },
  async () => {
    const examples = join(import.meta.dirname, '../../docs/prometheus')
    const folder = mkdtempSync(join(tmpdir(), 'carbonwire-prometheus-'))
    opened.defer(() => rmSync(folder, { recursive: true, force: true }))
    const example = parse(readFileSync(join(examples, 'prometheus.yml'), 'utf8')) as {
      scrape_configs: { scrape_interval: string; static_configs: { targets: string[] }[] }[]
    }
    const [scrape] = example.scrape_configs
    scrape!.scrape_interval = '1s'
    scrape!.static_configs = [{ targets: [new URL(probes).host] }]
    const file = join(folder, 'prometheus.yml')
    const global = { evaluation_interval: '1s' }
    writeFileSync(file, stringify({ ...example, global }))
    cpSync(join(examples, 'alerts.yml'), join(folder, 'alerts.yml'))
    const port = await freePort()
    const prometheus = startChild(
      'prometheus',
      [
        ...[`--config.file=${file}`, `--storage.tsdb.path=${join(folder, 'data')}`],
        ...[`--web.listen-address=127.0.0.1:${port}`, '--log.level=warn'],
      ],
      { stdio: ['ignore', 'ignore', 'pipe'] },
    )
    let said = ''
    prometheus.stderr!.on('data', chunk => {
      said += chunk
    })
    onTestFailed(() => console.error(said))
    const ask = async (path: string) => {
      const answer = await fetch(`http://127.0.0.1:${port}/api/v1/${path}`).catch(() => null)
      return answer?.ok ? ((await answer.json()) as { data: never }).data : null
    }
    const slow = { timeout: 150_000, interval: 300 }
    try {
      const targets = async () => {
        const found = (await ask('targets?state=active')) as Targets | null
        return found?.activeTargets.map(({ health, lastError }) => `${health} ${lastError}`)
      }
      await expect.poll(targets, slow).toEqual(['up '])
      const saved = async () => {
        const query = encodeURIComponent('carbonwire_links_total{outcome="saved"}')
        const found = (await ask(`query?query=${query}`)) as Found | null
        return Number(found?.result[0]?.value[1] ?? 0)
      }
      await expect.poll(saved, slow).toBeGreaterThan(0)
      const rules = async () => {
        const found = (await ask('rules')) as Rules | null
        return found?.groups.flatMap(group => group.rules) ?? []
      }
      const names = [...readFileSync(join(folder, 'alerts.yml'), 'utf8').matchAll(/alert: (\S+)/g)]
      const judged = async () => (await rules()).filter(({ health }) => health === 'ok').length
      await expect.poll(judged, slow).toBe(names.length)
      expect((await rules()).flatMap(({ lastError }) => lastError ?? [])).toEqual([])
    } finally {
      await end(prometheus)
    }
  },
)

type Targets = { activeTargets: { health: string; lastError: string }[] }
type Found = { result: { value: [number, string] }[] }
type Rules = { groups: { rules: { health: string; lastError?: string }[] }[] }
