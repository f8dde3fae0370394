import { Gauge, Registry } from 'prom-client'
import { findLineState, inTime, judgeLine, type LineParts } from './line-checks.ts'

/** The line is looked at so often at most, however many scrape it. */
const LOOK_EVERY_MS = 5_000

/**
 * How the line as a whole stands: the same whichever process is asked, so the highest of them holds and a sum would be wrong.
 * A scrape while the store is away finds `carbonwire_line_ok{check="store"} 0` and no stale figures.
 */
export function openLineMetrics(parts: LineParts): { render(): Promise<string> } {
  const registry = new Registry()
  const gauge = <Label extends string>(name: string, help: string, labelNames: Label[] = []) =>
    new Gauge<Label>({ name: `carbonwire_${name}`, help, labelNames, registers: [registry] })

  const ok = gauge('line_ok', 'Whether a thing that the line stands on is well: 1, or 0.', [
    'check',
  ])
  const figures = {
    unpublished: gauge('unpublished_articles', 'Articles that wait to be published.'),
    oldestUnpublished: gauge(
      'oldest_unpublished_seconds',
      'How long the oldest of the articles waits that are to be published.',
    ),
    dueLinks: gauge('due_links', 'Links that are due now, counted to 100,000.'),
    mostOverdue: gauge(
      'most_overdue_round_seconds',
      'How late the most overdue round of a source is.',
    ),
    sinceLastRound: gauge('last_round_age_seconds', 'Since the last round of any source ended.'),
    activeSources: gauge('active_sources', 'Sources that are configured.'),
    openIncidents: gauge('open_incidents', 'Breakages of sources that are not over.'),
    heldHosts: gauge('held_hosts', 'Hosts that are left alone for now.'),
    lastSequence: gauge('last_change', 'Number of the last change that readers were given.'),
    databaseBytes: gauge('database_size_bytes', 'Size of the database.'),
  }
  const skew = gauge(
    'clock_skew_seconds',
    'How far the clock of the database is ahead of that of this process.',
  )
  const jobs = gauge('queue_jobs', 'Jobs in the queue by state.', ['queue', 'state'])
  const oldest = gauge('queue_oldest_seconds', 'How long the oldest job waits that could run.', [
    'queue',
  ])

  const look = async () => {
    const found = await findLineState(parts)
    for (const { name, ok: isWell } of judgeLine(found)) ok.set({ check: name }, isWell ? 1 : 0)
    skew.set(found.skewMs / 1000)
    for (const [name, figure] of Object.entries(figures)) {
      if (found.line) figure.set(found.line[name as keyof typeof figures] ?? 0)
      // After a reset it would show 0, which nobody has read.
      else figure.remove()
    }
    await lookAtQueue()
  }

  const lookAtQueue = async () => {
    const { queue } = parts
    jobs.reset()
    oldest.reset()
    if (!queue) return
    const [counts, ages] = await Promise.all([
      inTime(() => queue.counts()),
      inTime(() => queue.oldestWaiting()),
    ])
    for (const [name, states] of Object.entries(counts ?? {}))
      for (const [state, count] of Object.entries(states)) jobs.set({ queue: name, state }, count)
    for (const [name, seconds] of Object.entries(ages ?? {})) oldest.set({ queue: name }, seconds)
  }

  let lookedAt = Number.NEGATIVE_INFINITY
  let looking: Promise<void> = Promise.resolve()
  return {
    async render() {
      if (performance.now() - lookedAt > LOOK_EVERY_MS) {
        lookedAt = performance.now()
        looking = look()
      }
      await looking
      return registry.metrics()
    },
  }
}
