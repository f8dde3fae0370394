import { presentSeriesChange } from '../feeds/present-series-change.ts'
import type { SeriesSubscriber } from '../model/subscriber.ts'
import type { DeliveryDoors } from './delivery-doors.ts'
import { sendMessage } from './send-message.ts'

/** Tells a webhook of the next figure that is new, was set right or is told no more, of those that it asked for. */
export async function tellFigures(
  doors: DeliveryDoors,
  hook: SeriesSubscriber,
  signal: AbortSignal,
): Promise<void> {
  // Read before the changes are: what comes in between is looked for the next time.
  const end = await doors.store.lastSeriesSequence()
  const [change] = await doors.store.listSeriesChanges(hook.filter, hook.cursor, 1)
  if (!change) return doors.store.advanceCursor(hook.id, end)

  const data = presentSeriesChange(change)
  const { sequence, kind, at } = data
  await sendMessage(doors, hook, { sequence, type: `series.${kind}`, timestamp: at, data }, signal)
}
