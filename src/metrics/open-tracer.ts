import { AsyncLocalStorage } from 'node:async_hooks'
import { randomBytes } from 'node:crypto'
import type { Context, Link, SpanContext } from '@opentelemetry/api'
import {
  noTracer,
  type TracedArticle,
  type TraceFields,
  type TraceMark,
  type Tracer,
} from '../model/tracer.ts'
import { articleTrace } from './article-trace.ts'

type Env = Record<string, string | undefined>
type Log = { warn(message: string): void }

const isOn = (value: string | undefined) => value?.trim().toLowerCase() === 'true'

/** Whether the environment names a collector, by the variables of the OpenTelemetry specification. */
export const wantsTraces = (env: Env): boolean =>
  Boolean(env.OTEL_EXPORTER_OTLP_TRACES_ENDPOINT || env.OTEL_EXPORTER_OTLP_ENDPOINT) &&
  !isOn(env.OTEL_SDK_DISABLED) &&
  env.OTEL_TRACES_EXPORTER !== 'none'

/** Opens the traces of this process. Without a collector nothing is loaded; without the packages a warning says so. */
export async function openTracer(env: Env, version: string, log: Log): Promise<Tracer> {
  if (!wantsTraces(env)) return noTracer
  const packages = await loadPackages().catch(() => null)
  if (packages) return buildTracer(packages, env, version)
  log.warn(
    'OTEL_EXPORTER_OTLP_ENDPOINT is set, and the packages for traces are missing: npm install @opentelemetry/api @opentelemetry/sdk-trace @opentelemetry/resources @opentelemetry/exporter-trace-otlp-http',
  )
  return noTracer
}

async function loadPackages() {
  const [api, sdk, resources, otlp] = await Promise.all([
    import('@opentelemetry/api'),
    import('@opentelemetry/sdk-trace'),
    import('@opentelemetry/resources'),
    import('@opentelemetry/exporter-trace-otlp-http'),
  ])
  return { api, sdk, resources, otlp }
}

type Packages = Awaited<ReturnType<typeof loadPackages>>

function buildTracer({ api, sdk, resources, otlp }: Packages, env: Env, version: string): Tracer {
  // Ids that the next span takes instead of random ones.
  let named: TraceMark | null = null
  const provider = new sdk.TracerProvider({
    resource: resources
      .resourceFromAttributes({ 'service.name': 'carbonwire', 'service.version': version })
      .merge(resources.detectResources({ detectors: [resources.envDetector] })),
    sampler: samplerOf(sdk, env),
    idGenerator: {
      generateTraceId: () => named?.traceId ?? randomBytes(16).toString('hex'),
      generateSpanId: () => named?.spanId ?? randomBytes(8).toString('hex'),
    },
    // Address, headers, time limits and certificates are read from the environment by the exporter itself.
    spanProcessors: [new sdk.BatchSpanProcessor({ exporter: new otlp.OTLPTraceExporter() })],
  })
  const tracer = provider.getTracer('carbonwire', version)
  const running = new AsyncLocalStorage<TraceMark>()

  const contextOf = (mark: TraceMark): SpanContext => ({
    ...mark,
    traceFlags: api.TraceFlags.SAMPLED,
  })
  const linksTo = (mark: TraceMark | null): Link[] => (mark ? [{ context: contextOf(mark) }] : [])
  const within = (mark: TraceMark): Context =>
    api.trace.setSpanContext(api.ROOT_CONTEXT, { ...contextOf(mark), isRemote: true })

  return {
    async job(name, fields, run) {
      const span = tracer.startSpan(
        `job ${name}`,
        { root: true, kind: api.SpanKind.CONSUMER, attributes: known(fields) },
        api.ROOT_CONTEXT,
      )
      const { traceId, spanId } = span.spanContext()
      try {
        return await running.run({ traceId, spanId }, run)
      } catch (error) {
        const message = error instanceof Error ? error.message : String(error)
        span.setStatus({ code: api.SpanStatusCode.ERROR, message })
        span.recordException(error instanceof Error ? error : message)
        throw error
      } finally {
        span.end()
      }
    },
    current: () => running.getStore() ?? null,
    stored(article, from, by, fields) {
      named = articleTrace(article)
      const options = { startTime: from, attributes: about(article, fields), links: linksTo(by) }
      tracer.startSpan('article', { ...options, root: true }, api.ROOT_CONTEXT).end()
      named = null
    },
    published(article, from, fields) {
      const by = running.getStore() ?? null
      const options = { startTime: from, attributes: about(article, fields), links: linksTo(by) }
      tracer.startSpan('publish', options, within(articleTrace(article))).end()
    },
    close: () => provider.shutdown().catch(() => undefined),
  }
}

const about = ({ id, revision }: TracedArticle, fields: TraceFields) => ({
  'carbonwire.article': id,
  'carbonwire.revision': revision,
  ...known(fields),
})

const known = (fields: TraceFields) =>
  Object.fromEntries(
    Object.entries(fields)
      .filter(([, value]) => value !== undefined)
      .map(([name, value]) => [`carbonwire.${name}`, value]),
  ) as Record<string, string | number>

/** `OTEL_TRACES_SAMPLER`; the part of all is the same for whoever sees an article, since it goes by the trace's id. */
function samplerOf(sdk: Packages['sdk'], env: Env) {
  const ratio = Number(env.OTEL_TRACES_SAMPLER_ARG ?? 1)
  const name = env.OTEL_TRACES_SAMPLER ?? 'always_on'
  if (name.endsWith('always_off')) return new sdk.AlwaysOffSampler()
  if (name.endsWith('traceidratio') && ratio >= 0 && ratio <= 1)
    return new sdk.TraceIdRatioBasedSampler(ratio)
  return new sdk.AlwaysOnSampler()
}
