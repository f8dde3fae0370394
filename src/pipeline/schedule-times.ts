const minute = 60_000
const hour = 60 * minute
const day = 24 * hour

/** How long after its first fetch an article is asked for again: that is where revisions and tombstones come from. */
const visitsAfterMs = [1 * hour, 6 * hour, 1 * day, 7 * day]

/** When an article that has been visited `visits` times since `firstFetchedAt` is asked for again, or null for never. */
export function nextVisit(visits: number, firstFetchedAt: Date, now: Date): Date | null {
  const afterMs = visitsAfterMs[visits]
  if (afterMs === undefined) return null
  // An article that was read late is not asked for in the past.
  return new Date(Math.max(firstFetchedAt.getTime() + afterMs, now.getTime() + minute))
}
