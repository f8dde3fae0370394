import { tellIncidents } from './tell-incidents.ts'
import type { World } from './world.ts'

const EVERY_MS = 10_000

/** Looks for what is to be told, now and every ten seconds until stopped. An outage is logged; the next look tries again. */
export function startTelling(world: World): { stop(): Promise<void> } {
  let running = Promise.resolve()
  const once = () => {
    running = running.then(() =>
      tellIncidents(world).catch(error =>
        world.log.error({ err: error }, 'alarms could not be told'),
      ),
    )
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
