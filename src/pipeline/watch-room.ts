import type { CrawlWorld } from './world.ts'

const LOOK_EVERY_MS = 3_000

/** Looks whether what is fetched can still be kept; `full` fires when it cannot. */
export function watchRoom({ store }: Pick<CrawlWorld, 'store'>): Disposable & {
  full: AbortSignal
} {
  const full = new AbortController()
  const looking = setInterval(
    () =>
      void store.room().then(
        room => !room.ok && full.abort(),
        // An outage is met by the round itself.
        () => {},
      ),
    LOOK_EVERY_MS,
  )
  return { full: full.signal, [Symbol.dispose]: () => clearInterval(looking) }
}
