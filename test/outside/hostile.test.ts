import { execFile } from 'node:child_process'
import { resolve } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  type Bench,
  type Endpoint,
  hasBench,
  impoliteness,
  type Manifest,
  startBench,
} from './hostile-bench.ts'
import type { Report, Visit } from './hostile-child.ts'

const run = promisify(execFile)
const CLASSES = 'bomb endless slow ssrf redirect retry framing type conditional connect'.split(' ')

describe.skipIf(!hasBench)('the hostile bench (../shared, when present)', () => {
  let bench: Bench
  let manifest: Manifest
  let report: Report
  let visits: Map<string, Visit>

  beforeAll(async () => {
    bench = await startBench(['--hosts', '2', '--articles', '5', '--max-hang', '25', '--tls'])
    manifest = await bench.manifest()
    report = await crawlInChild(manifest)
    visits = new Map(report.visits.map(visit => [visit.url, visit]))
  }, 300_000)

  afterAll(() => bench?.[Symbol.asyncDispose]())

  test('nothing internal was asked', async () => {
    expect(await bench.baitHits()).toBe(0)
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
    expect(await impoliteness(bench)).toEqual([])
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
