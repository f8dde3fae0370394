import { setTimeout as sleep } from 'node:timers/promises'
import { type Job, UnrecoverableError, WaitingError, type Worker } from 'bullmq'
import { parseJob } from './job-identity.ts'
import type { Handler, Jobs, QueueLog, QueueName, WorkerOptions } from './queue.ts'
import type { QueueConnection } from './queue-connection.ts'

/**
 * A worker that dies holds its jobs back for 15 s, and the next check is 5 s later; one whose machine is busy may be 12 s late. A job may
 * lose its worker five times. After an outage of Redis or Postgres a worker asks again every 2 s.
 */
const recovery = {
  lockDuration: 15_000,
  lockRenewTime: 3_000,
  stalledInterval: 5_000,
  maxStalledCount: 5,
  runRetryDelay: 2_000,
}

/** Why the signal of a running job fires when its worker stops. */
const STOPPING = 'the worker stops'

/** Starts a worker whose jobs end in an outcome, and whose jobs are given back when it stops. */
export function startWorker<Name extends QueueName>(
  connection: QueueConnection,
  name: Name,
  handler: Handler<Name>,
  { concurrency }: WorkerOptions,
  log: QueueLog,
): Worker {
  // The signal is handed in only where a third parameter is declared.
  const process = async (job: Job, token?: string, signal?: AbortSignal) => {
    const stop = signal ?? new AbortController().signal
    if (stop.aborted) return giveBack(job, token)

    const outcome = await handler(readJob(name, job), stop)
    return stop.aborted ? giveBack(job, token) : outcome
  }
  const worker = connection.worker(name, process, { ...recovery, concurrency })
  worker.on('error', error => log.error({ err: error, queue: name }, 'the queue does not answer'))
  worker.on('failed', (job, error) =>
    log.error({ err: error, queue: name, job: job?.data }, 'a job failed'),
  )
  worker.on('stalled', jobId =>
    log.warn({ queue: name, jobId }, 'a job had lost its worker and runs again'),
  )
  return worker
}

async function giveBack(job: Job, token: string | undefined): Promise<never> {
  await job.moveToWait(token)
  throw new WaitingError()
}

/** A job that the schedule made is told apart from the others of its source by its time, which ends its id. */
function readJob<Name extends QueueName>(name: Name, job: Job): Jobs[Name] {
  const data =
    name === 'crawl' && job.repeatJobKey
      ? { ...job.data, slot: `at-${job.id?.split(':').at(-1)}` }
      : job.data
  try {
    return parseJob(name, data)
  } catch (error) {
    throw new UnrecoverableError((error as Error).message)
  }
}

/** Until then running jobs may end by themselves. */
const GRACE_SHARE = 0.1
const ASK_AGAIN_MS = 100

/** Stops taking jobs and lets those that run finish; then asks them to end, again and again; at the deadline it leaves them behind. */
export async function stopWorkers(workers: Worker[], deadlineMs: number): Promise<void> {
  const startedAt = performance.now()
  const closing = Promise.all(workers.map(worker => worker.close()))
  let closed = false
  closing.then(
    () => {
      closed = true
    },
    () => {
      closed = true
    },
  )
  while (!closed && performance.now() - startedAt < deadlineMs) {
    // A job that was taken up a moment ago hears of it the next time.
    if (performance.now() - startedAt >= deadlineMs * GRACE_SHARE)
      for (const worker of workers) worker.cancelAllJobs(STOPPING)
    await Promise.race([closing, sleep(ASK_AGAIN_MS)])
  }
  if (!closed) await Promise.race([forceClose(workers), sleep(1_000)])
}

const forceClose = (workers: Worker[]) =>
  Promise.all(workers.map(worker => worker.close(true).catch(() => undefined)))
