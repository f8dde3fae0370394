import { type ChildProcess, execFileSync } from 'node:child_process'
import {
  appendFileSync,
  chmodSync,
  chownSync,
  copyFileSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { createServer as createHttpServer, type RequestListener } from 'node:http'
import { type AddressInfo, createConnection, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { Redis } from 'ioredis'
import pg from 'pg'
import { end, hasEnded, startChild } from './children.ts'

/** A server of the test's own: a free port, a data folder that goes with it. */
export type Service = AsyncDisposable & {
  url: string
  /** Its process: the one that runs now. */
  readonly pid: number
  /** SIGKILL, as when the machine goes down. */
  kill(): Promise<void>
  /** Starts it again over the same data. */
  restart(): Promise<void>
}

const onPath = (name: string) =>
  (process.env.PATH ?? '').split(':').find(folder => existsSync(join(folder, name)))

/** Debian keeps the server's programs apart from the path. */
function findPostgres(): string | null {
  const packaged = '/usr/lib/postgresql'
  const versions = existsSync(packaged) ? readdirSync(packaged).sort((a, b) => +b - +a) : []
  const folders = [...versions.map(version => join(packaged, version, 'bin')), onPath('initdb')]
  return folders.find(folder => folder && existsSync(join(folder, 'initdb'))) ?? null
}

const postgresFolder = findPostgres()
const redisFolder = onPath('redis-server') ?? null

const pgBouncer =
  ['/usr/sbin/pgbouncer', '/usr/bin/pgbouncer'].find(path => existsSync(path)) ?? null
export const hasPgBouncer = pgBouncer !== null

/** Whether the programs are there; suites that need them say so when they skip. */
export const hasPostgres = postgresFolder !== null
export const hasRedis = redisFolder !== null

/** A name for a suite that tells why it is skipped. */
export const needing = (name: string, program: 'postgres' | 'redis-server', has: boolean) =>
  has ? name : `${name} (skipped: no ${program} on this machine)`

/** The servers refuse to run as root; then they run as the user that their package made. */
function serverUser(): { uid: number; gid: number } | null {
  if (process.getuid?.() !== 0) return null
  const id = (flag: string) => Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8' }))
  return { uid: id('-u'), gid: id('-g') }
}

export type PostgresOptions = {
  /** With a certificate it speaks TLS too. */
  tls?: { cert: string; key: string }
  /** Another address of this machine that it listens on, for whoever is in this network. */
  at?: { address: string; network: string }
  /** Connections that it bears; its own default unless told. */
  connections?: number
}

/** Starts a Postgres of the test's own, in about half a second. */
export async function startPostgres(wanted: PostgresOptions = {}): Promise<Service> {
  const { tls, at, connections } = wanted
  const user = serverUser()
  const folder = mkdtempSync(join(tmpdir(), 'cw-pg-'))
  if (user) chownSync(folder, user.uid, user.gid)
  const data = join(folder, 'data')
  const options = { ...user, cwd: folder, stdio: 'ignore' as const }
  execFileSync(
    join(postgresFolder!, 'initdb'),
    ['-D', data, '-N', '-A', 'trust', '-U', 'postgres', '-E', 'UTF8', '--locale=C.UTF-8'],
    options,
  )
  if (at) appendFileSync(join(data, 'pg_hba.conf'), `host all all ${at.network} trust\n`)
  const port = await freePort()
  const secured = tls ? tlsOptions(folder, tls, user) : []
  const start = () =>
    startChild(
      join(postgresFolder!, 'postgres'),
      [
        ...['-D', data, '-p', String(port), '-k', folder, '-F'],
        ...['-c', `listen_addresses=${['127.0.0.1', ...(at ? [at.address] : [])].join()}`],
        ...(connections ? ['-c', `max_connections=${connections}`] : []),
        ...secured,
      ],
      options,
    )
  return openService(
    `postgres://postgres@127.0.0.1:${port}/postgres`,
    folder,
    start,
    isPostgresReady,
  )
}

/** The server wants its key to be its own and closed. */
function tlsOptions(
  folder: string,
  { cert, key }: { cert: string; key: string },
  user: { uid: number; gid: number } | null,
): string[] {
  const own = join(folder, 'key.pem')
  copyFileSync(key, own)
  chmodSync(own, 0o600)
  if (user) chownSync(own, user.uid, user.gid)
  return ['ssl=on', `ssl_cert_file=${cert}`, `ssl_key_file=${own}`].flatMap(each => ['-c', each])
}

/** Starts a PgBouncer in front of a database, in transaction mode and with its own defaults: it refuses startup parameters that it does not know. */
export async function startPgBouncer(databaseUrl: string): Promise<Service> {
  const user = serverUser()
  const folder = mkdtempSync(join(tmpdir(), 'cw-pool-'))
  const port = await freePort()
  const { hostname, port: databasePort, pathname, username } = new URL(databaseUrl)
  writeFileSync(join(folder, 'users.txt'), `"${username}" ""\n`)
  writeFileSync(
    join(folder, 'pgbouncer.ini'),
    `[databases]
pooled = host=${hostname} port=${databasePort} dbname=${pathname.slice(1)} user=${username}
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = ${port}
unix_socket_dir =
auth_type = any
auth_file = ${join(folder, 'users.txt')}
pool_mode = transaction
default_pool_size = 3
`,
  )
  if (user)
    for (const each of [folder, join(folder, 'users.txt'), join(folder, 'pgbouncer.ini')])
      chownSync(each, user.uid, user.gid)
  const start = () =>
    startChild(pgBouncer!, [join(folder, 'pgbouncer.ini')], {
      ...user,
      cwd: folder,
      stdio: 'ignore',
    })
  return openService(
    `postgres://${username}@127.0.0.1:${port}/pooled`,
    folder,
    start,
    isPostgresReady,
  )
}

export type RedisSettings = Record<string, string> & { port?: string }

/** Starts a Redis of the test's own, which keeps every acknowledged write unless told otherwise. */
export async function startRedis(
  settings: RedisSettings = {},
  isReady: (port: number) => Promise<boolean> = port => isRedisReady(`redis://127.0.0.1:${port}`),
): Promise<Service> {
  const folder = mkdtempSync(join(tmpdir(), 'cw-redis-'))
  const port = Number(settings.port ?? (await freePort()))
  const all = { appendonly: 'yes', save: '', 'maxmemory-policy': 'noeviction', ...settings }
  const start = () =>
    startChild(
      join(redisFolder!, 'redis-server'),
      [
        ...['--port', String(port), '--bind', '127.0.0.1', '--dir', folder],
        ...Object.entries(all).flatMap(([key, value]) => [`--${key}`, value]),
      ],
      { cwd: folder, stdio: 'ignore' },
    )
  return openService(`redis://127.0.0.1:${port}`, folder, start, () => isReady(port))
}

/** Starts a Sentinel that watches the Redis at `port` under the name `wire`, and takes it for dead after a second. */
export async function startSentinel(port: number, settings: string[] = []): Promise<Service> {
  const folder = mkdtempSync(join(tmpdir(), 'cw-sentinel-'))
  const own = await freePort()
  const file = join(folder, 'sentinel.conf')
  writeFileSync(
    file,
    [
      `port ${own}`,
      'bind 127.0.0.1',
      `dir ${folder}`,
      `sentinel monitor wire 127.0.0.1 ${port} 2`,
      'sentinel down-after-milliseconds wire 1000',
      'sentinel failover-timeout wire 5000',
      ...settings,
    ].join('\n'),
  )
  const start = () =>
    startChild(join(redisFolder!, 'redis-server'), [file, '--sentinel'], {
      cwd: folder,
      stdio: 'ignore',
    })
  return openService(`redis://127.0.0.1:${own}`, folder, start, () => isOpen(own))
}

async function openService(
  url: string,
  folder: string,
  start: () => ChildProcess,
  isReady: (url: string) => Promise<boolean>,
): Promise<Service> {
  let child = start()
  const untilReady = async () => {
    const giveUpAt = Date.now() + 60_000
    while (!(await isReady(url))) {
      if (Date.now() > giveUpAt) throw new Error(`${url} does not answer after a minute`)
      // One that was killed leaves children behind for a moment, and they keep the next one from starting.
      if (hasEnded(child)) child = start()
      await sleep(20)
    }
  }
  const kill = async () => void (await end(child, 'SIGKILL'))
  await untilReady()
  return {
    url,
    get pid() {
      return child.pid!
    },
    kill,
    async restart() {
      child = start()
      await untilReady()
    },
    async [Symbol.asyncDispose]() {
      await kill()
      rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 50 })
    },
  }
}

/** A server answers before it can be used: Postgres refuses while it recovers. */
async function isPostgresReady(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 1_000 })
  client.on('error', () => undefined)
  try {
    await client.connect()
    await client.end()
    return true
  } catch {
    return false
  }
}

async function isRedisReady(url: string): Promise<boolean> {
  const redis = new Redis(url, { lazyConnect: true, retryStrategy: () => null })
  redis.on('error', () => undefined)
  try {
    await redis.connect()
    return (await redis.ping()) === 'PONG'
  } catch {
    return false
  } finally {
    redis.disconnect()
  }
}

/** A web of the test's own on loopback. At its end nobody is waited for. */
export async function serveWeb(
  answer: RequestListener,
): Promise<AsyncDisposable & { port: number }> {
  const server = createHttpServer(answer)
  await new Promise<void>(done => server.listen(0, '127.0.0.1', done))
  return {
    port: (server.address() as AddressInfo).port,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      server.close()
    },
  }
}

/** Whether somebody listens. */
export const isOpen = (port: number) =>
  new Promise<boolean>(resolve => {
    const socket = createConnection(port, '127.0.0.1')
    socket.on('connect', () => {
      socket.destroy()
      resolve(true)
    })
    socket.on('error', () => resolve(false))
  })

/** Below those that the system gives to whoever names none: nobody else takes one before it is used. */
const PORTS = { first: 15_000, count: 17_000 }

/** A port that is free. */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = PORTS.first + Math.floor(Math.random() * PORTS.count)
    const server = createServer()
    const isFree = await new Promise<boolean>(resolve => {
      server.once('error', () => resolve(false))
      server.listen(port, '127.0.0.1', () => resolve(true))
    })
    await new Promise(resolve => server.close(resolve))
    if (isFree) return port
  }
}
