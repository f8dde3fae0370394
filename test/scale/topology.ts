import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { end, startChild } from '../children.ts'
import { makeConfig } from '../pipeline/start-line.ts'
import type { Asked } from '../politeness/check-politeness.ts'
import { type Service, startPostgres, startRedis } from '../services.ts'
import { CLOSED_HOST, hostsOf, listPath, PREFIX, SOURCES_A_HOST } from './invented-web.ts'
import { type Network, openNetwork } from './network.ts'
import type { Counted } from './web.ts'

const root = join(import.meta.dirname, '../..')
const PORT = 3060

export type Topology = AsyncDisposable & {
  databaseUrl: string
  /** The processes of the database and of the queue. */
  databases: number[]
  /** Starts a worker on a machine of its own. */
  start(worker: 'crawl' | 'publish' | 'server'): Started
  /** What the web was asked for until now. */
  asked(): Promise<Asked[]>
  /** How many articles it has given out, and to whom. */
  counted(): Promise<Counted>
}

export type Started = { child: ChildProcess; pid: number; url: string; machine: string }

export type TopologyOptions = {
  hosts: number
  pagesOfHost: number
  gapMs: number
  intervalMinutes: number
}

/** The web, PostgreSQL, Redis and machines for the workers, in networks of their own. */
export async function openTopology(options: TopologyOptions): Promise<Topology> {
  await using opened = new AsyncDisposableStack()
  const network: Network = opened.use(openNetwork())
  const hosts = hostsOf(options.hosts)
  const web = await startWeb(
    network.addMachine([...hosts, CLOSED_HOST].map(each => each.slice(PREFIX.length + 1))),
    options,
  )
  opened.defer(() => void web.kill())
  const at = { address: network.address, network: network.range }
  const postgres: Service = opened.use(await startPostgres({ at, connections: 300 }))
  const redis: Service = opened.use(
    await startRedis({ bind: `127.0.0.1 ${network.address}`, 'protected-mode': 'no' }),
  )
  const config = opened.use(
    makeConfig(
      hosts.flatMap(host =>
        Array.from({ length: SOURCES_A_HOST }, (_, part) => sourceOf(host, part, options)),
      ),
    ),
  )
  const there = (url: string) => url.replace('127.0.0.1', network.address)
  const children: ChildProcess[] = []
  opened.defer(() => Promise.all(children.map(child => end(child))).then(() => undefined))
  const moved = opened.move()

  return {
    databaseUrl: postgres.url,
    databases: [postgres.pid, redis.pid],
    start(worker) {
      const number = children.length + 1
      const machine = `${PREFIX}.2.${number}`
      const [program, ...args] = network.addMachine([`2.${number}`])
      const child = startChild(
        program!,
        [...args, process.execPath, join(root, 'workers', `${worker}.ts`)],
        {
          cwd: root,
          env: {
            PATH: process.env.PATH,
            DATABASE_URL: there(postgres.url),
            REDIS_URL: there(redis.url),
            CONFIG_DIR: config.dir,
            ALLOW_ADDRESSES: `${PREFIX}.1.0/24`,
            CRAWLER_CONTACT: 'scale@example.org',
            PUBLIC_URL: 'https://wire.example',
            LOG_LEVEL: 'error',
            HOST: '0.0.0.0',
            PORT: String(PORT),
          },
          stdio: ['ignore', 'ignore', 'inherit'],
        },
      )
      children.push(child)
      return { child, pid: child.pid!, url: `http://${machine}:${PORT}`, machine }
    },
    asked: () => ask<Asked[]>(web, 'log'),
    counted: () => ask<Counted>(web, 'count'),
    [Symbol.asyncDispose]: () => moved.disposeAsync(),
  }
}

const sourceOf = (host: string, part: number, { gapMs, intervalMinutes }: TopologyOptions) => ({
  id: `${host.replaceAll('.', '-')}-${part}.example`,
  name: host,
  language: 'zh-Hans',
  zone: 'Asia/Shanghai',
  relevance: 'all',
  intervalMinutes,
  rhythm: false,
  entries: [{ kind: 'listing', url: `http://${host}${listPath(part)}`, maxPages: 500 }],
  depth: 0,
  maxAgeDays: 36_500,
  politeness: { gapMs, concurrency: 1 },
})

async function ask<Told>(web: ChildProcess, what: 'log' | 'count'): Promise<Told> {
  web.send(what)
  const [told] = (await once(web, 'message')) as [Told]
  return told
}

async function startWeb(
  [program, ...args]: string[],
  { hosts, pagesOfHost }: TopologyOptions,
): Promise<ChildProcess> {
  const child = startChild(
    program!,
    [
      ...[...args, process.execPath, join(import.meta.dirname, 'web.ts')],
      ...[String(hosts), String(pagesOfHost)],
    ],
    { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] },
  )
  await once(child, 'message')
  return child
}
