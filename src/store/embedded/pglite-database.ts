import { join } from 'node:path'
import { setFlagsFromString } from 'node:v8'
import { PGlite } from '@electric-sql/pglite'
import type { Database } from '../database.ts'
import { endableInTime } from '../end-pool.ts'
import { openEmbeddedPool } from './pglite-client.ts'
import { SessionLock } from './session-lock.ts'
import { startTending } from './tend-pglite.ts'

/** How long a statement waits while others have the only session, before it is an error. */
const BUSY_LIMIT_MS = 60_000

/** Less than a server takes: the system caches the files as well, and the log is written off every 64 MB. */
const lean = [
  ...['-c', 'shared_buffers=32MB', '-c', 'wal_buffers=1MB'],
  ...['-c', 'max_wal_size=192MB', '-c', 'min_wal_size=32MB'],
]
/**
 * Some of its functions are so large that the optimising compiler takes 500 MB for a moment over them, and a statement is hardly faster for
 * it: the baseline compiler is enough.
 */
const baseline = ['--liftoff-only', '--no-wasm-dynamic-tiering', '--no-wasm-tier-up']

/** Each commit is on the disk when it is acknowledged: the log is opened with O_SYNC. */
const durable = ['-c', 'wal_sync_method=open_datasync']

type PgliteOptions = { busyLimitMs?: number; onError?: (error: Error) => void }
const ignore = () => undefined

/**
 * Opens the PostgreSQL that is compiled into this process, in `dataDir/database`, or in memory when `dataDir` is `memory://`.
 * The caller holds the data directory's lock: two processes in one directory lose rows without a word.
 */
export async function openPgliteDatabase(
  dataDir: string,
  { busyLimitMs = BUSY_LIMIT_MS, onError = ignore }: PgliteOptions = {},
): Promise<Database> {
  for (const flag of baseline) setFlagsFromString(flag)
  const inMemory = dataDir === 'memory://'
  const db = await PGlite.create({
    dataDir: inMemory ? dataDir : join(dataDir, 'database'),
    startParams: [...PGlite.defaultStartParams, ...lean, ...(inMemory ? [] : durable)],
  })
  await db.exec('create schema if not exists bullmq; set search_path to bullmq, public')

  const pool = openEmbeddedPool(db, new SessionLock(busyLimitMs))
  const endPool = endableInTime(pool)
  const tending = startTending(pool, onError)
  return {
    pool,
    line: null,
    engine: 'pglite',
    async close() {
      await tending.stop()
      await endPool()
      await db.close()
    },
  }
}
