import type { DeliverJob } from '../model/job.ts'
import type { Outcome } from '../model/outcome.ts'
import type { Subscriber } from '../model/subscriber.ts'
import type { PublishStore } from '../store/doors/publishing.ts'
import { tellWebhook } from './deliver-webhook.ts'
import { tellWebSub } from './deliver-websub.ts'
import type { DeliveryDoors } from './delivery-doors.ts'
import type { World } from './world.ts'

/** Subscribers that are told at one time. */
const AT_A_TIME = 8
/** Longer than a message may take, so that no two workers tell one subscriber. */
const HOLD_MS = 60_000

/**
 * Tells those who asked. Each subscriber has a cursor in the store and is told in order, one message at a time; who could not be told is
 * tried again later and holds up nobody else.
 */
export async function deliverChanges(
  doors: DeliveryDoors,
  _job: DeliverJob,
  signal: AbortSignal,
): Promise<Outcome> {
  while (!signal.aborted) {
    const due = await doors.store.takeDueSubscribers(doors.now(), AT_A_TIME, HOLD_MS)
    if (due.length === 0) break
    await Promise.all(due.map(subscriber => tell(doors, subscriber, signal)))
  }
  return signal.aborted ? { kind: 'skipped', reason: 'aborted' } : { kind: 'delivered' }
}

type UntoldDoors = Pick<
  World<Pick<PublishStore, 'listSubscribers' | 'lastSequence'>>,
  'store' | 'now'
>

/** The number of the last change when there is somebody to be told of it now; null otherwise. */
export async function findUntold({ store, now }: UntoldDoors): Promise<number | null> {
  const subscribers = await store.listSubscribers()
  if (subscribers.length === 0) return null
  const sequence = await store.lastSequence()
  const isDue = subscribers.some(
    ({ state, cursor, nextAttemptAt, leaseUntil }) =>
      state === 'active' &&
      cursor < sequence &&
      (!nextAttemptAt || nextAttemptAt <= now()) &&
      (!leaseUntil || leaseUntil > now()),
  )
  return isDue ? sequence : null
}

async function tell(
  doors: DeliveryDoors,
  subscriber: Subscriber,
  signal: AbortSignal,
): Promise<void> {
  try {
    if (subscriber.kind === 'webhook') await tellWebhook(doors, subscriber, signal)
    else await tellWebSub(doors, subscriber, signal)
  } catch (error) {
    // One subscriber's trouble is not the others': it comes back when its hold is over.
    doors.log.error({ err: error, subscriber: subscriber.id }, 'a subscriber could not be told')
  }
}
