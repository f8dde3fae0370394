import { setTimeout as sleep } from 'node:timers/promises'
import type { Settings } from '../model/settings.ts'
import { UnavailableError } from '../model/unavailable-error.ts'
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
  for (let pause = FIRST_PAUSE_MS; ; pause = Math.min(pause * 2, LONGEST_PAUSE_MS)) {
    try {
      return await open()
    } catch (error) {
      if (!(error instanceof UnavailableError) || !isOutage(error)) throw error
      log.warn(`${error.message} (waiting for it)`)
      if (serves && pause === FIRST_PAUSE_MS) {
        const standby = await openStandby(settings).catch(cause => explainPort(cause, settings))
        meanwhile.defer(() => standby.close(0))
      }
      await sleep(pause, undefined, { signal: until })
    }
  }
}
