import { type DigestDoors, makeDigests } from './make-digests.ts'
import { type DigestSendingDoors, sendDigests } from './send-digests.ts'

const EVERY_MS = 20_000

/** Looks every twenty seconds whether a digest is due, until stopped. An outage is logged; the next look tries again. */
export function startDigests(doors: DigestDoors & DigestSendingDoors): { stop(): Promise<void> } {
  let running: Promise<void> | null = null
  const look = async () => {
    await makeDigests(doors)
    await sendDigests(doors)
  }
  const once = () => {
    running ??= look()
      .catch(error => doors.log.error({ err: error }, 'the digests could not be looked after'))
      .finally(() => {
        running = null
      })
  }
  once()
  const timer = setInterval(once, EVERY_MS)
  return {
    async stop() {
      clearInterval(timer)
      await running
    },
  }
}
