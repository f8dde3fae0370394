import type { Load } from './day.ts'
import { findNeeds, type Needs } from './needs.ts'
import { units } from './units.ts'

/**
 * What installations of several sizes need, by a simulated day from measured costs of one article, one list, one job:
 *
 *     npm run bench:scaling                     the table of docs/scaling.md
 *     npm run bench:scaling -- SOURCES ARTICLES one of your own
 */
const shipped: Load[] = [
  load('100 sources', 100, 1_500, 5),
  load('1,000 sources', 1_000, 15_000, 50),
  load('100,000 sources, 10 million articles a day', 100_000, 10_000_000, 5_000),
]

function load(
  name: string,
  sources: number,
  articlesADay: number,
  feedRequestsASecond: number,
): Load {
  return { name, sources, articlesADay, roundsADay: 48, feedRequestsASecond, keepPagesDays: 180 }
}

const [sources, articles] = process.argv.slice(2).map(Number)
const loads = sources && articles ? [load('yours', sources, articles, 50)] : shipped

const number = (value: number) =>
  value >= 10 ? Math.round(value).toLocaleString('en') : value.toFixed(value < 0.1 ? 3 : 1)

const rows: [string, (needs: Needs) => string][] = [
  ['articles a second, busiest minute', ({ day }) => number(day.peakArticlesASecond)],
  ['jobs a second, busiest minute', ({ day }) => number(day.peakJobsASecond)],
  ['cores that crawl', ({ processes }) => number(processes.crawl)],
  ['crawl processes, so that hosts keep their gaps', needs => number(needs.crawlForPoliteness)],
  ['cores that publish', ({ processes }) => number(processes.publish)],
  ['cores of PostgreSQL', ({ processes }) => number(processes.databaseCores)],
  ['cores that serve', needs => number(needs.serverCores)],
  ['minutes from page to feed, p50 / p99', ({ day }) => `${day.lagP50} / ${day.lagP99}`],
  ['rows written a day', needs => number(needs.rowsADay)],
  ['dead rows a day, for vacuum', needs => number(needs.deadRowsADay)],
  ['database, GB a day', needs => number(needs.databaseGbADay)],
  ['articles after a year, GB', needs => number(needs.databaseGbAYear)],
  ['pages kept (180 days), GB', needs => number(needs.pagesGb)],
  ['Redis, MB', needs => number(needs.redisMb)],
  ['index of stories after a year, GB a process', needs => number(needs.indexGbAYear)],
  ['index of the last month alone, GB', needs => number(needs.indexGbOfWindow)],
  ['minutes to fill the index at a start, after a year', needs => number(needs.indexMinutesToFill)],
]

const found = loads.map(each => findNeeds(each, units))
const line = (cells: string[]) => `| ${cells.join(' | ')} |`
console.log(line(['', ...loads.map(({ name }) => name)]))
console.log(line(['---', ...loads.map(() => '---:')]))
for (const [name, cell] of rows) console.log(line([name, ...found.map(cell)]))
