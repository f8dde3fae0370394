import { setTimeout as sleep } from 'node:timers/promises'
import type { Settings } from '../model/settings.ts'
import { openStandby } from '../server/standby.ts'
import { isOutage } from '../store/is-outage.ts'
import { openLog } from '../world.ts'
import { explainPort } from './explain-port.ts'

const FIRST_PAUSE_MS = 500
const LONGEST_PAUSE_MS = 10_000

/**
 * Opens what needs the database as soon as that answers, and serves the last good feeds meanwhile when this process serves. What waiting
 * does not mend (a refused login, a wrong name) is thrown as it is; the signal's reason when it fires first.
 */
export async function whenThere<T>(
  open: () => Promise<T>,
  settings: Settings,
  { serves, until }: { serves: boolean; until: AbortSignal },
): Promise<T> {
  await using meanwhile = new AsyncDisposableStack()
  const log = openLog(settings)
  let isServed = !serves
  const onAway = async ({ message }: Error) => {
    log.warn(`${message} (waiting for it)`)
    if (isServed) return
    isServed = true
    const standby = await openStandby(settings).catch(cause => explainPort(cause, settings))
    meanwhile.defer(() => standby.close(0))
  }
  return await untilDone(open, { onAway, until })
}

/** Does what needs the database again until it is not away meanwhile; other errors are thrown as they are. */
export async function untilDone<T>(
  work: () => Promise<T>,
  { onAway, until }: { onAway: (error: Error) => void | Promise<void>; until: AbortSignal },
): Promise<T> {
  for (let pause = FIRST_PAUSE_MS; ; pause = Math.min(pause * 2, LONGEST_PAUSE_MS)) {
    try {
      return await work()
    } catch (error) {
      if (!isOutage(error)) throw error
      await onAway(error as Error)
      await sleep(pause, undefined, { signal: until })
    }
  }
}
