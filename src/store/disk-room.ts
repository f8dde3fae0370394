import { statfs } from 'node:fs/promises'

/** Whether what is fetched now could be kept. */
export type Room = { ok: true } | { ok: false; reason: string }

export type DiskRoom = {
  /** A statement failed: remembered when it did for want of room. */
  noteError(error: unknown): void
  look(): Promise<Room>
}

const MB = 1024 * 1024
/** Less than this is no room: the database writes its log in pieces of 16 MB. On a small disk a twentieth of it. */
const LEAST_BYTES = 64 * MB
const LEAST_SHARE = 0.05
/** Once full, it must be so many times the least before it counts as having room again: else it would be full again at once. */
const ENOUGH_TIMES = 1.5
/** A write that failed tells for so long; then one that is tried shows whether it still holds. */
const TOLD_FOR_MS = 30_000

/** Watches the disk under the embedded database, and the errors of any database. `now` and `free` are handed in by tests. */
export function openDiskRoom(
  dataDir: string | null,
  { now = Date.now, free = freeBytes }: { now?: () => number; free?: typeof freeBytes } = {},
): DiskRoom {
  let failedAt = Number.NEGATIVE_INFINITY
  let wasFull = false

  return {
    noteError(error) {
      const { code, message = '' } = error as { code?: string; message?: string }
      // Class 53 of SQL: 53100 is a full disk; the system says ENOSPC.
      if (code === '53100' || code === 'ENOSPC' || /no space left on device/i.test(message))
        failedAt = now()
    },
    async look() {
      const space = dataDir ? await free(dataDir).catch(() => null) : null
      if (space) {
        const least = Math.min(LEAST_BYTES, space.total * LEAST_SHARE)
        wasFull = space.free < (wasFull ? least * ENOUGH_TIMES : least)
        if (wasFull) return { ok: false, reason: 'the disk of the data directory is full' }
      }
      if (now() - failedAt < TOLD_FOR_MS)
        return { ok: false, reason: 'the database has no room left on its disk' }
      return { ok: true }
    },
  }
}

async function freeBytes(dir: string): Promise<{ free: number; total: number }> {
  const { bavail, blocks, bsize } = await statfs(dir)
  return { free: bavail * bsize, total: blocks * bsize }
}
