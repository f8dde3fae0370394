import type { Queue as BullQueue, JobSchedulerJson, Worker } from 'bullmq'
import type pg from 'pg'
import { jobIdentity, parseJob, queueNames } from './job-identity.ts'
import type { Queue, QueueName } from './queue.ts'
import { connectPostgres, connectRedis, type QueueConnection } from './queue-connection.ts'
import { openRedis } from './redis.ts'
import { type QueueLog, startWorker, stopWorkers } from './start-worker.ts'
import { gatherCalls } from './wake-up.ts'

export type OpenQueueOptions = {
  /** Null: the jobs are kept in the store's database. */
  redisUrl: string | null
  pool: pg.Pool
  log: QueueLog
}

/** Retries are the store's matter. What has ended is kept a while, to be looked at. */
const defaultJobOptions = {
  attempts: 1,
  removeOnComplete: { count: 200, age: 3_600 },
  removeOnFail: { count: 500, age: 7 * 86_400 },
}

const CLOSE_LIMIT_MS = 3_000

/** Opens the queue. Throws `UnavailableError` when Redis is asked for and does not answer. */
export async function openQueue({ redisUrl, pool, log }: OpenQueueOptions): Promise<OpenedQueue> {
  const connection = redisUrl
    ? connectRedis(await openRedis(redisUrl, log))
    : await connectPostgres(pool, log)
  return buildQueue(connection, log)
}

/** The queue, with BullMQ's own queues for those who show them. */
export type OpenedQueue = Queue & { queues: Record<QueueName, BullQueue> }

async function buildQueue(connection: QueueConnection, log: QueueLog): Promise<OpenedQueue> {
  const queues = {} as Record<QueueName, BullQueue>
  for (const name of queueNames) {
    queues[name] = connection.queue(name, { defaultJobOptions })
    queues[name].on('error', error =>
      log.error({ err: error, queue: name }, 'the queue does not answer'),
    )
  }
  await Promise.all(queueNames.map(name => queues[name].waitUntilReady()))
  const workers: Worker[] = []
  // The follow-up of one that runs keeps a publisher from missing what came after its last look.
  const waking = gatherCalls(() =>
    queues.publish
      .add('publish', {}, { deduplication: { id: 'publish', keepLastIfActive: true } })
      .catch(error => log.warn({ err: error }, 'the publisher could not be woken')),
  )

  return {
    queues,
    wake: () => waking.ask(),
    schedule: rounds => scheduleRounds(queues.crawl, rounds),
    async add(name, jobs) {
      if (!jobs.length) return
      const checked = jobs.map(job => parseJob(name, job))
      await queues[name].addBulk(
        checked.map(data => ({ name, data, opts: { jobId: jobIdentity(data) } })),
      )
    },
    work(name, handler, options) {
      workers.push(startWorker(connection, name, handler, options, log))
    },
    counts: () => readCounts(queues),
    async stopWorkers(deadlineMs) {
      await stopWorkers(workers.splice(0), deadlineMs)
    },
    async close() {
      waking.stop()
      await stopWorkers(workers.splice(0), CLOSE_LIMIT_MS)
      await Promise.all(queueNames.map(name => queues[name].close()))
      await connection.close()
    },
  }
}

async function readCounts(queues: Record<QueueName, BullQueue>) {
  const counts = await Promise.all(
    queueNames.map(async name => {
      const found = await queues[name].getJobCounts(
        'waiting',
        'prioritized',
        'active',
        'delayed',
        'failed',
      )
      const { waiting = 0, prioritized = 0, active = 0, delayed = 0, failed = 0 } = found
      return [name, { waiting: waiting + prioritized, active, delayed, failed }] as const
    }),
  )
  return Object.fromEntries(counts) as Awaited<ReturnType<Queue['counts']>>
}

type Round = Parameters<Queue['schedule']>[0][number]

/** A schedule that differs less than this from the wanted one is left as it is. */
const SAME_TIME_MS = 1_000

/** Rebuilds the schedulers from what the store says: those of other sources go, those that stand right stay untouched. */
async function scheduleRounds(queue: BullQueue, rounds: Round[]): Promise<void> {
  const known = new Map((await queue.getJobSchedulers(0, -1)).map(found => [found.key, found]))
  const wanted = new Map(
    rounds.map(round => [`source-${jobIdentity({ id: round.sourceId })}`, round]),
  )
  for (const key of known.keys()) if (!wanted.has(key)) await queue.removeJobScheduler(key)

  for (const [key, round] of wanted) {
    const found = known.get(key)
    if (found && standsRight(found, round)) continue
    // A scheduler goes on from its last time whatever it is told: a new time needs a new one.
    if (found) await queue.removeJobScheduler(key)
    await queue.upsertJobScheduler(
      key,
      { every: round.intervalMs, startDate: round.nextAt },
      { name: 'crawl', data: { sourceId: round.sourceId, slot: 'scheduled' } },
    )
  }
}

function standsRight(found: JobSchedulerJson, { intervalMs, nextAt }: Round): boolean {
  if (Number(found.every) !== intervalMs || found.next === undefined) return false
  // What is due already runs as soon as a worker comes; what is to come must come at its time.
  return nextAt.getTime() <= Date.now()
    ? found.next <= Date.now()
    : Math.abs(found.next - nextAt.getTime()) < SAME_TIME_MS
}
