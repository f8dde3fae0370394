import { setTimeout as sleep } from 'node:timers/promises'
import { Queue as BullQueue, Worker } from 'bullmq'
import { Cluster, Redis } from 'ioredis'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type OpenedQueue, openQueue } from '../../src/queue/open-queue.ts'
import type { RedisAccess } from '../../src/queue/redis-clients.ts'
import { type Certificates, hasOpenssl, makeCertificates } from '../certificates.ts'
import { describeQueue } from '../contract/queue-contract.ts'
import {
  endAll,
  hostsOf,
  portOf,
  startBehindTls,
  startCluster,
  startWatched,
} from '../redis-kinds.ts'
import { hasRedis, isOpen, needing, type Service, startRedis } from '../services.ts'

const log = { warn: () => undefined, error: () => undefined }
const open = (redisUrl: string, redisAccess: RedisAccess = {}) =>
  openQueue({ redisUrl, redisAccess, pool: null as never, log })

/** Puts jobs in, one after the other, and counts which of them ran. */
async function pass(queue: OpenedQueue, ids: string[]): Promise<string[]> {
  const ran = new Set<string>()
  queue.work(
    'replay',
    async ({ replayId }) => {
      ran.add(replayId)
      return { kind: 'saved' }
    },
    { concurrency: 1 },
  )
  await queue.add(
    'replay',
    ids.map(replayId => ({ replayId })),
  )
  await expect.poll(() => ran.size, { timeout: 60_000 }).toBe(ids.length)
  return [...ran]
}

describe.skipIf(!hasRedis)(needing('a Redis with a password', 'redis-server', hasRedis), () => {
  const word = 'pa$s:w/o@rd%'
  let server: Service
  beforeAll(async () => {
    server = await startRedis({ requirepass: word }, isOpen)
  })
  afterAll(() => server?.[Symbol.asyncDispose]())
  const withWord = (text: string) =>
    server.url.replace('redis://', `redis://:${encodeURIComponent(text)}@`)

  test('is opened by its address', async () => {
    await using queue = closing(await open(withWord(word)))
    expect(await pass(queue, ['in-the-address'])).toEqual(['in-the-address'])
  })

  test('is opened by a setting', async () => {
    await using queue = closing(await open(server.url, { password: word }))
    expect(await pass(queue, ['in-a-setting'])).toEqual(['in-a-setting'])
  })

  test('says so when it is wrong or missing, and the word is in no message', async () => {
    const wrong = open(withWord('Geheim-4711'))
    await expect(wrong).rejects.toThrow(/WRONGPASS.*look at the password and the user name/)
    await expect(open(withWord('Geheim-4711'))).rejects.not.toThrow(/Geheim/)
    await expect(open(server.url)).rejects.toThrow(/NOAUTH.*REDIS_PASSWORD/)
  })
})

const tlsName = `a Redis behind TLS${hasOpenssl ? '' : ' (skipped: no openssl on this machine)'}`
describe.skipIf(!hasRedis || !hasOpenssl)(needing(tlsName, 'redis-server', hasRedis), () => {
  let made: Certificates
  let foreign: Certificates
  let server: Service
  let plain: Service
  let url: string
  beforeAll(async () => {
    made = makeCertificates()
    foreign = makeCertificates('DNS:elsewhere.example')
    const behind = await startBehindTls(made)
    server = behind.server
    url = behind.url
    plain = await startRedis()
  })
  afterAll(async () => {
    await endAll([server, plain].filter(Boolean))
    made?.[Symbol.dispose]()
    foreign?.[Symbol.dispose]()
  })
  const own = () => ({ certFile: made.cert, keyFile: made.key })

  test('is used when its authority is named, with a certificate of ours', async () => {
    await using queue = closing(await open(url, { caFile: made.ca, ...own() }))
    expect(await pass(queue, ['behind-tls'])).toEqual(['behind-tls'])
  })

  test.each([
    ['nobody named its authority', () => open(url, own()), /REDIS_CA_FILE/],
    [
      'another authority is named',
      () => open(url, { caFile: foreign.ca, ...own() }),
      /REDIS_CA_FILE/,
    ],
    ['it wants a certificate of ours', () => open(url, { caFile: made.ca }), /REDIS_CERT_FILE/],
    ['a file is not there', () => open(url, { caFile: `${made.folder}/none` }), /ENOENT.*none/],
    [
      'it is asked without TLS',
      () => open(url.replace('rediss', 'redis')),
      /begin with rediss:\/\//,
    ],
    ['TLS is asked of one that has none', () => open(plain.url.replace('redis', 'rediss')), /TLS/],
  ])('is not used when %s', async (_, opening, message) => {
    await expect(opening()).rejects.toThrow(message)
  })
})

describe.skipIf(!hasRedis)(
  needing('a Redis that Sentinels watch', 'redis-server', hasRedis),
  () => {
    const servers: Service[] = []
    const sentinels: Service[] = []
    beforeAll(async () => {
      await startWatched('wire', { servers, sentinels })
    })
    afterAll(() => endAll([...sentinels, ...servers]))
    const hosts = () => hostsOf(sentinels)

    test('is found by them; a name that they do not know, a Sentinel and a replica taken for it are told', async () => {
      await using queue = closing(await open(`redis://:wire@${hosts()}?sentinel=wire`))
      expect(await pass(queue, ['found'])).toEqual(['found'])
      const password = { password: 'wire' }
      await expect(open(`redis://${hosts()}?sentinel=nobody`, password)).rejects.toThrow(
        'no Sentinel here knows a master "nobody"',
      )
      await expect(open(sentinels[0]!.url)).rejects.toThrow('?sentinel=NAME')
      await expect(open(servers[1]!.url, password)).rejects.toThrow('it is a replica')
    })

    test('has every job done though its master dies in the middle of work', async () => {
      await using queue = closing(await open(`redis://:wire@${hosts()}?sentinel=wire`))
      const ran = new Map<string, number>()
      queue.work(
        'replay',
        async ({ replayId }) => {
          ran.set(replayId, (ran.get(replayId) ?? 0) + 1)
          return { kind: 'saved' }
        },
        { concurrency: 4 },
      )
      const ids = Array.from({ length: 120 }, (_, at) => `r${at}`)
      for (const [at, replayId] of ids.entries()) {
        if (at === 40) await servers[0]!.kill()
        // What the sweep does: it asks again for what it could not put in.
        while (!(await queue.add('replay', [{ replayId }]).then(yes, no))) await sleep(200)
      }
      // Replicas follow a moment later: what the dead one alone had is put in again, as what it never had.
      const left = async () => {
        const missing = ids.filter(id => !ran.has(id)).map(replayId => ({ replayId }))
        await queue.add('replay', missing).catch(no)
        return missing.length
      }
      await expect.poll(left, { timeout: 150_000, interval: 1_000 }).toBe(0)
    })
  },
)

describe.skipIf(!hasRedis)(needing('a Redis Cluster', 'redis-server', hasRedis), () => {
  const nodes: Service[] = []
  let url: string
  let client: Cluster
  beforeAll(async () => {
    await startCluster(nodes)
    url = `redis://${hostsOf(nodes)}`
    client = new Cluster(nodes.map(each => ({ host: '127.0.0.1', port: portOf(each) })))
    client.on('error', () => undefined)
  })
  afterAll(async () => {
    client?.disconnect()
    await endAll(nodes)
  })
  const empty = async () => {
    await Promise.all(client.nodes('master').map(node => node.flushall()))
  }
  describeQueue('Redis Cluster', () => open(url), empty)

  test('is found by one of its nodes; a node taken for a server of its own is told', async () => {
    await empty()
    await using queue = closing(await open(`${nodes[1]!.url}?cluster`))
    expect(await pass(queue, ['by-one-node'])).toEqual(['by-one-node'])
    await expect(open(nodes[0]!.url)).rejects.toThrow('put ?cluster behind the address')
  })
})

describe.skipIf(!hasRedis)(
  needing('jobs of a version that had another prefix', 'redis-server', hasRedis),
  () => {
    test('go, since the store knows what was open; those of a worker that still runs stay', async () => {
      await using server = await startRedis()
      const redis = new Redis(portOf(server), { maxRetriesPerRequest: null })
      const old = new BullQueue('crawl', { prefix: 'carbonwire', connection: redis })
      await old.upsertJobScheduler('source-x', { every: 60_000 }, { name: 'crawl', data: {} })
      await old.add('crawl', { sourceId: 'x', slot: 'more' })
      const worker = new Worker('publish', async () => undefined, {
        prefix: 'carbonwire',
        connection: redis.duplicate(),
        stalledInterval: 60_000,
      })
      const publish = new BullQueue('publish', { prefix: 'carbonwire', connection: redis })
      await publish.waitUntilReady()
      await expect.poll(() => redis.exists('carbonwire:publish:stalled-check')).toBe(1)

      await (await open(server.url)).close()
      expect(await redis.keys('carbonwire:crawl:*')).toEqual([])
      expect(await redis.exists('carbonwire:publish:meta')).toBe(1)

      await worker.close()
      await old.close()
      await publish.close()
      redis.disconnect()
    })
  },
)

const yes = () => true
const no = () => false

const closing = (queue: OpenedQueue) =>
  Object.assign(queue, { [Symbol.asyncDispose]: () => queue.close() })
