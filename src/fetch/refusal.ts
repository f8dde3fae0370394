import type { Outcome } from '../model/outcome.ts'
import type { HoldReason } from '../model/pace.ts'

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
