import type { Subscriber } from '../model/subscriber.ts'
import { signBody } from '../text/signatures.ts'
import { judgeConcern, noteConcern } from './concern.ts'
import type { DeliveryDoors } from './delivery-doors.ts'
import { nextAttempt } from './next-attempt.ts'

const BATCH = 500

/** Sends a subscriber of a feed the feed, when something in it has changed (WebSub, 7). */
export async function tellWebSub(
  doors: DeliveryDoors,
  subscription: Subscriber,
  signal: AbortSignal,
): Promise<void> {
  const { id, cursor, topic } = subscription
  const changes = await doors.store.changesWithItems(cursor, BATCH)
  const last = changes.at(-1)?.sequence ?? cursor
  const rendered = topic ? await doors.renderTopic(topic) : null
  if (!rendered) {
    return doors.store.setSubscriberState(id, 'disabled', 'the feed is no longer there')
  }
  const concerns = await judgeConcern(doors.store, id, rendered.query, changes)
  if (concerns.every(concern => concern === null)) return doors.store.advanceCursor(id, last)

  const startedAt = doors.now()
  const started = performance.now()
  const answer = await doors.poster.send(
    {
      url: subscription.callback,
      method: 'POST',
      headers: {
        'Content-Type': rendered.mediaType,
        Link: rendered.link,
        ...(subscription.secret && {
          'X-Hub-Signature': signBody(subscription.secret, rendered.bytes),
        }),
      },
      body: rendered.bytes,
    },
    signal,
  )
  if (signal.aborted) return doors.store.advanceCursor(id, cursor)

  const status = answer.kind === 'answered' ? answer.status : null
  doors.meter.delivered(status)
  const ok = status !== null && status >= 200 && status < 300
  // 410 Gone: the subscriber has gone (WebSub, 7).
  if (status === 410) {
    await doors.store.removeSubscriber(id)
    return
  }
  const retryAfter = answer.kind === 'answered' ? answer.headers.retryAfter : null
  await doors.store.endDelivery(
    {
      subscriberId: id,
      sequence: last,
      at: startedAt,
      ok,
      status,
      ms: Math.round(performance.now() - started),
      error: answer.kind === 'failed' ? answer.error : ok ? null : `status ${status}`,
    },
    nextAttempt(subscription.attempts + 1, doors.now(), retryAfter),
  )
  if (ok)
    await noteConcern(
      doors.store,
      id,
      changes
        .map((change, at) => ({ change, concern: concerns[at]! }))
        .filter(told => told.concern),
    )
}
