import type { RobotsCache, RobotsEntry } from '../model/robots-entry.ts'

/** Origins kept; the one that was saved first goes first. */
const MOST_ORIGINS = 200

/** A robots cache for one process: for the command line and for tests. The line's own is in the store. */
export function openRobotsMemory(): RobotsCache {
  const entries = new Map<string, RobotsEntry>()
  return {
    find: async origin => entries.get(origin) ?? null,
    async save(origin, entry) {
      entries.delete(origin)
      entries.set(origin, entry)
      if (entries.size > MOST_ORIGINS) entries.delete(entries.keys().next().value!)
    },
  }
}
