import { type ChildProcess, execFile } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { startChild } from '../children.ts'

const run = promisify(execFile)
const folder = join(import.meta.dirname, '../../../shared/eval/hostile')

/** The bench stands beside the project and is no part of it. */
export const hasBench = existsSync(folder) && process.platform === 'linux'

export type Endpoint = {
  name: string
  class: string
  kind: string
  host: string
  url: string
  outcome: 'items' | 'items_or_fail' | 'fail' | 'fail_or_skip'
  max_s: number
  max_rss_mb: number
  items: { url: string; title?: string; extra?: boolean }[]
}
export type RobotsHost = {
  name: string
  host: string
  origin: string
  allow: string[]
  deny: string[]
}
type NewsHost = {
  id: string
  list_url: string
  updated: string[]
  removed_urls: string[]
  articles: { id: string; url: string; title: string }[]
}
export type Manifest = {
  hostile: Endpoint[]
  robots: RobotsHost[]
  sources: NewsHost[]
  bait_secret: string
}

/** What its server has noted of one request. */
export type LogEntry = { host: string; path: string; t0: number; t1: number | null; status: number }

export type Bench = AsyncDisposable & {
  control: string
  manifest(): Promise<Manifest>
  log(): Promise<LogEntry[]>
  baitHits(): Promise<number>
  /** Asks its control for something, as `_tick` or `_fault?rate=0.1`. */
  tell(what: string): Promise<void>
  /** One of its checkers: its findings by their names, or rules by their ids. */
  check(script: string, args: string[]): Promise<Record<string, unknown>>
}

/** Starts the server of the bench. It takes four ports in a row; another place is tried when one of them is in use. */
export async function startBench(args: string[]): Promise<Bench> {
  for (let attempt = 0; attempt < 5; attempt++) {
    const port = 20_000 + 8 * Math.floor(Math.random() * 1000)
    const server = startChild(process.execPath, ['server.mjs', '--port', String(port), ...args], {
      cwd: folder,
      stdio: ['ignore', 'pipe', 'ignore'],
    })
    const isReady = await Promise.race([
      once(server.stdout!, 'data').then(() => true),
      once(server, 'exit').then(() => false),
    ])
    if (isReady) return benchOf(server, `http://127.0.0.1:${port}`)
  }
  throw new Error('the bench found no free ports')
}

/** The rules of politeness that its log shows broken on the hosts of endpoints and robots.txt. */
export async function impoliteness(bench: Bench): Promise<string[]> {
  const { rules } = await bench.check('check-politeness.mjs', ['--scope', 'robots,hostile'])
  return (rules as { id: string; violations: number; examples: string[] }[])
    .filter(({ violations }) => violations)
    .map(({ id, examples }) => `${id}: ${examples}`)
}

function benchOf(server: ChildProcess, control: string): Bench {
  const ask = async (what: string) => (await fetch(`${control}/${what}`)).text()
  return {
    control,
    manifest: async () => JSON.parse(await ask('_manifest')) as Manifest,
    log: async () =>
      (await ask('_log'))
        .split('\n')
        .filter(Boolean)
        .map(line => JSON.parse(line) as LogEntry),
    baitHits: async () => (JSON.parse(await ask('_stats')) as { bait_hits: number }).bait_hits,
    tell: async what => void (await ask(what)),
    async check(script, args) {
      // It ends with 1 when it has found something, which is no fault of its own.
      const { stdout } = await run(
        process.execPath,
        [script, '--control', control, '--json', ...args],
        { cwd: folder, maxBuffer: 64 * 1024 * 1024 },
      ).catch(error => error as { stdout: string })
      return JSON.parse(stdout) as Record<string, unknown>
    },
    async [Symbol.asyncDispose]() {
      if (server.exitCode !== null) return
      server.kill()
      await once(server, 'exit')
    },
  }
}
