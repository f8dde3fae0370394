import type { FetchRequest } from '../model/fetch.ts'
import { LONGEST_HOLD_MS, type Pace, type Politeness } from '../model/pace.ts'
import type { FetchWatch } from '../model/watch.ts'
import { paceHost } from './judge-url.ts'
import { Refusal, tooBusy } from './refusal.ts'

const MAX_WAIT_MS = 45_000

/** What a request has met so far, for the watch. */
export type Met = {
  status: number | null
  bytes: number
  /** When the answer began, by `performance.now()`: the host's gap counts from there. Null until it does. */
  receivedAt: number | null
}

export type Turn = {
  url: URL
  request: FetchRequest
  politeness: Politeness
  /** Ends the waiting. */
  signal: AbortSignal
  isConditional: boolean
}

/** Takes the host's turn, makes one request in it, tells the watch of it, and gives the turn back. */
export async function inTurn<T>(
  { pace, watch }: { pace: Pace; watch: FetchWatch | undefined },
  { url, request, politeness, signal, isConditional }: Turn,
  run: (met: Met) => Promise<T>,
): Promise<T> {
  const host = paceHost(url)
  const askedAt = performance.now()
  const maxWaitMs = request.maxWaitMs ?? MAX_WAIT_MS
  const turn = await pace.takeTurn(host, politeness, { maxWaitMs, signal })
  if (turn.kind === 'later') throw tooBusy(url, turn.afterMs, request.politeness, politeness)

  const startedAt = performance.now()
  const at = new Date()
  const met: Met = { status: null, bytes: 0, receivedAt: null }
  try {
    return await run(met)
  } catch (error) {
    await holdHost(pace, url, error, watch)
    throw error
  } finally {
    const endedAt = performance.now()
    watch?.asked({
      ...{ host, at, waitedMs: startedAt - askedAt, tookMs: endedAt - startedAt },
      ...{ status: met.status, bytes: met.bytes, gapMs: politeness.gapMs },
      what: request.accept === 'robots' ? 'robots' : 'page',
      conditional: isConditional,
    })
    await turn.release(endedAt - (met.receivedAt ?? endedAt))
  }
}

/** A host that says "too many" or "not now, but then" is left alone by everybody. */
async function holdHost(
  pace: Pace,
  url: URL,
  error: unknown,
  watch: FetchWatch | undefined,
): Promise<void> {
  if (!(error instanceof Refusal) || !error.hold) return
  const untilMs = Date.now() + Math.min(error.retryAfterMs ?? 0, LONGEST_HOLD_MS)
  watch?.held(paceHost(url), new Date(untilMs), error.hold, new Date())
  await pace.holdOff(paceHost(url), untilMs, error.hold)
}
