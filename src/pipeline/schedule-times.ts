const minute = 60_000
const hour = 60 * minute
const day = 24 * hour

/** How long after its first fetch an article is asked for again: that is where revisions and tombstones come from. */
const visitsAfterMs = [1 * hour, 6 * hour, 1 * day, 7 * day]

/** How long to wait after the n-th round in which a link could not be fetched. After the last it is given up. */
const retriesAfterMs = [5 * minute, 30 * minute, 2 * hour, 12 * hour, 1 * day]

/** When an article that has been visited `visits` times since `firstFetchedAt` is asked for again, or null for never. */
export function nextVisit(visits: number, firstFetchedAt: Date, now: Date): Date | null {
  const afterMs = visitsAfterMs[visits]
  if (afterMs === undefined) return null
  // An article that was read late is not asked for in the past.
  return new Date(Math.max(firstFetchedAt.getTime() + afterMs, now.getTime() + minute))
}

/** When a link is tried again after its n-th failed round (1 is the first), or null when it is given up. */
export function nextAttempt(attempts: number, now: Date, retryAfterMs = 0): Date | null {
  const afterMs = retriesAfterMs[attempts - 1]
  if (afterMs === undefined) return null
  return new Date(now.getTime() + Math.max(afterMs, retryAfterMs))
}
