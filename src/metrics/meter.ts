import { Counter, collectDefaultMetrics, Histogram, Registry } from 'prom-client'
import { type Outcome, outcomeReasons } from '../model/outcome.ts'
import type { FetchWatch } from '../model/watch.ts'
import { addEventLoopDelay } from './event-loop.ts'

/** What this process counts of its own work. No method throws, and no label grows with sources, hosts or readers. */
export type Meter = {
  registry: Registry
  watch: FetchWatch
  jobEnded(job: string, outcome: Outcome | null, ms: number): void
  /** `links` by `kind` or `kind:reason`, as a round has them. */
  roundEnded(outcome: Outcome, links: Record<string, number>): void
  pageRead(cpuMs: number): void
  /** `lagsMs`: from fetch to feed, of each article that changed something for readers. */
  published(changes: number, merges: number, lagsMs: number[]): void
  /** A message to a subscriber. */
  delivered(status: number | null): void
  answered(route: string, status: number, ms: number): void
  queryEnded(ms: number): void
}

/** Names that checkers refuse: what no counter is must not end in `_total`. */
const REFUSED = /_total$/

/** Opens the instruments of a process. */
export function openMeter(): Meter {
  const registry = new Registry()
  addProcessMetrics(registry)
  const registers = [registry]
  const counter = <Label extends string>(name: string, help: string, labelNames: Label[] = []) =>
    new Counter<Label>({ name: `carbonwire_${name}`, help, labelNames, registers })
  const seconds = <Label extends string>(
    name: string,
    help: string,
    buckets: number[],
    labelNames: Label[] = [],
  ) => new Histogram<Label>({ name: `carbonwire_${name}`, help, buckets, labelNames, registers })

  const jobs = counter('jobs_total', 'Jobs by how they ended.', ['job', 'outcome'])
  const jobSeconds = seconds(
    'job_duration_seconds',
    'How long jobs took.',
    [0.05, 0.25, 1, 5, 15, 60, 120],
    ['job'],
  )
  const rounds = counter('rounds_total', 'Rounds of sources by how they ended.', ['outcome'])
  const links = counter('links_total', 'Links by how they ended.', ['outcome', 'reason'])
  const requests = counter(
    'requests_total',
    'Requests to hosts by what they asked for and answer.',
    ['what', 'status'],
  )
  const bytes = counter('received_bytes_total', 'Bytes of bodies, as they came over the wire.')
  const waits = seconds(
    'turn_wait_seconds',
    'How long requests waited for the turn of their host.',
    [0.01, 0.1, 0.5, 1, 2, 5, 10, 45],
  )
  const took = seconds(
    'request_duration_seconds',
    'How long hosts took to answer.',
    [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 20],
  )
  const denied = counter('denied_total', 'Addresses left alone because of robots.txt.', ['reason'])
  const holds = counter('holds_total', 'Times that a host was left alone for a while.', ['reason'])
  const pages = counter('pages_read_total', 'Pages that were read.')
  const cpu = counter('reading_cpu_seconds_total', 'Processor time that reading pages took.')
  const changes = counter('changes_total', 'Changes that readers were given.')
  const merges = counter('merges_total', 'Stories that turned out to be one with another.')
  const lag = seconds(
    'fetch_to_feed_seconds',
    'From the fetch of an article to the feed.',
    [0.5, 1, 2, 5, 10, 30, 60, 300, 1800],
  )
  const deliveries = counter('deliveries_total', 'Messages to subscribers by answer.', ['status'])
  const answers = counter('http_responses_total', 'Answers of the server by kind of page.', [
    'route',
    'status',
  ])
  const answerSeconds = seconds(
    'http_response_seconds',
    'How long the server took to answer.',
    [0.001, 0.005, 0.02, 0.1, 0.5, 2],
    ['route'],
  )
  const queries = seconds(
    'database_query_seconds',
    'How long statements to the database took.',
    [0.001, 0.005, 0.02, 0.1, 0.5, 2, 10],
  )

  // A series that begins with its first event has no rate for it.
  for (const [kind, reasons] of Object.entries(outcomeReasons))
    for (const reason of reasons) links.inc({ outcome: kind, reason }, 0)
  for (const outcome of ['saved', 'unchanged']) {
    links.inc({ outcome, reason: '' }, 0)
    rounds.inc({ outcome }, 0)
  }
  for (const reason of ['robots', 'robots-unreachable']) denied.inc({ reason }, 0)
  for (const reason of ['retry-after', 'overloaded']) holds.inc({ reason }, 0)

  return {
    registry,
    watch: {
      asked(asked) {
        requests.inc({ what: asked.what, status: statusClass(asked.status) })
        bytes.inc(asked.bytes)
        waits.observe(asked.waitedMs / 1000)
        took.observe(asked.tookMs / 1000)
      },
      denied: (_, reason) => denied.inc({ reason }),
      held: (_host, _until, reason) => holds.inc({ reason }),
    },
    jobEnded(job, outcome, ms) {
      jobs.inc({ job, outcome: outcome?.kind ?? 'thrown' })
      jobSeconds.observe({ job }, ms / 1000)
    },
    roundEnded(outcome, ended) {
      rounds.inc({ outcome: outcome.kind })
      for (const [key, count] of Object.entries(ended)) {
        const [kind = '', reason = ''] = key.split(':')
        links.inc({ outcome: kind, reason }, count)
      }
    },
    pageRead(cpuMs) {
      pages.inc()
      cpu.inc(Math.max(0, cpuMs) / 1000)
    },
    published(changed, merged, lagsMs) {
      changes.inc(changed)
      merges.inc(merged)
      for (const ms of lagsMs) lag.observe(Math.max(0, ms) / 1000)
    },
    delivered: status => deliveries.inc({ status: statusClass(status) }),
    answered(route, status, ms) {
      answers.inc({ route, status: status === 304 ? '304' : statusClass(status) })
      answerSeconds.observe({ route }, ms / 1000)
    },
    queryEnded: ms => queries.observe(ms / 1000),
  }
}

/** `2xx`; 304, 429 and no answer at all are told apart. */
const statusClass = (status: number | null): string => {
  if (status === null) return 'none'
  if (status === 304 || status === 429) return String(status)
  return status >= 100 && status < 600 ? `${Math.floor(status / 100)}xx` : 'other'
}

/** A time that no process lives: what would be measured so often is measured by `addEventLoopDelay`. */
const NEVER_MS = 2 ** 31 - 1
const MEASURED_OURSELVES = /^nodejs_eventloop_lag_\w+_seconds$/

/** Processor time, memory, and how late the event loop is. */
function addProcessMetrics(registry: Registry): void {
  collectDefaultMetrics({ register: registry, eventLoopMonitoringPrecision: NEVER_MS })
  for (const metric of registry.getMetricsAsArray()) {
    const isCounter = metric instanceof Counter
    if (!isCounter && REFUSED.test(metric.name)) registry.removeSingleMetric(metric.name)
    if (MEASURED_OURSELVES.test(metric.name)) registry.removeSingleMetric(metric.name)
  }
  addEventLoopDelay(registry)
}
