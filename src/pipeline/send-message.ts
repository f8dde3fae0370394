import type { Subscriber } from '../model/subscriber.ts'
import { webhookHeaders } from '../text/signatures.ts'
import type { DeliveryDoors } from './delivery-doors.ts'
import { nextAttempt } from './next-attempt.ts'

/** A message by the Standard Webhooks specification: what happened, when, and the thing as it is now. */
export type WebhookMessage = { sequence: number; type: string; timestamp: string; data: unknown }

/**
 * Sends a webhook the signed message of one change, and writes down how that ended: what failed is tried again later, or given up.
 * Changes before it were none of its concern. True when it arrived.
 */
export async function sendMessage(
  doors: DeliveryDoors,
  hook: Subscriber,
  { sequence, ...message }: WebhookMessage,
  signal: AbortSignal,
): Promise<boolean> {
  const startedAt = doors.now()
  const started = performance.now()
  const body = JSON.stringify(message)
  // The same change has the same id however often it is sent: whoever has seen it can pass it over.
  const id = `msg_${hook.id}_${sequence}`
  const answer = await doors.poster.send(
    {
      url: hook.callback,
      method: 'POST',
      headers: webhookHeaders(hook.secret ?? '', id, startedAt, body),
      body,
    },
    signal,
  )
  // Nobody is at fault when we stop: it is sent again.
  if (signal.aborted) {
    await doors.store.advanceCursor(hook.id, sequence - 1)
    return false
  }

  const status = answer.kind === 'answered' ? answer.status : null
  doors.meter.delivered(status)
  const ok = status !== null && status >= 200 && status < 300
  const retryAfter = answer.kind === 'answered' ? answer.headers.retryAfter : null
  const error = answer.kind === 'failed' ? answer.error : ok ? null : `status ${status}`
  // 410 Gone: the other side wants no more of it (Standard Webhooks).
  const next = status === 410 ? null : nextAttempt(hook.attempts + 1, doors.now(), retryAfter)
  await doors.store.endDelivery(
    {
      subscriberId: hook.id,
      sequence,
      at: startedAt,
      ok,
      status,
      ms: Math.round(performance.now() - started),
      error,
    },
    next,
  )
  return ok
}
