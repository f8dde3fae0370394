import { setTimeout as sleep } from 'node:timers/promises'
import { peakMb, processorMs } from './processor-time.ts'
import type { Started, Topology } from './topology.ts'

export type Workers = Record<'crawlers' | 'publishers' | 'servers', Started[]>

/** What a page cost while so many processes crawled. */
export type Cost = {
  processes: number
  pages: number
  pagesASecond: number
  cpuMsAPage: number
  /** The same by who burnt it. */
  parts: Record<keyof Workers | 'databases', number>
  /** The most memory that one of the crawl processes has had, in MB. */
  peakMb: number
  /** Milliseconds that one of the workers burnt. */
  of(worker: Started): number
}

/** Measures for a while. Waits for the start of processes to be over is up to the caller. */
export async function measureCost(topology: Topology, workers: Workers, ms: number): Promise<Cost> {
  const all = Object.values(workers).flat()
  const look = async () => ({
    at: performance.now(),
    articles: (await topology.counted()).articles,
    each: new Map(all.map(({ pid }) => [pid, processorMs([pid])])),
    databases: processorMs(topology.databases),
  })
  const before = await look()
  await sleep(ms)
  const after = await look()
  const pages = after.articles - before.articles
  const of = ({ pid }: Started) => after.each.get(pid)! - before.each.get(pid)!
  const sum = (some: Started[]) => some.reduce((total, each) => total + of(each), 0) / pages
  const parts = {
    crawlers: sum(workers.crawlers),
    publishers: sum(workers.publishers),
    servers: sum(workers.servers),
    databases: (after.databases - before.databases) / pages,
  }
  return {
    processes: workers.crawlers.length,
    pages,
    pagesASecond: (pages * 1_000) / (after.at - before.at),
    cpuMsAPage: Object.values(parts).reduce((total, part) => total + part, 0),
    parts,
    peakMb: Math.max(...workers.crawlers.map(({ pid }) => peakMb(pid))),
    of,
  }
}

export function tell(cost: Cost): void {
  if (!cost.pages) {
    console.log(`${cost.processes} crawl processes: everything was read`)
    return
  }
  const { crawlers, publishers, servers, databases } = cost.parts
  const figure = (value: number) => value.toFixed(1)
  console.log(
    `${cost.processes} crawl processes: ${figure(cost.pagesASecond)} pages a second; CPU ms a page ${figure(cost.cpuMsAPage)} ` +
      `(crawling ${figure(crawlers)}, publishing ${figure(publishers)}, serving ${figure(servers)}, databases ${figure(databases)}); ` +
      `at most ${cost.peakMb} MB a process; ${cost.pages} pages`,
  )
}
