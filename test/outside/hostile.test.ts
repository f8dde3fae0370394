import { type ChildProcess, execFile } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startChild } from '../children.ts'
import type { Report, Visit } from './hostile-child.ts'

const run = promisify(execFile)
const bench = resolve('../shared/eval/hostile')
const isHere = existsSync(bench) && process.platform === 'linux'

const CLASSES = 'bomb endless slow ssrf redirect retry framing type conditional connect'.split(' ')

type Endpoint = { name: string; class: string; url: string; outcome: string }
type RobotsHost = { name: string; origin: string; allow: string[]; deny: string[] }
type Manifest = { hostile: Endpoint[]; robots: RobotsHost[]; bait_secret: string }

describe.skipIf(!isHere)('the hostile bench (../shared, when present)', () => {
  let server: ChildProcess
  let control: string
  let manifest: Manifest
  let report: Report
  let stats: { bait_hits: number }
  let visits: Map<string, Visit>

  beforeAll(async () => {
    const started = await startBench()
    server = started.server
    control = started.control
    const address = `${control}/_manifest?articles=0`
    manifest = (await (await fetch(address)).json()) as Manifest
    report = await crawlInChild(manifest)
    visits = new Map(report.visits.map(visit => [visit.url, visit]))
    stats = (await (await fetch(`${control}/_stats`)).json()) as typeof stats
  }, 300_000)

  afterAll(async () => {
    if (!server || server.exitCode !== null) return
    server.kill()
    await once(server, 'exit')
  })

  test('nothing internal was asked', () => {
    expect(stats.bait_hits).toBe(0)
    const told = report.visits.filter(({ text }) => text.includes(manifest.bait_secret))
    expect(told).toEqual([])
  })

  test.each(CLASSES)('%s: what must fail fails, what must come comes', name => {
    const wrong = manifest.hostile
      .filter(endpoint => endpoint.class === name)
      .map(endpoint => ({ endpoint, visit: visits.get(endpoint.url)! }))
      .filter(({ endpoint, visit }) => isWrong(endpoint, visit))
      .map(({ endpoint, visit }) => `${endpoint.name}: ${visit.kind} ${visit.reason}`)
    expect(wrong).toEqual([])
  })

  test('every robots.txt is read as it is meant', () => {
    const wrong = manifest.robots.flatMap(({ name, origin, allow, deny }) => [
      ...allow.filter(path => !isLetIn(visits.get(origin + path)!)).map(path => `${name} ${path}`),
      ...deny.filter(path => !isKeptOut(visits.get(origin + path)!)).map(path => `${name} ${path}`),
    ])
    expect(wrong).toEqual([])
  })

  test('no address holds a round for a minute, and memory stays bounded', () => {
    expect(Math.max(...report.visits.map(({ seconds }) => seconds))).toBeLessThan(60)
    expect(report.maxRssMb).toBeLessThan(450)
  })

  test('the log of the server shows no impolite request', async () => {
    const args = ['check-politeness.mjs', '--control', control, '--scope', 'robots,hostile']
    const checked = await run(process.execPath, args, { cwd: bench }).catch(error => error)
    expect(checked.code ?? 0, checked.stdout).toBe(0)
  })
})

function isWrong({ outcome }: Endpoint, visit: Visit): boolean {
  const came = visit.kind === 'page'
  return (outcome === 'fail' && came) || (outcome === 'items' && !came)
}

/** A crawl-delay beyond what a round waits for lets in as well, only not now. */
function isLetIn({ kind, reason }: Visit): boolean {
  return kind === 'page' || reason === 'crawl-delay'
}

function isKeptOut({ reason }: Visit): boolean {
  return reason === 'robots' || reason === 'robots-unreachable'
}

async function crawlInChild({ hostile, robots }: Manifest): Promise<Report> {
  const asks = [
    ...hostile
      .filter(endpoint => CLASSES.includes(endpoint.class))
      .map(({ url, outcome }) => ({ url, rounds: outcome === 'items' ? 3 : 1 })),
    ...robots.flatMap(({ origin, allow, deny }) =>
      [...allow, ...deny].map(path => ({ url: origin + path, rounds: 1 })),
    ),
  ]
  const child = resolve('test/outside/hostile-child.ts')
  const { stdout } = await run(process.execPath, [child, JSON.stringify(asks)], {
    maxBuffer: 64 * 1024 * 1024,
    timeout: 290_000,
  })
  return JSON.parse(stdout) as Report
}

/** The bench takes four ports in a row; another place is tried when one of them is in use. */
async function startBench(): Promise<{ server: ChildProcess; control: string }> {
  for (let attempt = 0; attempt < 5; attempt++) {
    const port = 20_000 + 8 * Math.floor(Math.random() * 1000)
    const args = ['--hosts', '2', '--articles', '5', '--max-hang', '25', '--tls']
    const server = startChild(process.execPath, ['server.mjs', '--port', String(port), ...args], {
      cwd: bench,
      stdio: ['ignore', 'pipe', 'ignore'],
    })
    const isReady = await Promise.race([
      once(server.stdout, 'data').then(() => true),
      once(server, 'exit').then(() => false),
    ])
    if (isReady) return { server, control: `http://127.0.0.1:${port}` }
  }
  throw new Error('the bench found no free ports')
}
