import { expect, test } from 'vitest'
import { joinWatches } from '../../src/metrics/join-watches.ts'
import { openMeter } from '../../src/metrics/meter.ts'
import { checkMetrics, hasPromtool } from './promtool.ts'

const asked = {
  host: 'news.example:443',
  what: 'page' as const,
  at: new Date('2026-11-20T08:00:00Z'),
  waitedMs: 20,
  tookMs: 120,
  gapMs: 1_000,
  conditional: true,
  status: 304,
  bytes: 0,
}

const countIn = (text: string, series: string) =>
  text
    .split('\n')
    .find(line => line.startsWith(`${series} `))
    ?.split(' ')
    .at(-1)

test('what was done is counted under the words of the log', async () => {
  const meter = openMeter()
  meter.watch.asked(asked)
  meter.watch.asked({ ...asked, status: 200, bytes: 512 })
  meter.watch.asked({ ...asked, status: null })
  meter.roundEnded({ kind: 'saved' }, { saved: 3, 'notArticle:empty': 2 })
  meter.jobEnded('crawl', { kind: 'saved' }, 900)
  meter.jobEnded('crawl', null, 10)
  meter.published(3, 1, [1500, 2500])
  meter.delivered(204)
  meter.answered('feed', 304, 1)
  meter.pageRead(250)
  const text = await meter.registry.metrics()
  const expected = {
    'carbonwire_requests_total{what="page",status="304"}': '1',
    'carbonwire_requests_total{what="page",status="none"}': '1',
    carbonwire_received_bytes_total: '512',
    'carbonwire_links_total{outcome="saved",reason=""}': '3',
    'carbonwire_links_total{outcome="notArticle",reason="empty"}': '2',
    'carbonwire_links_total{outcome="gone",reason="http-410"}': '0',
    'carbonwire_jobs_total{job="crawl",outcome="thrown"}': '1',
    carbonwire_changes_total: '3',
    carbonwire_merges_total: '1',
    carbonwire_fetch_to_feed_seconds_count: '2',
    'carbonwire_deliveries_total{status="2xx"}': '1',
    'carbonwire_http_responses_total{route="feed",status="304"}': '1',
    carbonwire_reading_cpu_seconds_total: '0.25',
  }
  for (const [series, value] of Object.entries(expected))
    expect([series, countIn(text, series)]).toEqual([series, value])
})

test('the number of series does not grow with hosts', async () => {
  const lines = async (hosts: number) => {
    const meter = openMeter()
    for (let at = 0; at < hosts; at++) {
      meter.watch.asked({ ...asked, host: `h${at}.example:443`, status: 200 + (at % 400) })
      meter.watch.held(`h${at}.example:443`, asked.at, 'retry-after', asked.at)
    }
    return (await meter.registry.metrics())
      .split('\n')
      .filter(line => line.startsWith('carbonwire_')).length
  }
  expect(await lines(5_000)).toBe(await lines(400))
})

test('several watches are told of everything', () => {
  const told: string[] = []
  const watch = (name: string) => ({
    asked: () => told.push(`${name} asked`),
    denied: () => told.push(`${name} denied`),
    held: () => told.push(`${name} held`),
  })
  const both = joinWatches([watch('a'), watch('b')])
  both.asked(asked)
  both.denied(asked.host, 'robots', asked.at)
  both.held(asked.host, asked.at, 'overloaded', asked.at)
  expect(told).toEqual(['a asked', 'b asked', 'a denied', 'b denied', 'a held', 'b held'])
})

test.skipIf(!hasPromtool)(
  `Prometheus' checker finds nothing wrong${hasPromtool ? '' : ' (skipped: no promtool on this machine)'}`,
  async () => {
    expect(checkMetrics(await openMeter().registry.metrics())).toBe('')
  },
)

test('how late the event loop was is told until it is asked, without what lies between two looks', async () => {
  const { registry } = openMeter()
  const read = async (figure: string) =>
    Number(countIn(await registry.metrics(), `nodejs_eventloop_lag_${figure}_seconds`))
  expect(await read('max')).toBe(0)
  const until = performance.now() + 1200
  while (performance.now() < until);
  // What was due within the next 500 ms came when these 1200 were over.
  await new Promise(resolve => setTimeout(resolve, 0))
  await new Promise(resolve => setImmediate(resolve))
  const text = await registry.metrics()
  const most = Number(countIn(text, 'nodejs_eventloop_lag_max_seconds'))
  expect(most).toBeGreaterThan(0.4)
  expect(Number(countIn(text, 'nodejs_eventloop_lag_p99_seconds'))).toBeCloseTo(most, 1)
  expect(await read('max')).toBe(0)
})
