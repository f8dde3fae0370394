import { type Repeating, startRepeating } from './repeat.ts'
import { tellIncidents } from './tell-incidents.ts'
import type { World } from './world.ts'

const EVERY_MS = 10_000

/** Looks for what is to be told, now and every ten seconds until stopped. An outage is logged; the next look tries again. */
export const startTelling = (world: World): Repeating =>
  startRepeating(stopping => tellIncidents(world, stopping), {
    everyMs: EVERY_MS,
    onError: error => world.log.error({ err: error }, 'alarms could not be told'),
  })
