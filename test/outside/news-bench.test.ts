import { type ChildProcess, execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startChild } from '../children.ts'
import { crawlAll, makeConfig, startLineFor } from '../pipeline/start-line.ts'
import { freePort } from '../services.ts'

// The bench is used when present: a clone of the project alone has no such folder.
const bench = join(import.meta.dirname, '../../../shared/eval/hostile')
const hosts = 20
const articles = Number(process.env.BENCH_ARTICLES ?? 12)
const limitMs = 120_000 + hosts * articles * 400

const zones: Record<number, string> = {
  0: 'UTC',
  60: 'Etc/GMT-1',
  180: 'Europe/Moscow',
  480: 'Asia/Shanghai',
  540: 'Asia/Tokyo',
}

type Report = {
  expected: number
  problems: Record<string, { count: number; examples: string[] } | undefined>
}
type BenchSource = { id: string; lang: string; list_url: string; tz_minutes: number }

const toSource = ({ id, lang, list_url, tz_minutes }: BenchSource) => ({
  id,
  name: `Bench ${id}`,
  language: lang === 'tw' ? 'zh-Hant' : lang,
  zone: zones[tz_minutes] ?? 'UTC',
  relevance: 'all',
  entries: [{ kind: 'listing', url: list_url, maxPages: 500 }],
  maxAgeDays: 3650,
  politeness: { gapMs: 0, concurrency: 4 },
})

describe.skipIf(!existsSync(bench))(
  'the bench of twenty news sites (skipped when ../shared is absent)',
  () => {
    let server: ChildProcess
    let control: string

    beforeAll(async () => {
      const port = await freePort()
      server = startChild(
        process.execPath,
        [
          join(bench, 'server.mjs'),
          '--port',
          String(port),
          '--hosts',
          String(hosts),
          '--articles',
          String(articles),
        ],
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

    test('no article is missing from the feed, and none is there twice', {
      timeout: limitMs + 60_000,
    }, async () => {
      const manifest = (await (await fetch(`${control}/_manifest`)).json()) as {
        sources: BenchSource[]
      }
      using config = makeConfig(manifest.sources.map(toSource))
      await using running = await startLineFor(config.dir, {
        ALLOW_ADDRESSES: '127.0.0.2-127.0.30.255',
        CRAWLER_AGENT: 'NewsBench/1.0',
      })
      await crawlAll(running, limitMs)

      const { stdout } = await promisify(execFile)(process.execPath, [
        join(bench, 'check-completeness.mjs'),
        ...['--out', `${running.url}/feed.json`],
        ...['--control', control, '--scope', 'sources', '--removed', 'any', '--json'],
      ]).catch((error: { stdout: string }) => error)
      const report = JSON.parse(stdout) as Report
      const faults = (name: string) => report.problems[name]?.examples ?? []
      expect(report.expected).toBe(hosts * articles)
      expect(faults('missing')).toEqual([])
      expect(faults('doubled')).toEqual([])
      expect(faults('id-not-unique')).toEqual([])
      expect(faults('navigation-as-article')).toEqual([])
      // What a standards-following reader gets right; the bench marks what needs sniffing apart.
      expect(faults('title-wrong')).toEqual([])
      expect(faults('date-wrong')).toEqual([])
      expect(faults('date-missing')).toEqual([])
    })
  },
)
