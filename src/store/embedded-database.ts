import { join } from 'node:path'
import { PGlite } from '@electric-sql/pglite'
import type pg from 'pg'
import { openEmbeddedPool } from './embedded-client.ts'
import { endableInTime } from './end-pool.ts'
import { SessionLock } from './session-lock.ts'

/** How long a statement waits while others have the only session, before it is an error. */
const BUSY_LIMIT_MS = 60_000

/** Less than a server takes: the system caches the files as well, and the log is written off every 64 MB. */
const lean = [
  ...['-c', 'shared_buffers=32MB', '-c', 'wal_buffers=1MB'],
  ...['-c', 'max_wal_size=192MB', '-c', 'min_wal_size=32MB'],
]
/** Each commit is on the disk when it is acknowledged: the log is opened with O_SYNC. */
const durable = ['-c', 'wal_sync_method=open_datasync']

export type Database = { pool: pg.Pool; embedded: boolean; close(): Promise<void> }

/**
 * Opens the embedded Postgres in `dataDir/database`, or in memory when `dataDir` is `memory://`.
 * The caller holds the data directory's lock: two processes in one directory lose rows without a word.
 */
export async function openEmbeddedDatabase(
  dataDir: string,
  { busyLimitMs = BUSY_LIMIT_MS }: { busyLimitMs?: number } = {},
): Promise<Database> {
  const inMemory = dataDir === 'memory://'
  const db = await PGlite.create({
    dataDir: inMemory ? dataDir : join(dataDir, 'database'),
    startParams: [...PGlite.defaultStartParams, ...lean, ...(inMemory ? [] : durable)],
  })
  await db.exec('create schema if not exists bullmq; set search_path to bullmq, public')

  const pool = openEmbeddedPool(db, new SessionLock(busyLimitMs))
  const endPool = endableInTime(pool)
  return {
    pool,
    embedded: true,
    async close() {
      await endPool()
      await db.close()
    },
  }
}
