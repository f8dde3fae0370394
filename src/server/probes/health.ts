import { createHash } from 'node:crypto'
import type { Context, Hono } from 'hono'
import { type ConfigProblem, renderProblem } from '../../config/config-error.ts'
import type { SourceState } from '../../model/source-state.ts'
import type { KeyGuard } from '../api/gate.ts'
import { findKeyFor, readBearer } from '../api/require-scope.ts'
import { commonHeaders } from '../http/document.ts'
import { Problem } from '../http/problem.ts'
import type { ServerParts } from '../parts.ts'

/** A door that does not answer in this time is taken for closed. */
const PATIENCE_MS = 3000
/** A source whose round is this much behind its plan is named late. */
const LATE_MS = 15 * 60_000

/** While the store is away, which knows the keys, an operator's key that was good within this time still counts here. */
const REMEMBER_MS = 3_600_000

/** `error` is what everybody may know, `detail` what was said, for operators. */
type Closed = { ok: false; error: string; detail: string }
type Telling = Pick<ServerParts, 'log' | 'redact'>
type Check<T> = { ok: true; value: T; tookMs: number } | Closed

/**
 * `/health`: how store, queue and sources are. 503 when the store does not answer, as balancers and orchestrators expect; a queue
 * that is away, a full disk or sources with alarms make it `degraded`, with 200, because readers are still served. What failed is told to
 * everybody in plain words, and as it was said to operators alone.
 */
export function addHealthRoute(app: Hono, parts: ServerParts, guard: KeyGuard): void {
  const askedByOperator = openOperatorCheck(parts, guard)
  app.get('/health', async c => {
    const isOperator = await askedByOperator(c)
    const [store, room, queue, sources, sizes, open] = await Promise.all([
      check(() => parts.store.lastSequence(), parts),
      check(() => parts.store.room(), parts),
      parts.queue ? check(() => parts.queue!.counts(), parts) : null,
      check(() => parts.store.listSources(), parts),
      isOperator ? check(() => parts.store.readSizes(), parts) : null,
      check(() => parts.store.listIncidents({ open: true }), parts),
    ])
    const states = sources.ok ? sources.value.filter(({ active }) => active) : []
    const lateBefore = parts.now().getTime() - LATE_MS
    const incidents = open.ok ? open.value : []
    const alarms = incidents.flatMap(({ sourceId }) => sourceId ?? [])
    const asked = states.filter(({ source }) => source.enabled)
    const late = states
      .filter(state => state.nextRoundAt && state.nextRoundAt.getTime() < lateBefore)
      .map(state => state.source.id)
    const problems = parts.config().problems.map(problem => inConfig(problem))
    const hasRoom = !room.ok || room.value.ok
    const isDegraded =
      queue?.ok === false ||
      !hasRoom ||
      incidents.length > 0 ||
      late.length > 0 ||
      problems.length > 0

    const body = {
      status: store.ok ? (isDegraded ? 'degraded' : 'ok') : 'down',
      store: store.ok
        ? {
            ok: true,
            sequence: store.value,
            tookMs: store.tookMs,
            ...(room.ok && !room.value.ok && { room: `${room.value.reason}: the crawl pauses` }),
          }
        : tellClosed(store, isOperator),
      queue:
        queue && (queue.ok ? { ok: true, counts: queue.value } : tellClosed(queue, isOperator)),
      sources: {
        active: states.length,
        articles: states.reduce((sum, state) => sum + state.articles, 0),
        openLinks: states.reduce((sum, state) => sum + state.openLinks, 0),
        states: countStates(asked),
        withAlarms: alarms,
        reachesNoHost: incidents.some(({ kind }) => kind === 'network'),
        late,
      },
      configuration: { problems: problems.length, files: problems },
      ...(sizes?.ok && { sizes: sizes.value }),
    }
    return new Response(JSON.stringify(body), {
      status: store.ok ? 200 : 503,
      headers: {
        ...commonHeaders,
        'Content-Type': 'application/json; charset=utf-8',
        'Cache-Control': 'no-store',
        'Access-Control-Allow-Origin': '*',
      },
    })
  })
}

/** True for a key of an operator; one that is unknown or one too many is answered as anybody. */
function openOperatorCheck(parts: ServerParts, guard: KeyGuard) {
  const goodUntil = new Map<string, number>()
  return async (c: Context): Promise<boolean> => {
    const text = readBearer(c)
    if (text === undefined) return false
    const hash = createHash('sha256').update(text).digest('base64')
    const find = () => withinPatience(() => findKeyFor(parts, text, 'operate'))
    try {
      const key = await guard(c, find)
      if (key) goodUntil.set(hash, parts.now().getTime() + REMEMBER_MS)
      else goodUntil.delete(hash)
      return key !== null
    } catch (error) {
      if (error instanceof Problem) return false
      return (goodUntil.get(hash) ?? 0) > parts.now().getTime()
    }
  }
}

const tellClosed = ({ error, detail }: Closed, isOperator: boolean) => ({
  ok: false,
  error,
  ...(isOperator && { detail }),
})

/** How many sources are in each state. */
function countStates(states: SourceState[]): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const { health } of states) {
    const state = health?.state ?? 'new'
    counts[state] = (counts[state] ?? 0) + 1
  }
  return counts
}

/** The problem with the file's place inside the configuration: where that lies on the machine is nobody's business. */
const inConfig = (problem: ConfigProblem) =>
  renderProblem({
    ...problem,
    file: problem.file
      .split(/[\\/]/)
      .slice(/[\\/]sources[\\/][^\\/]+$/.test(problem.file) ? -2 : -1)
      .join('/'),
  })

/** What everybody may know; the rest is in the log. The first that fits holds. */
const outages: [RegExp, string][] = [
  [/\b53100\b|ENOSPC|no space left|disk full/i, 'the disk is full'],
  [/\b53300\b|too many clients/i, 'it has no connection left'],
  [/\b(?:28P01|28000)\b|WRONGPASS|NOAUTH|password/i, 'it refuses our login'],
  [/\b57P03\b|starting up|shutting down|LOADING/i, 'it is starting or stopping'],
  [/no answer in|timeout|ETIMEDOUT/i, 'it answers too late'],
]

function inPlainWords(error: unknown): string {
  const { code = '', message = '' } = error as { code?: string; message?: string }
  return (
    outages.find(([pattern]) => pattern.test(`${code} ${message}`))?.[1] ?? 'it does not answer'
  )
}

async function check<T>(ask: () => Promise<T>, { log, redact }: Telling): Promise<Check<T>> {
  const started = performance.now()
  try {
    const value = await withinPatience(ask)
    return { ok: true, value, tookMs: Math.round((performance.now() - started) * 10) / 10 }
  } catch (error) {
    log.warn({ err: error }, 'a door does not answer to /health')
    const said = error instanceof Error ? error.message : String(error)
    return { ok: false, error: inPlainWords(error), detail: redact?.(said) ?? said }
  }
}

async function withinPatience<T>(ask: () => Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer in ${PATIENCE_MS} ms`)), PATIENCE_MS)
  })
  try {
    return await Promise.race([ask(), late])
  } finally {
    clearTimeout(timer)
  }
}
