import { expect, test } from 'vitest'
import { HOURS_UNTIL_SETTLED, openClock, roundsOf } from '../pipeline/clocked-rounds.ts'
import { makeConfig, startLineFor } from '../pipeline/start-line.ts'
import { hasBench, startBench } from './hostile-bench.ts'

const HOSTS = 4
/** Fewer the bench cannot take one out of. */
const ARTICLES = 12

test.skipIf(!hasBench)(
  'the news sites of the bench, whose news change while a tenth of their addresses fail, lose nothing (skipped when ../shared is absent)',
  { timeout: 600_000 },
  async () => {
    await using opened = new AsyncDisposableStack()
    const bench = opened.use(
      await startBench(['--hosts', String(HOSTS), '--articles', String(ARTICLES)]),
    )
    opened.use(openClock(Date.now()))
    const sources = (await bench.manifest()).sources.map(({ id, list_url: url }) => ({
      ...{ id, name: `Bench ${id}`, language: 'en', zone: 'UTC', relevance: 'all' },
      ...{ intervalMinutes: 10_080, maxAgeDays: 3650 },
      entries: [{ kind: 'listing', url, maxPages: 50 }],
      politeness: { gapMs: 0, concurrency: 4 },
    }))
    const config = opened.use(makeConfig(sources))
    const env = {
      ...{ ALLOW_ADDRESSES: '127.0.0.2-127.0.30.255', CRAWLER_AGENT: 'NewsBench/1.0' },
      LOG_LEVEL: 'silent',
    }
    // Nobody crawls but the test.
    const { world, url } = opened.use(await startLineFor(config.dir, env, {}))
    const round = roundsOf(
      world,
      sources.map(({ id }) => id),
    )

    await bench.tell('_fault?rate=0.1&kinds=500,reset,truncate&times=2')
    await round(0)
    // Every source has three articles more, corrects one title, and takes one out.
    await bench.tell('_tick?t=1')
    for (const hours of HOURS_UNTIL_SETTLED) await round(hours)

    const { sources: told } = await bench.manifest()
    const args = ['--out', `${url}/feed.json?limit=500`, '--scope', 'sources']
    const report = await bench.check('check-completeness.mjs', [...args, '--updated', 'strict'])
    const problems = report.problems as Record<string, { examples: string[] } | undefined>
    const lost = ['missing', 'doubled', 'id-not-unique', 'update-lost']
    expect(Object.fromEntries(lost.map(name => [name, problems[name]?.examples ?? []]))).toEqual(
      Object.fromEntries(lost.map(name => [name, []])),
    )
    const removed = told.flatMap(({ removed_urls: urls }) => urls)
    const items = await world.store.readFeed({}, 1_000)
    expect(removed).toHaveLength(HOSTS)
    expect(items.filter(item => removed.includes(item.url) && !item.gone)).toEqual([])
    expect(await bench.baitHits()).toBe(0)
  },
)
