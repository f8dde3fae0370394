import type { Processor, QueueOptions, WorkerOptions } from 'bullmq'
import { Queue as BullQueue, runMigrations, Worker } from 'bullmq'
import type pg from 'pg'
import { leaveOldPrefix } from './old-prefix.ts'
import { createBackend, freeLocks } from './postgres-jobs.ts'
import type { QueueLog } from './queue.ts'
import type { OpenedRedis } from './redis.ts'

/** Makes the queues and workers of one backend. */
export type QueueConnection = {
  queue(name: string, options: Omit<QueueOptions, 'connection'>): BullQueue
  worker(name: string, processor: Processor, options: Omit<WorkerOptions, 'connection'>): Worker
  /** Frees the jobs that a dead worker holds for hours, since the clock was ahead when it took them. */
  freeLocks(): Promise<void>
  close(): Promise<void>
}

/**
 * In a database that is this process's alone each job that is added is told of, and nobody else's worker dies: once the jobs of the process
 * before are taken up, to ask for jobs and for lost ones every few seconds would be most of what a process does that has nothing to do.
 */
const ASK_EVERY_SECONDS = 60
const LOST_EVERY_MS = 20_000
const TAKEN_UP_MS = 30_000

function beQuiet(worker: Worker): Worker {
  setTimeout(() => {
    worker.opts.stalledInterval = LOST_EVERY_MS
  }, TAKEN_UP_MS).unref()
  return worker
}

const SCHEMA = 'bullmq'

/** Jobs in the database that the store is in, in the schema `bullmq`. The pool is the caller's, and so is its closing. */
export async function connectPostgres(
  pool: pg.Pool,
  log: QueueLog,
  isAlone = false,
  now = () => new Date(),
): Promise<QueueConnection> {
  const skewMs = () => now().getTime() - Date.now()
  const backend = createBackend(skewMs)
  warnOfSkew(skewMs(), log)
  await makeTables(pool)
  const { counted, leave } = noteListeners(pool)
  return {
    // Both backends do the same; the types say which one it is.
    queue: (name, options) =>
      counted(
        () => new BullQueue(name, { ...options, connection: pool }, backend),
      ) as unknown as BullQueue,
    worker(name, processor, options) {
      const given = { ...options, ...(isAlone && { drainDelay: ASK_EVERY_SECONDS }) }
      const worker = counted(
        () => new Worker(name, processor, { ...given, connection: pool }, backend),
      ) as unknown as Worker
      return isAlone ? beQuiet(worker) : worker
    },
    freeLocks: () => freeLocks(pool),
    async close() {
      leave()
    },
  }
}

/** unique_violation in the database's own lists, and duplicate_schema. */
const madeMeanwhile = ['23505', '42P06']

/**
 * BullMQ's tables. Processes that start together on a new database take turns; but a connection that has waited for its turn inside of a
 * transaction may still remember that there was no such schema, and make it again. The next transaction hears of it.
 */
async function makeTables(pool: pg.Pool): Promise<void> {
  const client = await pool.connect()
  try {
    await runMigrations(client, SCHEMA).catch(error => {
      if (!madeMeanwhile.includes(error.code)) throw error
      return runMigrations(client, SCHEMA)
    })
  } finally {
    client.release()
  }
}

/** Each queue and each worker of BullMQ listens for the errors of a pool that it was given, and goes on when it is closed. */
function noteListeners(pool: pg.Pool) {
  const ours: ReturnType<typeof pool.listeners> = []
  return {
    counted<Made>(make: () => Made): Made {
      const before = new Set(pool.listeners('error'))
      const made = make()
      ours.push(...pool.listeners('error').filter(listener => !before.has(listener)))
      return made
    },
    leave() {
      for (const listener of ours.splice(0)) pool.off('error', listener as () => void)
    },
  }
}

const SKEW_LIMIT_MS = 2_000

function warnOfSkew(skewMs: number, log: QueueLog): void {
  if (Math.abs(skewMs) > SKEW_LIMIT_MS)
    log.warn(
      `The clock of this machine and that of the database differ by ${Math.round(skewMs / 1000)} s: the database's counts. Set both by NTP.`,
    )
}

/** Everything of ours on a Redis begins with this. The braces keep it together on one node of a Cluster, where a step touches many keys. */
const PREFIX = '{carbonwire}'

/** Jobs on Redis. Workers get a connection of their own, which waits through an outage instead of failing. */
export async function connectRedis(redis: OpenedRedis, log: QueueLog): Promise<QueueConnection> {
  await leaveOldPrefix(redis.forAdding, log)
  return {
    queue: (name, options) =>
      new BullQueue(name, { ...options, prefix: PREFIX, connection: redis.forAdding }),
    worker: (name, processor, options) =>
      new Worker(name, processor, { ...options, prefix: PREFIX, connection: redis.forWorkers }),
    // Redis lets a lock go by itself.
    freeLocks: async () => undefined,
    async close() {
      redis.close()
    },
  }
}
