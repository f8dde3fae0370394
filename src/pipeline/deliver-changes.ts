import type { DeliverJob } from '../model/job.ts'
import type { Outcome } from '../model/outcome.ts'
import type { Subscriber } from '../model/subscriber.ts'
import type { PublishStore } from '../store/doors/publishing.ts'
import { tellFigures } from './deliver-figures.ts'
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
  World<Pick<PublishStore, 'listSubscribers' | 'lastSequence' | 'lastSeriesSequence'>>,
  'store' | 'now'
>

/** True when there is a change of a story or of a figure that somebody is to be told of now. */
export async function hasUntold({ store, now }: UntoldDoors): Promise<boolean> {
  const subscribers = await store.listSubscribers()
  if (subscribers.length === 0) return false
  const [stories, figures] = await Promise.all([store.lastSequence(), store.lastSeriesSequence()])
  return subscribers.some(
    ({ kind, state, cursor, nextAttemptAt, leaseUntil }) =>
      state === 'active' &&
      cursor < (kind === 'series' ? figures : stories) &&
      (!nextAttemptAt || nextAttemptAt <= now()) &&
      (!leaseUntil || leaseUntil > now()),
  )
}

async function tell(
  doors: DeliveryDoors,
  subscriber: Subscriber,
  signal: AbortSignal,
): Promise<void> {
  try {
    if (subscriber.kind === 'series') await tellFigures(doors, subscriber, signal)
    else if (subscriber.kind === 'webhook') await tellWebhook(doors, subscriber, signal)
    else await tellWebSub(doors, subscriber, signal)
  } catch (error) {
    // One subscriber's trouble is not the others': it comes back when its hold is over.
    doors.log.error({ err: error, subscriber: subscriber.id }, 'a subscriber could not be told')
  }
}
