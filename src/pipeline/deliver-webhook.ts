import { rfc3339 } from '../feeds/feed-dates.ts'
import { wholeStory } from '../feeds/present-story.ts'
import type { ApiChange } from '../model/api/stories.ts'
import type { Subscriber } from '../model/subscriber.ts'
import type { ChangeWithItem } from '../store/archive.ts'
import { webhookHeaders } from '../text/signatures.ts'
import { judgeConcern, noteConcern } from './concern.ts'
import type { DeliveryDoors } from './delivery-doors.ts'
import { nextAttempt } from './next-attempt.ts'

/** Changes that are looked through for the next one of concern. */
const BATCH = 100

/** Tells a webhook of the next change that it asked for. What is none of its concern is passed over. */
export async function tellWebhook(
  doors: DeliveryDoors,
  hook: Subscriber,
  signal: AbortSignal,
): Promise<void> {
  const changes = await doors.store.changesWithItems(hook.cursor, BATCH)
  const concerns = await judgeConcern(doors.store, hook.id, hook.filter, changes)
  const at = concerns.findIndex(concern => concern !== null)
  const change = changes[at]
  const passed = change ? change.sequence - 1 : (changes.at(-1)?.sequence ?? hook.cursor)
  if (!change) return doors.store.advanceCursor(hook.id, passed)

  const startedAt = doors.now()
  const started = performance.now()
  const body = JSON.stringify(messageOf(change, concerns[at] === 'left'))
  // The same change has the same id however often it is sent: whoever has seen it can pass it over.
  const id = `msg_${hook.id}_${change.sequence}`
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
  if (signal.aborted) return doors.store.advanceCursor(hook.id, passed)

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
      sequence: change.sequence,
      at: startedAt,
      ok,
      status,
      ms: Math.round(performance.now() - started),
      error,
    },
    next,
  )
  if (ok) await noteConcern(doors.store, hook.id, [{ change, concern: concerns[at]! }])
}

/** A message by the Standard Webhooks specification: what happened, when, and the story as it is now. One that has left is removed for this subscriber. */
function messageOf({ item, ...change }: ChangeWithItem, hasLeft: boolean) {
  const story = item && !hasLeft ? wholeStory(item) : null
  const kind = hasLeft ? 'removed' : change.kind
  const data: ApiChange = { ...change, kind, at: rfc3339(change.at), story }
  return { type: `story.${kind}`, timestamp: rfc3339(change.at), data }
}
