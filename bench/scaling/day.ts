import type { Units } from './units.ts'

/** What an installation is asked to do. */
export type Load = {
  name: string
  sources: number
  articlesADay: number
  /** Rounds of a source a day: its rhythm asks it more often by day. */
  roundsADay: number
  feedRequestsASecond: number
  keepPagesDays: number
}

/** Processes that do it; each has a core of its own. */
export type Processes = { crawl: number; publish: number; databaseCores: number }

const MINUTES = 1_440
/** When news comes out, hour by hour of the day in one zone: most of it between eight and six. */
const HOURS = [1, 1, 1, 1, 1, 2, 4, 7, 10, 11, 10, 8, 6, 7, 9, 10, 9, 7, 5, 4, 3, 2, 2, 1]
const sum = (values: readonly number[]) => values.reduce((all, value) => all + value, 0)
const shareOf = (minute: number) => HOURS[Math.floor(minute / 60) % 24]! / sum(HOURS) / 60

export type DayReport = {
  /** Articles that came in within the busiest minute, a second. */
  peakArticlesASecond: number
  /** Jobs a second then: rounds, and one publish job for each batch. */
  peakJobsASecond: number
  /** Minutes from the page to the feed. */
  lagP50: number
  lagP99: number
  /** Articles that were not in the feed when the day was over. */
  left: number
  /** Share of their time that they worked, over the day. */
  busy: { crawl: number; publish: number; database: number }
}

const BATCH = 24

/**
 * A day, minute by minute: what comes out waits for a crawl process, then for a publisher, and both for the database. New articles go before
 * visits, as they do in a round.
 */
export function simulateDay(load: Load, processes: Processes, { cpuMs, visits }: Units): DayReport {
  const capacity = {
    crawl: processes.crawl * 60_000,
    publish: processes.publish * 60_000,
    database: processes.databaseCores * 60_000,
  }
  const used = { crawl: 0, publish: 0, database: 0 }
  const arrived: { minute: number; articles: number }[] = []
  const lags: { minutes: number; articles: number }[] = []
  let unread = 0
  let unpublished = 0
  let owedVisits = 0
  let peak = 0
  for (let minute = 0; minute < MINUTES; minute++) {
    const share = shareOf(minute)
    const articles = load.articlesADay * share
    const rounds = load.sources * load.roundsADay * (0.5 / MINUTES + share / 2)
    peak = Math.max(peak, articles / 60)
    arrived.push({ minute, articles })
    unread += articles
    owedVisits += articles * visits

    const left = { ...capacity }
    spend(left, used, 'crawl', rounds * cpuMs.crawlList)
    spend(left, used, 'database', rounds * cpuMs.storeList)
    const published = Math.min(
      unpublished,
      left.publish / cpuMs.publishArticle,
      (left.database * 0.5) / cpuMs.storeArticle,
    )
    unpublished -= published
    spend(left, used, 'publish', published * cpuMs.publishArticle)
    spend(left, used, 'database', (published * cpuMs.storeArticle) / 2)
    const read = Math.min(
      unread,
      left.crawl / cpuMs.crawlArticle,
      left.database / (cpuMs.storeArticle / 2),
    )
    unread -= read
    unpublished += read
    spend(left, used, 'crawl', read * cpuMs.crawlArticle)
    spend(left, used, 'database', (read * cpuMs.storeArticle) / 2)
    const visited = Math.min(
      owedVisits,
      left.crawl / cpuMs.crawlUnchanged,
      left.database / cpuMs.storeUnchanged,
    )
    owedVisits -= visited
    spend(left, used, 'crawl', visited * cpuMs.crawlUnchanged)
    spend(left, used, 'database', visited * cpuMs.storeUnchanged)
    takeOff(arrived, lags, published, minute)
  }
  return {
    peakArticlesASecond: peak,
    peakJobsASecond:
      peak / BATCH +
      (load.sources * load.roundsADay * (0.5 / MINUTES + Math.max(...HOURS) / sum(HOURS) / 120)) /
        60,
    lagP50: quantile(lags, 0.5),
    lagP99: quantile(lags, 0.99),
    left: Math.round(sum(arrived.map(({ articles }) => articles))),
    busy: {
      crawl: used.crawl / capacity.crawl / MINUTES,
      publish: used.publish / capacity.publish / MINUTES,
      database: used.database / capacity.database / MINUTES,
    },
  }
}

type Kinds = { crawl: number; publish: number; database: number }

function spend(left: Kinds, used: Kinds, kind: keyof Kinds, ms: number): void {
  const spent = Math.min(left[kind], ms)
  left[kind] -= spent
  used[kind] += spent
}

/** The oldest are done first. */
function takeOff(
  arrived: { minute: number; articles: number }[],
  lags: { minutes: number; articles: number }[],
  done: number,
  minute: number,
): void {
  let rest = done
  while (rest > 0 && arrived.length) {
    const oldest = arrived[0]!
    const taken = Math.min(rest, oldest.articles)
    lags.push({ minutes: minute - oldest.minute, articles: taken })
    oldest.articles -= taken
    rest -= taken
    if (oldest.articles < 1e-9) arrived.shift()
  }
}

function quantile(lags: { minutes: number; articles: number }[], part: number): number {
  const ordered = lags.toSorted((a, b) => a.minutes - b.minutes)
  let rest = sum(ordered.map(({ articles }) => articles)) * part
  for (const { minutes, articles } of ordered) {
    rest -= articles
    if (rest <= 0) return minutes
  }
  return ordered.at(-1)?.minutes ?? 0
}
