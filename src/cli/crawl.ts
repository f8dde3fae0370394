import { setTimeout as sleep } from 'node:timers/promises'
import { keptSources } from '../config/keep-last-good.ts'
import { loadConfig } from '../config/load-config.ts'
import type { Settings } from '../model/settings.ts'
import type { World } from '../pipeline/world.ts'
import type { CrawlProgress } from './control-commands.ts'
import { noSuchSource } from './no-such-source.ts'
import { openProgress } from './progress.ts'
import { type Reached, reachStore } from './reach-store.ts'
import { renderRounds } from './render-rounds.ts'
import type { AskedCrawl, RoundSum } from './round-commands.ts'
import { renderSources, type SourceRow } from './sources.ts'
import { untilStopped } from './until-stopped.ts'
import { say } from './words/say.ts'

const LOOK_EVERY_MS = 500
/** Sources that are crawled at one time where no other process runs. */
const AT_ONE_TIME = 12

/** `carbonwire crawl`: a round of these sources now, and everything it leads to. */
export async function crawl(named: string[], { json }: { json?: boolean }): Promise<void> {
  const stop = untilStopped()
  await using reached = await reachStore(settings => checkNames(settings, named))
  const asked = await reached.ask<AskedCrawl>('crawl', { sources: named })

  const working = reached.world && crawlHere(reached.world, asked, stop)
  try {
    await Promise.all([working, untilDone(reached, asked, stop)])
  } finally {
    await working?.catch(() => {})
  }
  if (stop.aborted) return tellStopped(reached)

  const states = await reached.ask<SourceRow[]>('sources', null)
  const crawled = states.filter(({ source }) => asked.sourceIds.includes(source.id))
  const sums = await reached.ask<RoundSum[]>('rounds', asked)
  if (json) return console.log(JSON.stringify(withRounds(crawled, sums), null, 2))
  console.log(`${renderSources(crawled)}\n\n${renderRounds(sums)}`)
}

const withRounds = (crawled: SourceRow[], sums: RoundSum[]) =>
  crawled.map(state => ({ ...state, crawled: sums.find(({ id }) => id === state.source.id) }))

/** A name that no file bears is told before a database is made for it. */
async function checkNames({ configDir }: Settings, named: string[]): Promise<void> {
  if (!named.length) return
  const config = await loadConfig(configDir)
  const kept = keptSources(config)
  const ids = config.sources.map(({ id }) => id)
  for (const id of named)
    if (kept !== 'all' && !ids.includes(id) && !kept.includes(id)) throw noSuchSource(id, ids)
}

/**
 * Crawls these sources and no others, past the queue: its rounds of other sources are for whoever runs the whole line. What is open
 * when the signal fires stays open in the store.
 */
async function crawlHere(world: World, asked: AskedCrawl, stop: AbortSignal): Promise<void> {
  const { startLine } = await import('../pipeline/line.ts')
  const line = startLine(world, { publish: 1 })
  const waiting = [...asked.sourceIds]
  const crawlNext = async () => {
    for (let id = waiting.shift(); id && !stop.aborted; id = waiting.shift())
      await crawlWhole(world, id, asked.since, stop)
  }
  try {
    await Promise.all(Array.from({ length: AT_ONE_TIME }, crawlNext))
    while (!stop.aborted && (await world.store.unpublished(1)).length)
      await sleep(LOOK_EVERY_MS, undefined, { signal: stop }).catch(() => {})
  } finally {
    await line.stop()
  }
}

/** Rounds of one source, the first with its entries, until no link of it waits. */
async function crawlWhole(
  world: World,
  sourceId: string,
  since: string,
  stop: AbortSignal,
): Promise<void> {
  const { crawlSource } = await import('../pipeline/crawl-source.ts')
  const asked = `asked-${new Date(since).getTime()}`
  let stuck = ''
  for (let turn = 0; !stop.aborted; turn++) {
    await crawlSource(world, { sourceId, slot: turn ? `more-${turn}-${asked}` : asked }, stop)
    const [due, resumes] = await Promise.all([
      world.store.dueLinks(sourceId, world.now(), 1),
      world.store.findResumes(sourceId),
    ])
    // A page of a list that did not come twice is left to the next crawl.
    const before = stuck
    stuck = resumes.map(({ url }) => url).join('\n')
    if (!due.length && (!resumes.length || stuck === before)) return
  }
}

/** Looks until everything is done, with a bar while a person is looking. */
async function untilDone(reached: Reached, asked: AskedCrawl, stop: AbortSignal): Promise<void> {
  using bar = openProgress(process.stderr)
  while (!stop.aborted) {
    const progress = await reached.ask<CrawlProgress>('progress', asked)
    bar.show(progress)
    if (progress.done) return
    await sleep(LOOK_EVERY_MS, undefined, { signal: stop }).catch(() => {})
  }
}

function tellStopped({ world }: Reached): void {
  console.error(
    world
      ? say`carbonwire: stopped; what was not read yet is taken up by the next crawl`
      : say`carbonwire: no longer waiting; the running process goes on with the crawl`,
  )
  process.exitCode = 130
}
