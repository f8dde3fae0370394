import type { DayCounts } from '../model/health.ts'
import { addDays, type Calendar, type DayKind, isWeekend, wallDay } from './calendar.ts'
import { middle } from './tally-day.ts'

/** How one entry, or all of a source, brings news. Times are counted in days of work, of which a day off is a part. */
export type Pace = {
  /** Pieces of news that are known of, and pieces a day of work. */
  items: number
  perDay: number
  /** How much more the days differ than chance alone would make them: 1 and more. */
  spread: number
  /** How alike the days are: the shape of a gamma distribution; small where some days bring much and others nothing. */
  evenness: number
  /** Silences between days with news: how many, their mean, how unlike each other they are, and the longest, by the wall clock too. */
  gaps: number
  meanGap: number
  unlike: number
  longestGap: number
  longestMs: number
  lastNewAt: Date | null
}

/** The rhythm of a source as its past days show it. */
export type Habit = {
  /** Days of which something is known. */
  days: number
  /** The time of the source: runs with the days of work, slower by night and on days off. */
  timeAt(at: Date): number
  /** The time of the source between two instants, day by day. */
  daysBetween(since: Date, at: Date): number[]
  /** News that can be expected in the hour that begins at an instant. */
  perHour(at: Date): number
  kindOf(day: string): DayKind
  whole: Pace
  entries: Record<string, Pace>
}

/** Days of the past that are looked at. */
const DAYS_READ = 150
/** What a source that has not shown it yet brings on a day off, as a part of a day of work; and how many days that guess weighs. */
const OFF_SHARE = 0.3
const GUESS_DAYS = 2
const WEEKDAY_GUESS_DAYS = 4
/** Days that show what a source brings by now. */
const LATELY_DAYS = 14
/** How alike the days of most sources are, and how many days that guess weighs; no days are more alike than this. */
const COMMON_EVENNESS = 3
const COMMON_DAYS = 10
const MOST_EVEN = 50

/** Reads the habit of a source from its days before `today`, which is not over yet. */
export function readHabit(
  zone: string,
  history: DayCounts[],
  calendar: Calendar,
  now: Date,
): Habit {
  const today = wallDay(zone, now).day
  const past = history.filter(({ day }) => day < today).slice(-DAYS_READ)
  // Days on which nothing answered tell nothing.
  const days = past.filter(({ answered }) => answered > 0)
  const counts = tamed(days)
  const kindOf = (day: string) => calendar(zone, day)
  const weightOf = readWeights(days, counts, kindOf)
  const hours = readHours(days)
  const { timeAt, daysBetween } = buildTime(zone, history[0]?.day ?? today, weightOf, hours)
  const known = days.map(({ day }) => weightOf(day))
  const paceOf = (moments: Moment[]) => readPace(moments, known, timeAt)
  const urls = [...new Set(history.flatMap(day => Object.keys(day.entries)))]
  const whole = paceOf(days.map((day, index) => ({ ...edges(day), fresh: counts[index]! })))
  return {
    days: days.length,
    timeAt,
    daysBetween,
    perHour: at => {
      const { day, hour } = wallDay(zone, at)
      return whole.perDay * weightOf(day) * hours[hour]!
    },
    kindOf,
    // The floods that are tamed for the rate are a part of how unlike the days are.
    whole: {
      ...whole,
      evenness: paceOf(days.map(day => ({ ...edges(day), fresh: day.fresh }))).evenness,
      lastNewAt: lastNew(history.map(edges)),
    },
    entries: Object.fromEntries(
      urls.map(url => {
        const moments = days.map(
          day => day.entries[url] ?? { fresh: 0, firstNewAt: null, lastNewAt: null },
        )
        const all = history.flatMap(day => day.entries[url] ?? [])
        return [url, { ...paceOf(moments), lastNewAt: lastNew(all) }]
      }),
    ),
  }
}

type Moment = { fresh: number; firstNewAt: string | null; lastNewAt: string | null }

function edges({ fresh, entries }: DayCounts): Moment {
  const firsts = Object.values(entries).flatMap(({ firstNewAt }) => firstNewAt ?? [])
  const lasts = Object.values(entries).flatMap(({ lastNewAt }) => lastNewAt ?? [])
  return { fresh, firstNewAt: firsts.sort()[0] ?? null, lastNewAt: lasts.sort().at(-1) ?? null }
}

function lastNew(moments: { lastNewAt: string | null }[]): Date | null {
  const at = moments.findLast(({ lastNewAt }) => lastNewAt)?.lastNewAt
  return at ? new Date(at) : null
}

/** News by day, without the floods that a reprinted archive makes. */
function tamed(days: DayCounts[]): number[] {
  const usual = middle(days.map(({ fresh }) => fresh).filter(Boolean)) ?? 0
  return days.map(({ fresh }) => Math.min(fresh, Math.max(10, usual * 5)))
}

/** What part of a day of work each kind of day is, and each weekday. */
function readWeights(days: DayCounts[], counts: number[], kindOf: (day: string) => DayKind) {
  const rows = days.map(({ day }, index) => ({ day, fresh: counts[index]!, kind: kindOf(day) }))
  const isWork = ({ kind }: { kind: DayKind }) => kind === 'work' || kind === 'unknown'
  const work = mean(rows.filter(isWork).map(({ fresh }) => fresh))
  const off = rows.filter(({ kind }) => kind === 'off').map(({ fresh }) => fresh)
  const offShare = work
    ? Math.min(1.5, (sum(off) / work + OFF_SHARE * GUESS_DAYS) / (off.length + GUESS_DAYS))
    : OFF_SHARE
  const weekdays = Array.from({ length: 7 }, (_, weekday) => {
    const own = rows.filter(row => isWork(row) && weekdayOf(row.day) === weekday)
    if (!work) return 1
    return (
      (sum(own.map(({ fresh }) => fresh)) / work + WEEKDAY_GUESS_DAYS) /
      (own.length + WEEKDAY_GUESS_DAYS)
    )
  })
  const shares: Record<DayKind, number> = {
    work: 1,
    // Somebody publishes on the Sunday of a common week and not in the week of the new year.
    feast: Math.min(offShare, OFF_SHARE) * 0.25,
    off: offShare,
    eve: 0.3,
    unknown: 0.7,
  }
  return (day: string) => {
    const kind = kindOf(day)
    if (kind === 'off' && !isWeekend(day)) return Math.min(offShare, OFF_SHARE)
    return shares[kind] * (kind === 'work' || kind === 'unknown' ? weekdays[weekdayOf(day)]! : 1)
  }
}

const weekdayOf = (day: string) => new Date(`${day}T00:00:00Z`).getUTCDay()
const sum = (values: number[]) => values.reduce((total, value) => total + value, 0)
const mean = (values: number[]) => (values.length ? sum(values) / values.length : 0)

/** The part of a day's news that each hour brings, smoothed: never nothing. */
function readHours(days: DayCounts[]): number[] {
  const counted = Array.from({ length: 24 }, (_, hour) =>
    sum(days.map(({ hours }) => hours[hour] ?? 0)),
  )
  const total = sum(counted)
  // A few pieces of news do not show the hours yet.
  const evenly = Math.max(0.08, 20 / (20 + total))
  return counted.map((_, hour) => {
    const around = (counted[(hour + 23) % 24]! + 2 * counted[hour]! + counted[(hour + 1) % 24]!) / 4
    return (1 - evenly) * (total ? around / total : 1 / 24) + evenly / 24
  })
}

/** The time of a source at an instant: the weights of the days before it, and of the hours of its own. */
function buildTime(
  zone: string,
  first: string,
  weightOf: (day: string) => number,
  hours: number[],
) {
  const before = new Map<string, number>([[first, 0]])
  let [last, total] = [first, 0]
  const until = hours.map((_, hour) => sum(hours.slice(0, hour)))
  const partOf = (at: Date, hour: number) =>
    until[hour]! + (hours[hour]! * (at.getTime() % 3_600_000)) / 3_600_000
  const timeAt = (at: Date): number => {
    const { day, hour } = wallDay(zone, at)
    while (last < day) {
      total += weightOf(last)
      last = addDays(last, 1)
      before.set(last, total)
    }
    return (before.get(day) ?? 0) + weightOf(day) * partOf(at, hour)
  }
  const daysBetween = (since: Date, at: Date): number[] => {
    const [first, last] = [wallDay(zone, since), wallDay(zone, at)]
    if (first.day >= last.day) return [Math.max(0, timeAt(at) - timeAt(since))]
    const parts = [weightOf(first.day) * (1 - partOf(since, first.hour))]
    for (let day = addDays(first.day, 1); day < last.day; day = addDays(day, 1))
      parts.push(weightOf(day))
    return [...parts, weightOf(last.day) * partOf(at, last.hour)]
  }
  return { timeAt, daysBetween }
}

/** Few days look even by chance: they are taken together with what is common. */
function readEvenness(items: number, expected: number[], spread: number): number {
  const busy = items ? sum(expected.map(each => each ** 2)) / items : 0
  const common = 1 + busy / COMMON_EVENNESS
  const taken = (spread * expected.length + common * COMMON_DAYS) / (expected.length + COMMON_DAYS)
  return Math.min(MOST_EVEN, Math.max(0.1, busy / Math.max(0.01, taken - 1)))
}

/** What a source brings by now, when that is less than it was over all. */
function readLately(moments: Moment[], weights: number[], mean: number): number {
  const lately = sum(weights.slice(-LATELY_DAYS))
  if (lately < LATELY_DAYS / 4) return mean
  return Math.min(mean, sum(moments.slice(-LATELY_DAYS).map(({ fresh }) => fresh)) / lately)
}

function readPace(all: Moment[], allWeights: number[], timeAt: (at: Date) => number): Pace {
  // A silence that goes on is no habit yet.
  const until = all.findLastIndex(({ fresh }) => fresh > 0) + 1
  const [moments, weights] = [all.slice(0, until), allWeights.slice(0, until)]
  const items = sum(moments.map(({ fresh }) => fresh))
  const usual = items / Math.max(1, sum(weights))
  const expected = weights.map(weight => weight * usual)
  const noise = sum(moments.map(({ fresh }, index) => (fresh - expected[index]!) ** 2))
  const gaps: number[] = []
  let [end, longestMs]: [Date | null, number] = [null, 0]
  for (const { firstNewAt, lastNewAt } of moments) {
    if (!firstNewAt || !lastNewAt) continue
    const first = new Date(firstNewAt)
    if (end !== null) {
      gaps.push(Math.max(0, timeAt(first) - timeAt(end)))
      longestMs = Math.max(longestMs, first.getTime() - end.getTime())
    }
    end = new Date(lastNewAt)
  }
  const meanGap = mean(gaps)
  const unlike = meanGap ? mean(gaps.map(gap => (gap / meanGap - 1) ** 2)) : 1
  const spread = items ? Math.min(12, Math.max(1, noise / items)) : 1
  return {
    ...{ items, perDay: readLately(moments, weights, usual), gaps: gaps.length, meanGap, spread },
    evenness: readEvenness(items, expected, spread),
    // A few silences may be alike by chance.
    unlike: (unlike * gaps.length + 1) / (gaps.length + 1),
    longestGap: Math.max(0, ...gaps),
    longestMs,
    lastNewAt: null,
  }
}
