import { Redis } from 'ioredis'
import { UnavailableError } from '../model/unavailable-error.ts'

type Log = { warn(message: string): void; error(details: object, message: string): void }

const CONNECT_LIMIT_MS = 5_000

/** Connects to Redis and makes sure that it answers. Throws `UnavailableError` when it does not. */
export async function openRedis(redisUrl: string, log: Log): Promise<Redis> {
  const redis = new Redis(redisUrl, {
    lazyConnect: true,
    connectTimeout: CONNECT_LIMIT_MS,
    connectionName: 'carbonwire',
    // A step that adds jobs fails soon when Redis is away; the sweep adds them again.
    maxRetriesPerRequest: 3,
    retryStrategy: times => Math.min(200 * times, 3_000),
  })
  let lastError: Error | null = null
  const remember = (error: Error) => {
    lastError = error
  }
  redis.on('error', remember)
  try {
    await redis.connect()
    await redis.ping()
  } catch (error) {
    redis.disconnect()
    throw unreachable(redisUrl, lastError ?? error)
  }
  redis.off('error', remember)
  redis.on('error', error => log.error({ err: error }, 'Redis does not answer'))
  await warnOfLoss(redis, log)
  return redis
}

function unreachable(redisUrl: string, cause: unknown): UnavailableError {
  const { host } = new URL(redisUrl)
  const reason = cause instanceof Error && cause.message ? cause.message : String(cause)
  return new UnavailableError(
    `REDIS_URL: the Redis at ${host} cannot be used (${reason}): start it, correct the address, or leave REDIS_URL empty to keep the jobs in the database`,
    { cause },
  )
}

/** A connection for those who wait for jobs: it never gives a command up. */
export function duplicateForWorkers(redis: Redis): Redis {
  const connection = redis.duplicate({ maxRetriesPerRequest: null, lazyConnect: false })
  connection.on('error', () => undefined)
  return connection
}

/** Settings under which Redis loses acknowledged jobs, or hands them out empty. The store makes up for it, later than need be. */
async function warnOfLoss(redis: Redis, log: Log): Promise<void> {
  const [memory, persistence] = await Promise.all([redis.info('memory'), redis.info('persistence')])
  const policy = fieldOf(memory, 'maxmemory_policy')
  if (policy && policy !== 'noeviction')
    log.warn(
      `Redis has maxmemory-policy ${policy}: when its memory is full it drops jobs and runs others without their data. Set maxmemory-policy noeviction.`,
    )
  if (fieldOf(persistence, 'aof_enabled') === '0')
    log.warn(
      'Redis has appendonly no: when it is killed, queued jobs are lost until the sweep finds them in the store. Set appendonly yes.',
    )
}

const fieldOf = (info: string, field: string) =>
  new RegExp(`^${field}:(.*?)\\r?$`, 'm').exec(info)?.[1] ?? null
