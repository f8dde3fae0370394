import { expect, test } from 'vitest'
import { sourcesOf } from '../faults/processes.ts'
import { openShakenWeb, titleOf } from '../faults/shaken-web.ts'
import { HOURS_UNTIL_SETTLED, openClock, roundsOf } from './clocked-rounds.ts'
import { makeConfig, startLineFor } from './start-line.ts'

const SITES = 2
const LISTED = 12
const LATER = 15

const changes = {
  corrected: [
    [0, 3],
    [0, 9],
    [1, 7],
  ],
  gone: [
    [0, 5],
    [1, 4],
  ],
} as const

const isOf = (pairs: readonly (readonly [number, number])[], site: number, n: number) =>
  pairs.some(pair => pair[0] === site && pair[1] === n)

/** What readers must find in the end, sorted. */
function titlesInTheEnd(): string[] {
  const all = Array.from({ length: SITES * LATER }, (_, at) => [at % SITES, Math.floor(at / SITES)])
  return (all as [number, number][])
    .filter(([site, n]) => !isOf(changes.gone, site, n))
    .map(([site, n]) => titleOf(site, n, isOf(changes.corrected, site, n) ? 1 : 0))
    .sort()
}

test('a web that fails now and then and changes while it is crawled loses nothing: what is corrected is updated, what is gone is removed, each once', {
  timeout: 480_000,
}, async () => {
  await using opened = new AsyncDisposableStack()
  opened.use(openClock(Date.parse('2026-11-20T04:00Z')))
  const web = opened.use(await openShakenWeb({ articles: LISTED }))
  const sources = sourcesOf(web, SITES).map(source => ({
    ...source,
    politeness: { gapMs: 0, concurrency: 2 },
  }))
  const config = opened.use(makeConfig(sources))
  // Nobody crawls but the test.
  const env = { ALLOW_ADDRESSES: '127.0.0.1', LOG_LEVEL: 'silent' }
  const { world } = opened.use(await startLineFor(config.dir, env, {}))
  const round = roundsOf(
    world,
    sources.map(({ id }) => id),
  )

  const titles = async () => {
    const items = await world.store.readFeed({}, 1_000)
    return items.flatMap(({ title, gone }) => (gone ? [] : [title])).sort()
  }

  // A tenth of all addresses, lists among them, fail twice in a row.
  web.fault = { rate: 0.1, times: 2, moods: ['broken', 'cut', 'reset', 'missing'] }
  await round(0)
  const before = await titles()
  web.articles = LATER
  for (const pair of changes.corrected) web.corrected.set(pair.join('/'), 1)
  for (const pair of changes.gone) web.moods.set(pair.join('/'), 'gone')
  for (const hours of HOURS_UNTIL_SETTLED) await round(hours)

  expect(await titles()).toEqual(titlesInTheEnd())
  const kinds = (await world.store.changesAfter(0, 10_000)).map(({ kind }) => kind)
  const count = (wanted: string) => kinds.filter(kind => kind === wanted).length
  // What failed at first was never read as it was before.
  const wereRead = (pairs: readonly (readonly [number, number])[]) =>
    pairs.filter(([site, n]) => before.includes(titleOf(site, n))).length
  expect(count('updated')).toBe(wereRead(changes.corrected))
  expect(count('removed')).toBe(wereRead(changes.gone))
  expect(count('added')).toBe(SITES * LATER - changes.gone.length + wereRead(changes.gone))
  expect(wereRead(changes.corrected) * wereRead(changes.gone)).toBeGreaterThan(1)
})
