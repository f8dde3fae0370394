import type { Outcome } from '../model/outcome.ts'
import type { HoldReason, Politeness } from '../model/pace.ts'

/** Ends a fetch with an outcome. It never leaves this folder: the door turns it into a result. */
export class Refusal extends Error {
  override name = 'Refusal'
  readonly outcome: Outcome
  readonly status: number | null
  readonly retryAfterMs: number | undefined
  /** Why the whole host is to be left alone meanwhile; null when it is not. */
  readonly hold: HoldReason | null

  constructor(
    outcome: Outcome,
    more: { status?: number; retryAfterMs?: number; hold?: HoldReason; cause?: unknown } = {},
  ) {
    super(outcome.detail ?? outcome.reason ?? outcome.kind, { cause: more.cause })
    this.outcome = outcome
    this.status = more.status ?? null
    this.retryAfterMs = more.retryAfterMs
    this.hold = more.hold ?? null
  }
}

/** The host's next turn is too far off; `own` is what the request itself asked for, before any Crawl-delay. */
export function tooBusy(url: URL, afterMs: number, own: Politeness, held: Politeness): Refusal {
  const reason = held.gapMs > own.gapMs ? 'crawl-delay' : 'host-busy'
  const detail = `${url.host} has its next turn in ${Math.ceil(afterMs / 1000)} s`
  return new Refusal({ kind: 'retry', reason, detail }, { retryAfterMs: afterMs })
}

export const tooSlow = () =>
  new Refusal({ kind: 'retry', reason: 'timeout', detail: 'not done by the deadline' })

export const wasAborted = () => new Refusal({ kind: 'skipped', reason: 'aborted' })

export const needsBrowser = () =>
  new Refusal({
    kind: 'skipped',
    reason: 'needs-browser',
    detail:
      'the source is marked as rendered: that needs Chromium and the packages @crawlee/playwright and playwright-core',
  })
