import { Hono } from 'hono'
import { commonHeaders } from '../http/document.ts'
import { type Served, serve } from '../http/serve.ts'
import type { ServerParts } from '../parts.ts'
import { findLineState, isReady, judgeLine, type LineParts } from './line-checks.ts'
import { openLineMetrics } from './line-metrics.ts'

export type ProbeParts = LineParts & Pick<ServerParts, 'meter' | 'duties'>

const plain = { ...commonHeaders, 'Cache-Control': 'no-store' }

/**
 * What machines ask: `/metrics` for Prometheus, `/health/live` (this process turns), `/health/ready` (it can do its duties: 503 when
 * it cannot). What is wrong elsewhere in the line is told by all, and held against those who need it.
 */
export function addProbeRoutes(
  app: Hono,
  parts: ProbeParts,
  { metrics }: { metrics: boolean } = { metrics: true },
): void {
  const line = openLineMetrics(parts)
  const duties = parts.duties ?? ['serve']

  if (metrics)
    app.get('/metrics', async c => {
      const own = (await parts.meter?.registry.metrics()) ?? ''
      return c.body(`${own}${own ? '\n' : ''}${await line.render()}`, 200, {
        ...plain,
        'Content-Type': 'text/plain; version=0.0.4; charset=utf-8',
      })
    })

  app.get('/health/live', c => c.json({ status: 'ok' }, 200, plain))

  app.get('/health/ready', async c => {
    const checks = judgeLine(await findLineState(parts))
    const ready = isReady(checks, duties)
    const allWell = checks.every(({ ok }) => ok)
    return c.json(
      { status: ready ? (allWell ? 'ok' : 'degraded') : 'unready', duties, checks },
      ready ? 200 : 503,
      plain,
    )
  })
}

/** A server for probes alone, for processes that serve no readers, or that show readers no instruments. */
export function openProbes(
  parts: ProbeParts,
  listen: { host: string; port: number },
): Promise<Served> {
  const app = new Hono()
  addProbeRoutes(app, parts)
  return serve(app, listen)
}
