import type { CrawlWorld } from './world.ts'

/** A lease that was not renewed for so long belonged to a process that died. */
const LEASE_MS = 12_000
const RENEW_EVERY_MS = 3_000

/** A source that this round alone works on, until it is disposed. */
export type SourceLease = AsyncDisposable

/** Null when another round has the source. */
export async function leaseSource(
  { store }: Pick<CrawlWorld, 'store'>,
  sourceId: string,
  holder: string,
): Promise<SourceLease | null> {
  const name = `source:${sourceId}`
  if (!(await store.takeLease(name, holder, LEASE_MS))) return null

  let renewal: Promise<unknown> = Promise.resolve()
  const renewing = setInterval(() => {
    // An outage is met by the round itself; a lease that is lost meanwhile costs a second round, not its content.
    renewal = store.takeLease(name, holder, LEASE_MS).catch(() => {})
  }, RENEW_EVERY_MS)
  return {
    async [Symbol.asyncDispose]() {
      clearInterval(renewing)
      await renewal
      await store.releaseLease(name, holder)
    },
  }
}
