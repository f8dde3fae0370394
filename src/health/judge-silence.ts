import { isAwayOn, wallDay } from './calendar.ts'
import type { Habit, Pace } from './habit.ts'
import { tell } from './reason-words.ts'

/** How a silence is: as usual, longer than usual, or so long that something has stopped. */
export type Silence = {
  kind: 'usual' | 'long' | 'stopped'
  days: number
  /** What is usual, in words. */
  usual: string
}

const DAY_MS = 86_400_000
/** From so many pieces a day of work on, pieces are counted; below, the silences are measured. */
const BUSY = 2.5
/**
 * Pieces of news that must have been missed: chance alone leaves out so many once in sixty thousand silences. Where that is a day of work
 * or less, one in twenty thousand is told: who publishes so much is missed sooner. A hundred sources are silent forty thousand nights a year.
 */
const MISSED = 11
const MISSED_OF_MANY = 10
const MANY = 12
/** The same measure for the silences: 1 in about 100,000 is longer. */
const RARE = 4.3
/** Below this the silences of a source are alike. */
const REGULAR = 0.25
/** Days that differ so much more than by chance come in bursts. */
const BURSTY = 1.5
const CHANCE = 1e-6
/** As long as so many of the longest silence that was, by the wall clock. */
const LATE = 1.4
const LEAST_MS = 12 * 3_600_000
/** Where little is published one person does it, who is away for two weeks and the weekends beside them once a year. */
const AWAY_MS = 17 * DAY_MS
const FEW_GAPS = 4
const FEW_ITEMS = 6
/** Few silences do not show the longest ones: with so many known, twice as much must have been missed. */
const YOUTH = 8
/** A source that seldom publishes and is known for fewer days may have silences that it has not shown yet. */
const YOUNG_DAYS_OF_RARE = 35
/**
 * Of one that brings less than this a day of work and was known for so short a time before its silence, a month of it is told, and no less;
 * a list beside which others go on is no matter of people who are away.
 */
const LITTLE = 4
const MONTH_MS = 30 * DAY_MS

/**
 * Judges how long an entry has been silent; `answeredAt` is when it was last seen, for what nobody saw is no silence. `beside` is what
 * the other entries of its source brought meanwhile, day by day as `daysBetween` counts them.
 */
export function judgeSilence(
  pace: Pace,
  habit: Habit,
  zone: string,
  answeredAt: Date,
  beside: number[] = [],
): Silence {
  const since = pace.lastNewAt
  const usual = tellUsual(pace, habit)
  if (!since) return { kind: 'usual', days: 0, usual }
  const silentMs = answeredAt.getTime() - since.getTime()
  const time = habit.timeAt(answeredAt) - habit.timeAt(since)
  const days = Math.max(0, silentMs) / DAY_MS
  if (silentMs < LEAST_MS || pace.gaps < FEW_GAPS || pace.items < FEW_ITEMS)
    return { kind: 'usual', days, usual }

  const isYoung = habit.days - days < YOUNG_DAYS_OF_RARE
  const isWhole = !beside.some(came => came > 0)
  if (isYoung && isWhole && pace.perDay < LITTLE && silentMs < MONTH_MS)
    return { kind: silentMs < AWAY_MS ? 'usual' : 'long', days, usual }

  const part =
    pace.perDay >= BUSY
      ? partOfBusy(pace, habit, since, answeredAt, beside)
      : // What comes on one weekday is a day late at times.
        Math.min(time / limitOf(pace, habit), silentMs / Math.max(pace.longestMs * LATE, AWAY_MS))
  // While people are away nothing is told of a silence: what has stopped is still silent when they are back.
  if (part >= 1 && !isAwayOn(habit.kindOf, wallDay(zone, answeredAt).day))
    return { kind: 'stopped', days, usual }
  return { kind: part >= 0.6 ? 'long' : 'usual', days, usual }
}

/**
 * How near a silence is to one that is told, from 0 to 1 and more. Its chance is that of days without news where the days differ by a
 * gamma distribution: half of two days each without any is rarer than one whole day without. A slow day is slow for the whole newsroom:
 * what the other entries brought on it tells how slow it was, and makes that distribution narrower (its conjugate: the shape grows by the
 * pieces that came, the rate by those that were expected).
 */
function partOfBusy(
  { perDay, evenness, gaps, longestGap }: Pace,
  habit: Habit,
  since: Date,
  at: Date,
  beside: number[],
): number {
  const days = habit.daysBetween(since, at)
  const others = beside.length ? Math.max(0, habit.whole.perDay - perDay) : 0
  const missed = days.reduce((sum, part, index) => {
    const expected = others * part
    // A flood of old pages in another list says no more than that the day was a usual one.
    const came = Math.min(beside[index] ?? 0, expected)
    return sum + (evenness + came) * Math.log(1 + (perDay * part) / (evenness + expected))
  }, 0)
  const time = days.reduce((sum, part) => sum + part, 0)
  const needed = (perDay >= MANY ? MISSED_OF_MANY : MISSED) * (1 + YOUTH / Math.max(1, gaps))
  return Math.min(missed / needed, time / Math.max(1e-6, longestGap * 1.4))
}

/** The time of the source that a silence may last. */
function limitOf(pace: Pace, { days }: Habit): number {
  const { spread, longestGap, meanGap, unlike } = pace
  const youth = days < YOUNG_DAYS_OF_RARE ? 2 : 1
  const shape = 1 / Math.min(4, Math.max(0.05, unlike))
  const rare = (1 - 1 / (9 * shape) + RARE * Math.sqrt(1 / (9 * shape))) ** 3
  const byGaps = Math.max(1, meanGap * rare * youth, longestGap * 1.5)
  // What comes in its turn, week by week, is missed soon; else days without news come by chance, one after the other.
  if (unlike < REGULAR && meanGap >= 3) return byGaps
  const chance = Math.min(0.98, Math.max(0.02, 1 - 1 / Math.max(1.02, meanGap + 0.5)))
  // Where news comes in bursts, weeks without any lie between them.
  const bursts = Math.min(2, Math.max(1, spread / BURSTY))
  return Math.max(byGaps, (Math.log(CHANCE) / Math.log(chance)) * youth) * bursts
}

/** How often something new comes, as a person would say it. */
export function tellUsual({ perDay, gaps, meanGap, items }: Pace, { days }: Habit): string {
  if (items < FEW_ITEMS || gaps < FEW_GAPS)
    return tell('its rhythm is not known yet ({} pieces in {} days)', items, days)
  if (perDay >= 1) return tell('usually about {} a working day', Math.round(perDay))
  const every = Math.max(1, Math.round(Math.max(meanGap, 1 / perDay)))
  return tell('usually one every {} working days', every)
}
