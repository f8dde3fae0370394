import { execFileSync } from 'node:child_process'
import { setTimeout as sleep } from 'node:timers/promises'
import { Redis } from 'ioredis'
import type { Certificates } from './certificates.ts'
import { freePort, isOpen, type Service, startRedis, startSentinel } from './services.ts'

export const endAll = (services: Service[]) =>
  Promise.all(services.splice(0).map(each => each[Symbol.asyncDispose]()))

export const portOf = ({ url }: Service) => Number(new URL(url).port)

/** Several of them as they stand in an address. */
export const hostsOf = (services: Service[]) => services.map(({ url }) => new URL(url).host).join()

/** One that speaks TLS alone and wants a certificate. */
export async function startBehindTls(
  made: Certificates,
): Promise<{ server: Service; url: string }> {
  const tlsPort = await freePort()
  const server = await startRedis(
    {
      port: '0',
      'tls-port': String(tlsPort),
      'tls-cert-file': made.cert,
      'tls-key-file': made.key,
      'tls-ca-cert-file': made.ca,
    },
    () => isOpen(tlsPort),
  )
  return { server, url: `rediss://127.0.0.1:${tlsPort}` }
}

type Watched = { servers: Service[]; sentinels: Service[] }

/** A master with two replicas, which want this password, and three Sentinels that call it `wire`; put into the lists as they start. */
export async function startWatched(word: string, { servers, sentinels }: Watched): Promise<void> {
  const settings = { requirepass: word, masterauth: word }
  servers.push(await startRedis(settings, isOpen))
  const replicaof = `127.0.0.1 ${portOf(servers[0]!)}`
  for (let at = 0; at < 2; at++) servers.push(await startRedis({ ...settings, replicaof }, isOpen))
  for (let at = 0; at < 3; at++)
    sentinels.push(await startSentinel(portOf(servers[0]!), [`sentinel auth-pass wire ${word}`]))
  for (const sentinel of sentinels) await untilItKnows(sentinel)
}

/** Three nodes that are one Cluster; put into the list as they start. */
export async function startCluster(nodes: Service[]): Promise<void> {
  for (let at = 0; at < 3; at++)
    nodes.push(
      await startRedis({
        port: String(await clusterPort()),
        'cluster-enabled': 'yes',
        'cluster-require-full-coverage': 'no',
      }),
    )
  const hosts = nodes.map(each => new URL(each.url).host)
  execFileSync('redis-cli', ['--cluster', 'create', ...hosts, '--cluster-yes'])
  for (const node of nodes) await untilItIsOne(portOf(node))
}

/** A Sentinel that knows the replicas and the others can elect. */
async function untilItKnows(sentinel: Service): Promise<void> {
  const redis = new Redis(sentinel.url)
  const count = async (what: 'sentinels' | 'replicas') =>
    ((await redis.call('sentinel', what, 'wire')) as unknown[]).length
  while ((await count('sentinels')) < 2 || (await count('replicas')) < 2) await sleep(100)
  redis.disconnect()
}

async function untilItIsOne(port: number): Promise<void> {
  const redis = new Redis(port)
  while (!(await redis.cluster('INFO')).includes('cluster_state:ok')) await sleep(100)
  redis.disconnect()
}

/** The bus of a node listens 10,000 above it. */
async function clusterPort(): Promise<number> {
  for (;;) {
    const port = await freePort()
    if (port < 50_000 && !(await isOpen(port + 10_000))) return port
  }
}
