import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { setTimeout as sleep } from 'node:timers/promises'
import { endLeftOver, killOrphans } from './left-over.ts'
import type { Programs } from './programs.ts'
import { commandFor, type ServerUser } from './server-user.ts'

/** A server of our own in one cluster. It ends with this process, however that ends. */
export type PostgresServer = { stop(): Promise<void> }

export type ServerOptions = {
  programs: Programs
  user: ServerUser
  cluster: string
  /** Told when the server ended by itself and is started again, or cannot be. */
  onError?: (error: Error) => void
}

/**
 * Small, for it shares the machine with the one process it serves: the system caches the files as well. Every commit is on the disk when
 * it is acknowledged, as PostgreSQL does by itself.
 */
const settings = {
  listen_addresses: '',
  unix_socket_directories: '.',
  unix_socket_permissions: '0600',
  cluster_name: 'carbonwire',
  max_connections: '48',
  shared_buffers: '48MB',
  max_wal_size: '256MB',
  min_wal_size: '32MB',
  checkpoint_timeout: '15min',
  io_method: 'sync',
  // Five times a second, and nothing here waits for what they do: a commit writes its own log.
  bgwriter_delay: '1s',
  wal_writer_delay: '2s',
  max_worker_processes: '2',
  max_parallel_workers_per_gather: '0',
  max_logical_replication_workers: '0',
  max_wal_senders: '0',
  autovacuum_max_workers: '1',
  jit: 'off',
  huge_pages: 'off',
  timezone: 'UTC',
  log_timezone: 'UTC',
  log_min_messages: 'log',
  log_checkpoints: 'off',
}

/**
 * Reads its standard input in the foreground until the other end is closed, which the kernel does for a process that was killed, and then
 * ends the server. What a terminal or a service manager sends to all of us is for our owner to act on.
 */
const keeper = `trap '' INT TERM HUP
"$@" </dev/null >&2 & server=$!
echo $server
exec >/dev/null 2>&1
while read -r _; do :; done
kill -INT $server
wait $server`

const READY = 'database system is ready to accept connections'
/** A server that was killed reads its log first: seconds, where there is much of it and the disk is slow. */
const START_WITHIN_MS = 120_000
const STOP_WITHIN_MS = 8_000
const AGAIN_AFTER_MS = 500

/** Starts a server and waits until it can be connected to. */
export async function startPostgres(options: ServerOptions): Promise<PostgresServer> {
  let server = await startOnce(options)
  let stopping = false

  const watch = async () => {
    while (!stopping) {
      await server.gone
      if (stopping) return
      options.onError?.(new Error('the embedded database ended and is started again'))
      try {
        server = await startOnce(options)
      } catch (error) {
        options.onError?.(error as Error)
        await sleep(AGAIN_AFTER_MS)
      }
    }
  }
  const watching = watch()

  return {
    async stop() {
      stopping = true
      await server.stop()
      await watching
    },
  }
}

/** `gone` resolves when none of its processes is left. */
type Server = { gone: Promise<unknown>; stop(): Promise<void> }

async function startOnce(options: ServerOptions): Promise<Server> {
  const giveUpAt = performance.now() + START_WITHIN_MS
  await endLeftOver(options.cluster)
  for (;;) {
    const { child, said, gone, ended } = spawnServer(options)
    const why = await untilReady(child, said, giveUpAt)
    if (why === null) return { gone, stop: () => stopServer(child, ended, options.cluster) }

    child.stdin?.end()
    await ended
    // A statement that outlived a killed server holds its memory until it is done.
    if (!/pre-existing shared memory block/.test(why) || performance.now() > giveUpAt)
      throw new Error(why)
    killOrphans(options.cluster)
    await sleep(AGAIN_AFTER_MS)
  }
}

function spawnServer({ programs, user, cluster }: ServerOptions) {
  const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  const { file, args, options } = commandFor(user, programs, [
    ...['sh', '-c', keeper, 'keeper', programs.postgres, '-D', cluster, ...flags],
  ])
  // A session of its own: Ctrl-C in the terminal is not for the server.
  const child = spawn(file, args, { ...options, detached: true, stdio: ['pipe', 'ignore', 'pipe'] })
  child.stdin.on('error', () => undefined)
  const ended = once(child, 'close').catch(() => undefined)
  // The keeper lives on without it; what it writes to is open as long as one of its processes lives.
  const gone = once(child.stderr, 'close').then(() => child.stdin.end())
  return { child, gone, ended, said: createInterface({ input: child.stderr }) }
}

/** Null when the server is ready, or why it is not. */
function untilReady(
  child: ChildProcess,
  said: ReturnType<typeof createInterface>,
  giveUpAt: number,
): Promise<string | null> {
  const fatal: string[] = []
  return new Promise(resolve => {
    const late = setTimeout(() => resolve('it was not ready in time'), giveUpAt - performance.now())
    const settle = (why: string | null) => {
      clearTimeout(late)
      resolve(why)
    }
    said.on('line', line => {
      if (line.includes(READY)) settle(null)
      else if (/FATAL|PANIC|HINT|initdb:|postgres:|unshare:|error/.test(line))
        fatal.push(line.replace(/^.*?(FATAL|PANIC|HINT): */, ''))
    })
    child.on('error', error => settle(error.message))
    said.on('close', () => settle(fatal.slice(0, 3).join(' ') || 'it ended without a word'))
  })
}

async function stopServer(child: ChildProcess, ended: Promise<unknown>, cluster: string) {
  child.stdin?.end()
  const stop = new AbortController()
  const late = sleep(STOP_WITHIN_MS, 'late', { signal: stop.signal }).catch(() => undefined)
  if ((await Promise.race([ended, late])) === 'late') await endLeftOver(cluster)
  stop.abort()
}
