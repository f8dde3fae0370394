import { type DigestDoors, makeDigests } from './make-digests.ts'
import { type Repeating, startRepeating } from './repeat.ts'
import { type DigestSendingDoors, sendDigests } from './send-digests.ts'

const EVERY_MS = 20_000

/** Looks every twenty seconds whether a digest is due, until stopped. An outage is logged; the next look tries again. */
export function startDigests(doors: DigestDoors & DigestSendingDoors): Repeating {
  const look = async (stopping: AbortSignal) => {
    await makeDigests(doors)
    await sendDigests(doors, stopping)
  }
  return startRepeating(look, {
    everyMs: EVERY_MS,
    onError: error => doors.log.error({ err: error }, 'the digests could not be looked after'),
  })
}
