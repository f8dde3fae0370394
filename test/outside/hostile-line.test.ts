import type { ChildProcess } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startChild } from '../children.ts'
import { makeConfig, startLineFor } from '../pipeline/start-line.ts'

const bench = join(import.meta.dirname, '../../../shared/eval/hostile')
const limitMs = Number(process.env.HOSTILE_MINUTES ?? 8) * 60_000

type Manifest = {
  hostile: { name: string; class: string; url: string; outcome: string }[]
  robots: { name: string; origin: string }[]
}

const toSource = (id: string, url: string, kind: string) => ({
  id,
  name: id,
  language: 'en',
  zone: 'UTC',
  relevance: 'all',
  intervalMinutes: 10_080,
  entries: [{ kind, url, ...(kind === 'listing' && { maxPages: 2 }) }],
  depth: 0,
  maxAgeDays: 3650,
  politeness: { gapMs: 0, concurrency: 2 },
})

describe.skipIf(!existsSync(bench))('the hostile bench through the whole line', () => {
  let server: ChildProcess
  let control: string

  beforeAll(async () => {
    const port = 24_000 + (process.pid % 10_000)
    server = startChild(
      process.execPath,
      [join(bench, 'server.mjs'), '--port', String(port), '--hosts', '2', '--articles', '5'],
      { stdio: ['ignore', 'pipe', 'inherit'] },
    )
    for await (const line of createInterface({ input: server.stdout! })) {
      control = (JSON.parse(line) as { control: string }).control
      break
    }
  })
  afterAll(() => {
    server?.kill()
  })

  test('every endpoint ends with a reason, nothing internal is asked, and the process stands', {
    timeout: limitMs + 60_000,
  }, async () => {
    const manifest = (await (await fetch(`${control}/_manifest`)).json()) as Manifest
    const sources = [
      ...manifest.hostile.map((each, at) =>
        toSource(`h${at}.example`, each.url, each.class === 'feed' ? 'feed' : 'listing'),
      ),
      ...manifest.robots.map(({ origin }, at) =>
        toSource(`r${at}.example`, `${origin}/`, 'listing'),
      ),
    ]
    using config = makeConfig(sources)
    await using running = await startLineFor(config.dir, {
      ALLOW_ADDRESSES: '127.0.0.2-127.0.30.255',
      CRAWLER_AGENT: 'NewsBench/1.0',
      LOG_LEVEL: 'silent',
    })
    const until = Date.now() + limitMs
    const waiting = async () =>
      (await running.world.store.listSources()).filter(({ lastRoundAt }) => !lastRoundAt)
    while ((await waiting()).length && Date.now() < until) await sleep(500)
    expect((await waiting()).map(({ source }) => source.entries[0]!.url)).toEqual([])

    const states = await running.world.store.listSources()
    const ownFaults = states.filter(({ outcomes }) =>
      Object.keys(outcomes).some(key => key === 'retry:own-fault' || key === 'retry:reader-fault'),
    )
    expect(ownFaults.map(({ source }) => source.entries[0]!.url)).toEqual([])
    const stats = (await (await fetch(`${control}/_stats`)).json()) as { bait_hits: number }
    expect(stats.bait_hits).toBe(0)
    expect(process.memoryUsage().rss).toBeLessThan(2_000_000_000)
  })
})
