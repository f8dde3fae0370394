import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { startChild } from '../children.ts'
import { makeConfig } from '../pipeline/start-line.ts'
import { type Service, startPostgres, startRedis } from '../services.ts'
import { type Network, openNetwork } from './network.ts'
import type { Asked } from './web.ts'

const root = join(import.meta.dirname, '../..')
/** Machines that work; the web and the databases have machines of their own. */
const MACHINES = 4
const PORT = 3060

export type Topology = AsyncDisposable & {
  databaseUrl: string
  /** Starts a worker on the next machine. */
  start(worker: 'crawl' | 'publish' | 'server'): Started
  /** What the web was asked for until now. */
  asked(): Promise<Asked[]>
}

export type Started = { child: ChildProcess; url: string; machine: string }

export type TopologyOptions = { hosts: number; pagesOfHost: number; gapMs: number }

/** The web, PostgreSQL, Redis and machines for the workers, in networks of their own. */
export async function openTopology(options: TopologyOptions): Promise<Topology> {
  await using opened = new AsyncDisposableStack()
  const network: Network = opened.use(openNetwork())
  const hosts = Array.from({ length: options.hosts }, (_, at) => `10.77.1.${at + 1}`)
  const web = await startWeb(
    network.addMachine(hosts.map(each => each.replace('10.77.', ''))),
    hosts,
    options,
  )
  opened.defer(() => void web.kill())
  const at = { address: network.address, network: network.range }
  const postgres: Service = opened.use(await startPostgres({ at, connections: 300 }))
  const redis: Service = opened.use(
    await startRedis({ bind: `127.0.0.1 ${network.address}`, 'protected-mode': 'no' }),
  )
  const config = opened.use(makeConfig(hosts.map(host => sourceOf(host, options))))
  const machines = Array.from({ length: MACHINES }, (_, each) => ({
    before: network.addMachine([`2.${each + 1}`]),
    address: `10.77.2.${each + 1}`,
  }))
  const there = (url: string) => url.replace('127.0.0.1', network.address)
  const children: ChildProcess[] = []
  opened.defer(() => Promise.all(children.map(end)).then(() => undefined))
  const moved = opened.move()

  return {
    databaseUrl: postgres.url,
    start(worker) {
      const machine = machines[children.length % MACHINES]!
      const [program, ...args] = machine.before
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
            ALLOW_ADDRESSES: '10.77.1.0/24',
            CRAWLER_CONTACT: 'scale@example.org',
            LOG_LEVEL: 'error',
            HOST: '0.0.0.0',
            PORT: String(PORT + children.length),
          },
          stdio: ['ignore', 'ignore', 'inherit'],
        },
      )
      const url = `http://${machine.address}:${PORT + children.length}`
      children.push(child)
      return { child, url, machine: machine.address }
    },
    async asked() {
      web.send('tell')
      const [asked] = (await once(web, 'message')) as [Asked[]]
      return asked
    },
    [Symbol.asyncDispose]: () => moved.disposeAsync(),
  }
}

const sourceOf = (host: string, { gapMs }: TopologyOptions) => ({
  id: `${host.replaceAll('.', '-')}.example`,
  name: host,
  language: 'zh-Hans',
  zone: 'Asia/Shanghai',
  relevance: 'all',
  intervalMinutes: 10_080,
  rhythm: false,
  entries: [{ kind: 'listing', url: `http://${host}/list/all/0.html`, maxPages: 500 }],
  depth: 0,
  maxAgeDays: 36_500,
  politeness: { gapMs, concurrency: 1 },
})

async function startWeb(
  [program, ...args]: string[],
  hosts: string[],
  { pagesOfHost }: TopologyOptions,
): Promise<ChildProcess> {
  const child = startChild(
    program!,
    [
      ...[...args, process.execPath, join(import.meta.dirname, 'web.ts')],
      ...[hosts.join(), String(pagesOfHost)],
    ],
    { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] },
  )
  await once(child, 'message')
  return child
}

/** A worker that was asked to stop ends by itself. */
async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const gone = once(child, 'exit')
  child.kill('SIGTERM')
  await gone
}
