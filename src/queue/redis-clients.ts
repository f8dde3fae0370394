import { readFile } from 'node:fs/promises'
import type { ConnectionOptions } from 'node:tls'
import { Cluster, Redis, type RedisOptions } from 'ioredis'
import type { RedisAddress } from '../model/redis-address.ts'

/** What opens a Redis beside its address. Files are read once, when the connection is opened. */
export type RedisAccess = {
  password?: string | null
  /** Sentinels have a password of their own. */
  sentinelPassword?: string | null
  /** The authority that signed the servers' certificates, when it is not one that everybody knows. */
  caFile?: string | null
  /** A certificate of ours, for servers that ask for one (`tls-auth-clients`). */
  certFile?: string | null
  keyFile?: string | null
}

export type RedisClient = Redis | Cluster

/** Makes connections to one Redis. */
export type RedisClients = {
  /** One that fails soon when Redis is away: the sweep adds again what could not be added. Not yet connected. */
  forAdding(): RedisClient
  /** One for those who wait for jobs: it never gives a command up. */
  forWorkers(): RedisClient
  /** From now on lost connections are made again, however long it takes. */
  keepTrying(): void
}

const CONNECT_LIMIT_MS = 5_000
const LONGEST_WAIT_MS = 3_000
const TRIES_TO_ADD = 3

/** @throws Error of the file system when a certificate cannot be read */
export async function redisClients(
  address: RedisAddress,
  access: RedisAccess,
): Promise<RedisClients> {
  const tls = address.isTls ? await readCertificates(access) : null
  let keepsTrying = false
  const delay = (times: number) => Math.min(200 * times, LONGEST_WAIT_MS)
  // Until the first connection stands, whoever starts the process is told at once what is wrong.
  const retry = (times: number) => (keepsTrying ? delay(times) : null)

  const password = access.password ?? address.password
  const common: RedisOptions = {
    connectTimeout: CONNECT_LIMIT_MS,
    connectionName: 'carbonwire',
    ...(address.username && { username: address.username }),
    ...(password && { password }),
    ...(tls && { tls }),
    // One that was the master a moment ago and takes no writes any more: the connection must go to the new one, and the command with it.
    reconnectOnError: error => (error.message.startsWith('READONLY') ? 2 : false),
  }

  const make = (maxRetriesPerRequest: number | null): RedisClient => {
    if (address.kind === 'cluster')
      return new Cluster(address.hosts, {
        lazyConnect: true,
        clusterRetryStrategy: retry,
        slotsRefreshTimeout: CONNECT_LIMIT_MS,
        // Names stay names, so that certificates can be checked against them.
        ...(tls && { dnsLookup: (host, callback) => callback(null, host) }),
        redisOptions: { ...common, maxRetriesPerRequest },
      })
    const [{ host, port }] = address.hosts as [RedisAddress['hosts'][number]]
    return new Redis({
      ...common,
      lazyConnect: true,
      maxRetriesPerRequest,
      db: address.database,
      retryStrategy: retry,
      ...(address.kind === 'single' ? { host, port } : sentinels(address, access, tls, retry)),
    })
  }
  return {
    forAdding: () => make(TRIES_TO_ADD),
    forWorkers: () => make(null),
    keepTrying() {
      keepsTrying = true
    },
  }
}

const sentinels = (
  { hosts, masterName }: RedisAddress,
  { sentinelPassword }: RedisAccess,
  tls: ConnectionOptions | null,
  retry: (times: number) => number | null,
): RedisOptions => ({
  sentinels: hosts,
  name: masterName!,
  sentinelRetryStrategy: retry,
  // No failoverDetector: when it sees a failover while a connection is being made, ioredis ends that connection for good. A master that was
  // taken out of its place cuts its clients off by itself, and one that still answers says READONLY.
  ...(sentinelPassword && { sentinelPassword }),
  ...(tls && { enableTLSForSentinelMode: true, sentinelTLS: tls }),
})

async function readCertificates(access: RedisAccess): Promise<ConnectionOptions> {
  const [ca, cert, key] = await Promise.all(
    [access.caFile, access.certFile, access.keyFile].map(file => (file ? readFile(file) : null)),
  )
  return { ...(ca && { ca }), ...(cert && { cert }), ...(key && { key }) }
}
