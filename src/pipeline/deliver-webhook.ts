import { rfc3339 } from '../feeds/feed-dates.ts'
import { wholeStory } from '../feeds/present-story.ts'
import type { ApiChange } from '../model/api/stories.ts'
import type { NewsSubscriber } from '../model/subscriber.ts'
import type { ChangeWithItem } from '../store/archive.ts'
import { judgeConcern, noteConcern } from './concern.ts'
import type { DeliveryDoors } from './delivery-doors.ts'
import { sendMessage, type WebhookMessage } from './send-message.ts'

/** Changes that are looked through for the next one of concern. */
const BATCH = 100

/** Tells a webhook of the next change that it asked for. What is none of its concern is passed over. */
export async function tellWebhook(
  doors: DeliveryDoors,
  hook: NewsSubscriber,
  signal: AbortSignal,
): Promise<void> {
  const changes = await doors.store.changesWithItems(hook.cursor, BATCH)
  const concerns = await judgeConcern(doors.store, hook.id, hook.filter, changes)
  const at = concerns.findIndex(concern => concern !== null)
  const change = changes[at]
  const passed = change ? change.sequence - 1 : (changes.at(-1)?.sequence ?? hook.cursor)
  if (!change) return doors.store.advanceCursor(hook.id, passed)

  const message = messageOf(change, concerns[at] === 'left')
  const ok = await sendMessage(doors, hook, message, signal)
  if (ok) await noteConcern(doors.store, hook.id, [{ change, concern: concerns[at]! }])
}

/** What happened, when, and the story as it is now. One that has left is removed for this subscriber. */
function messageOf({ item, ...change }: ChangeWithItem, hasLeft: boolean): WebhookMessage {
  const story = item && !hasLeft ? wholeStory(item) : null
  const kind = hasLeft ? 'removed' : change.kind
  const data: ApiChange = { ...change, kind, at: rfc3339(change.at), story }
  const { sequence } = change
  return { sequence, type: `story.${kind}`, timestamp: rfc3339(change.at), data }
}
