import type { TendStore } from '../store/doors/tending.ts'
import { type Repeating, startRepeating } from './repeat.ts'
import type { World } from './world.ts'

type TidyDoors = Pick<World<TendStore>, 'store' | 'settings' | 'now' | 'log'>

/** The first look waits until a start has done its own work. */
const FIRST_MS = 120_000
const EVERY_MS = 6 * 3_600_000
/** One process tidies; one that dies is followed by another at its next look. */
const LEASE_MS = 30 * 60_000

/** Takes away what has been kept long enough, now and then, until stopped. */
export function startTidying(world: TidyDoors): Repeating {
  const holder = crypto.randomUUID()
  return startRepeating(stopping => tidyOnce(world, holder, stopping), {
    everyMs: EVERY_MS,
    firstMs: FIRST_MS,
    onError: error => world.log.error({ err: error }, 'what is old could not be taken away'),
  })
}

async function tidyOnce(
  { store, settings, now, log }: TidyDoors,
  holder: string,
  signal: AbortSignal,
): Promise<void> {
  if (signal.aborted || !(await store.takeLease('tidy', holder, LEASE_MS))) return
  try {
    const tidied = await store.tidy(settings.keep, now(), signal)
    if (Object.values(tidied).some(count => count > 0)) log.info(tidied, 'taken away by its age')
  } finally {
    await store.releaseLease('tidy', holder)
  }
}
