import type { Queue as BullQueue, JobSchedulerJson, JobType, Worker } from 'bullmq'
import type pg from 'pg'
import type { PlannedRound } from '../model/source-state.ts'
import { jobIdentity, parseJob, queueNames } from './job-identity.ts'
import type { Queue, QueueLog, QueueName, WokenName } from './queue.ts'
import { connectPostgres, connectRedis, type QueueConnection } from './queue-connection.ts'
import { openRedis } from './redis.ts'
import type { RedisAccess } from './redis-clients.ts'
import { startWorker, stopWorkers } from './start-worker.ts'
import { gatherCalls } from './wake-up.ts'

export type OpenQueueOptions = {
  /** Null: the jobs are kept in the store's database. */
  redisUrl: string | null
  /** Passwords and certificates for Redis that its address does not hold. */
  redisAccess?: RedisAccess
  pool: pg.Pool
  /** The pool's database is this process's alone. */
  isAlone?: boolean
  /** The time as the store has it; this machine's unless told. */
  now?: () => Date
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
export async function openQueue(options: OpenQueueOptions): Promise<OpenedQueue> {
  const { redisUrl, redisAccess = {}, pool, isAlone, now = () => new Date(), log } = options
  const connection = redisUrl
    ? await connectRedis(await openRedis(redisUrl, redisAccess, log), log)
    : await connectPostgres(pool, log, isAlone, now)
  return buildQueue(connection, log, now)
}

/** The queue, with BullMQ's own queues for those who show them. */
export type OpenedQueue = Queue & { queues: Record<QueueName, BullQueue> }

async function buildQueue(
  connection: QueueConnection,
  log: QueueLog,
  now: () => Date,
): Promise<OpenedQueue> {
  const queues = {} as Record<QueueName, BullQueue>
  for (const name of queueNames) {
    queues[name] = connection.queue(name, { defaultJobOptions })
    queues[name].on('error', error =>
      log.error({ err: error, queue: name }, 'the queue does not answer'),
    )
  }
  await Promise.all(queueNames.map(name => queues[name].waitUntilReady()))
  const workers: Worker[] = []
  // The follow-up of one that runs keeps it from missing what came after its last look.
  const wakeUp = (name: WokenName) =>
    gatherCalls(() =>
      queues[name]
        .add(name, {}, { deduplication: { id: name, keepLastIfActive: true } })
        .catch(error => log.warn({ err: error, queue: name }, 'nobody could be woken')),
    )
  const waking = { publish: wakeUp('publish'), deliver: wakeUp('deliver') }

  return {
    queues,
    wake: name => waking[name].ask(),
    followClock: () => connection.freeLocks(),
    restore: rounds => restoreRounds(queues.crawl, rounds),
    takeUp: (sourceIds, slot) => takeUp(queues.crawl, sourceIds, slot, now()),
    schedule: rounds => scheduleRounds(queues.crawl, rounds, now()),
    async add(name, jobs) {
      if (!jobs.length) return
      const checked = jobs.map(job => parseJob(name, job))
      await queues[name].addBulk(
        checked.map(data => ({
          ...{ name, data },
          opts: { jobId: jobIdentity(data), timestamp: now().getTime() },
        })),
      )
    },
    work(name, handler, options) {
      workers.push(startWorker(connection, name, handler, options, log))
    },
    counts: () => readCounts(queues),
    oldestWaiting: () => readAges(queues, now()),
    async stopWorkers(deadlineMs) {
      await stopWorkers(workers.splice(0), deadlineMs)
    },
    async close() {
      for (const each of Object.values(waking)) each.stop()
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

async function readAges(queues: Record<QueueName, BullQueue>, now: Date) {
  const ages = await Promise.all(
    queueNames.map(async name => {
      const [oldest] = await queues[name].getJobs(['waiting'], 0, 0, true)
      if (!oldest) return [name, 0] as const
      // A job that was planned could run when its delay was over.
      const since = oldest.timestamp + (oldest.delay ?? 0)
      return [name, Math.max(0, (now.getTime() - since) / 1000)] as const
    }),
  )
  return Object.fromEntries(ages) as Record<QueueName, number>
}

/** A schedule that differs less than this from the wanted one is left as it is. */
const SAME_TIME_MS = 1_000

const keyOf = (sourceId: string) => `source-${jobIdentity({ id: sourceId })}`

/** Rebuilds the schedulers from what the store says: those of other sources go, those that stand right stay untouched. */
async function scheduleRounds(queue: BullQueue, rounds: PlannedRound[], now: Date): Promise<void> {
  const known = new Map((await queue.getJobSchedulers(0, -1)).map(found => [found.key, found]))
  const wanted = new Map(rounds.map(round => [keyOf(round.sourceId), round]))
  for (const key of known.keys()) if (!wanted.has(key)) await queue.removeJobScheduler(key)

  for (const [key, round] of wanted) {
    const found = known.get(key)
    if (found && standsRight(found, round, now)) continue
    // A scheduler goes on from its last time whatever it is told: a new time needs a new one.
    if (found) await queue.removeJobScheduler(key)
    await startRounds(queue, key, round)
  }
}

const startRounds = (
  queue: BullQueue,
  key: string,
  { sourceId, intervalMs, nextAt }: PlannedRound,
) =>
  queue.upsertJobScheduler(
    key,
    { every: intervalMs, startDate: nextAt },
    { name: 'crawl', data: { sourceId, slot: 'scheduled' } },
  )

async function restoreRounds(queue: BullQueue, rounds: PlannedRound[]): Promise<void> {
  if ((await queue.getJobSchedulersCount()) >= rounds.length) return
  const known = new Set((await queue.getJobSchedulers(0, -1)).map(({ key }) => key))
  for (const round of rounds) {
    const key = keyOf(round.sourceId)
    if (!known.has(key)) await startRounds(queue, key, round)
  }
}

/** Jobs that are looked through for sources which have one. */
const MOST_WAITING = 10_000

async function takeUp(
  queue: BullQueue,
  sourceIds: string[],
  slot: string,
  now: Date,
): Promise<void> {
  if (!sourceIds.length) return
  // A round that runs takes up what the sweep has found; one that ends with something left asks for the next.
  const states: JobType[] = [
    'waiting',
    'prioritized',
    ...(slot === 'sweep' ? ['active' as const] : []),
  ]
  const jobs = await queue.getJobs(states, 0, MOST_WAITING)
  const known = new Set(jobs.map(job => job?.data?.sourceId))
  const missing = sourceIds.filter(id => !known.has(id))
  if (!missing.length) return
  await queue.addBulk(
    missing.map(sourceId => ({
      name: 'crawl',
      data: { sourceId, slot },
      // Two processes may find the same one missing; and one that runs is followed by one more.
      opts: {
        deduplication: { id: keyOf(sourceId), keepLastIfActive: true },
        timestamp: now.getTime(),
      },
    })),
  )
}

function standsRight(
  found: JobSchedulerJson,
  { intervalMs, nextAt }: PlannedRound,
  now: Date,
): boolean {
  if (Number(found.every) !== intervalMs || found.next === undefined) return false
  // What is due already runs as soon as a worker comes; what is to come must come at its time.
  return nextAt <= now
    ? found.next <= now.getTime()
    : Math.abs(found.next - nextAt.getTime()) < SAME_TIME_MS
}
