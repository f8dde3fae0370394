import { Cluster, type Redis } from 'ioredis'
import { type RedisAddress, readRedisAddress, showHosts } from '../model/redis-address.ts'
import { UnavailableError } from '../model/unavailable-error.ts'
import { type RedisAccess, type RedisClient, redisClients } from './redis-clients.ts'

type Log = { warn(message: string): void; error(details: object, message: string): void }

/** Two connections to one Redis: the one fails soon, the other waits through an outage. */
export type OpenedRedis = { forAdding: RedisClient; forWorkers: RedisClient; close(): void }

/** Connects to Redis and makes sure that jobs can be kept there. Throws `UnavailableError` when they cannot. */
export async function openRedis(
  redisUrl: string,
  access: RedisAccess,
  log: Log,
): Promise<OpenedRedis> {
  const address = readRedisAddress(redisUrl)
  const clients = await redisClients(address, access).catch(cause => {
    throw unreachable(address, cause)
  })
  const forAdding = clients.forAdding()
  await connect(forAdding, address)
  clients.keepTrying()
  forAdding.on('error', error => log.error({ err: error }, 'Redis does not answer'))
  for (const node of nodesOf(forAdding)) await warnOfLoss(node, log)

  const forWorkers = clients.forWorkers()
  // The workers tell of it themselves.
  forWorkers.on('error', () => undefined)
  return {
    forAdding,
    forWorkers,
    close() {
      forWorkers.disconnect()
      forAdding.disconnect()
    },
  }
}

async function connect(redis: RedisClient, address: RedisAddress): Promise<void> {
  let lastError: Error | null = null
  const remember = (error: Error) => {
    lastError = error
  }
  redis.on('error', remember)
  redis.on('sentinelError', remember)
  try {
    await redis.connect()
    await redis.ping()
    for (const node of nodesOf(redis)) await checkRole(node, address)
  } catch (error) {
    redis.disconnect()
    throw unreachable(address, moreTelling(lastError, error))
  } finally {
    redis.off('error', remember)
    redis.off('sentinelError', remember)
  }
}

const nodesOf = (redis: RedisClient): Redis[] =>
  redis instanceof Cluster ? redis.nodes('master') : [redis]

/** A closed connection says nothing about why it was closed. */
const moreTelling = (heard: Error | null, thrown: unknown): unknown =>
  heard && /^(?:Connection is closed|All sentinels|Failed to refresh)/.test(messageOf(thrown))
    ? heard
    : thrown

/** A server that answers and yet cannot keep our jobs. */
async function checkRole(redis: Redis, { kind }: RedisAddress): Promise<void> {
  const info = await redis.info()
  const mode = fieldOf(info, 'redis_mode')
  if (mode === 'sentinel')
    throw new Error('it is a Sentinel: name its master by ?sentinel=NAME behind the address')
  if (mode === 'cluster' && kind !== 'cluster')
    throw new Error('it is a node of a Cluster: put ?cluster behind the address')
  if (kind === 'single' && fieldOf(info, 'role') === 'slave')
    throw new Error('it is a replica and takes no jobs: give the address of the master')
}

function unreachable(address: RedisAddress, cause: unknown): UnavailableError {
  const what = { single: 'Redis', sentinel: 'Sentinels', cluster: 'Redis Cluster' }[address.kind]
  return new UnavailableError(
    `REDIS_URL: the ${what} at ${showHosts(address)} cannot be used (${explain(address, cause)}): start it, correct the address, or leave REDIS_URL empty to keep the jobs in the database`,
    { cause },
  )
}

/** What a message of the network or of Redis means for the settings. */
function explain(address: RedisAddress, cause: unknown): string {
  const said = messageOf(deepest(cause))
  const advice = advices.find(([pattern]) => pattern.test(said))?.[1]
  return advice ? `${said}: ${advice(address)}` : said
}

const advices: [RegExp, (address: RedisAddress) => string][] = [
  [/WRONGPASS|invalid username-password/i, () => 'look at the password and the user name'],
  [/NOAUTH/, () => 'it wants a password, in the address or in REDIS_PASSWORD'],
  [/unable to (?:verify|get)|self.signed/i, () => 'name its authority by REDIS_CA_FILE'],
  [/Hostname\/IP does not match/i, () => 'its certificate is for another name'],
  [
    /certificate required|handshake failure|bad certificate/i,
    () => 'it may want a certificate of ours: REDIS_CERT_FILE and REDIS_KEY_FILE',
  ],
  [/wrong version number|packet length too long/i, () => 'it speaks no TLS: begin with redis://'],
  [
    /ECONNRESET|Connection is closed|socket hang up/,
    ({ isTls }) =>
      isTls
        ? 'it may speak no TLS, or want a certificate of ours (REDIS_CERT_FILE and REDIS_KEY_FILE)'
        : 'it may speak TLS alone: begin with rediss://',
  ],
  [
    /ETIMEDOUT/,
    ({ isTls }) => (isTls ? 'nobody is there, or it speaks no TLS' : 'nobody is there'),
  ],
  [
    /invalid reply|No such master|ERR unknown command.*sentinel/i,
    ({ masterName }) => `no Sentinel here knows a master "${masterName}"`,
  ],
]

/** ioredis wraps what went wrong at the nodes of a Cluster. */
function deepest(cause: unknown): unknown {
  const last = (cause as { lastNodeError?: unknown } | null)?.lastNodeError
  if (last) return deepest(last)
  if (cause instanceof AggregateError && cause.errors.length) return deepest(cause.errors[0])
  return cause
}

const messageOf = (error: unknown) =>
  error instanceof Error ? error.message || (error as { code?: string }).code || '' : String(error)

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
