import { type DayReport, type Load, type Processes, simulateDay } from './day.ts'
import type { Units } from './units.ts'

/** Readers see an article so many minutes after it could be read, at the most. */
const LAG_MINUTES = 5
/** The window of the index of stories. */
const INDEX_DAYS = 30
const YEAR = 365
const GB = 1e9

export type Needs = {
  processes: Processes
  day: DayReport
  /** Hosts that one crawl process can serve at one time against those that must be served in the busiest hour. */
  crawlForPoliteness: number
  rowsADay: number
  deadRowsADay: number
  databaseGbADay: number
  databaseGbAYear: number
  pagesGb: number
  redisMb: number
  /** Of each process that publishes or reads: now everything that was ever published, with a window the last month. */
  indexGbAYear: number
  indexGbOfWindow: number
  indexMinutesToFill: number
  serverCores: number
}

/** The fewest processes with which the day's articles are in the feed in time, and what else they want. */
export function findNeeds(load: Load, units: Units): Needs {
  const processes = fewest(load, units)
  const articlesAYear = load.articlesADay * YEAR
  const lists = load.sources * load.roundsADay
  return {
    processes,
    day: simulateDay(load, processes, units),
    crawlForPoliteness: Math.ceil(hostsBusy(load, units) / units.rounds.atOnce),
    rowsADay: load.articlesADay * units.rows.article + lists,
    deadRowsADay: load.articlesADay * units.rows.dead + lists * 2,
    databaseGbADay: (load.articlesADay * (units.bytes.article + units.bytes.page)) / GB,
    databaseGbAYear: (articlesAYear * units.bytes.article) / GB,
    pagesGb: (load.articlesADay * load.keepPagesDays * units.bytes.page) / GB,
    redisMb:
      (units.redisBytes.base +
        load.sources * (units.redisBytes.source + units.redisBytes.job * 0.1)) /
      1e6,
    indexGbAYear: (articlesAYear * units.index.bytesOfArticle) / GB,
    indexGbOfWindow: (load.articlesADay * INDEX_DAYS * units.index.bytesOfArticle) / GB,
    indexMinutesToFill: articlesAYear / units.index.articlesASecond / 60,
    serverCores: Math.ceil((load.feedRequestsASecond * units.cpuMs.serveFeed) / 1_000),
  }
}

function fewest(load: Load, units: Units): Processes {
  const processes: Processes = { crawl: 1, publish: 1, databaseCores: 1 }
  const isGood = () => {
    const day = simulateDay(load, processes, units)
    return day.lagP99 <= LAG_MINUTES && day.left <= load.articlesADay * 0.01
  }
  while (!isGood()) {
    // Whichever helps most grows; where none does alone, all do.
    const grown = (['crawl', 'publish', 'databaseCores'] as const).map(kind => {
      const more = { ...processes, [kind]: Math.ceil(processes[kind] * 1.1 + 0.5) }
      const { lagP99, left } = simulateDay(load, more, units)
      return { kind, more, score: left + lagP99 }
    })
    const best = grown.toSorted((a, b) => a.score - b.score)[0]!
    Object.assign(processes, best.more)
  }
  return processes
}

/** A host that has an article a second cannot be asked for it: it is busy for its gap with each of its pages. */
function hostsBusy(load: Load, { rounds, visits }: Units): number {
  const pages = load.articlesADay * (1 + visits) + load.sources * load.roundsADay
  return (pages * rounds.gapSeconds * 2) / 86_400
}
