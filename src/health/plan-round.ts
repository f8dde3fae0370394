import type { Plan, RoundRecord } from '../model/health.ts'
import { type DayKind, wallDay } from './calendar.ts'
import type { Habit } from './habit.ts'
import { tellUsual } from './judge-silence.ts'
import { type ReasonWords, tell } from './reason-words.ts'
import { isAnswered } from './tally-day.ts'

/** What the operator allows: the usual interval, and the shortest and the longest that the rhythm may make of it, in minutes. */
export type Bounds = { usual: number; least: number; most: number }

const MINUTE_MS = 60_000
/** With so much news an hour a source is asked at its usual interval; with four times as much, twice as often. */
const USUAL_RATE = 1.2
/** Days and pieces of news that show a rhythm. */
const ENOUGH_DAYS = 7
const ENOUGH_ITEMS = 12
/** A plan looks ahead in such steps, so that the morning is not slept through. */
const STEP_MINUTES = 10
const LOOK_MINUTES = 30
/** After a failure it is asked again soon, to know; then less and less. */
const CONFIRM_MINUTES = 15

/** The bounds of a source when its file does not say more than the usual interval. */
export function boundsOf(source: {
  intervalMinutes: number
  rhythm?: { least?: number | undefined; most?: number | undefined } | false | undefined
}): Bounds {
  const usual = source.intervalMinutes
  if (source.rhythm === false) return { usual, least: usual, most: usual }
  return {
    usual,
    least: Math.min(usual, source.rhythm?.least ?? Math.max(5, Math.round(usual / 2))),
    most: Math.max(usual, source.rhythm?.most ?? Math.min(1440, usual * 8)),
  }
}

/**
 * When a source is asked next: often in the hours and on the days on which it publishes, seldom else, never out of its bounds; later
 * when the host asks for that or fails.
 */
export function planRound(
  zone: string,
  bounds: Bounds,
  rounds: RoundRecord[],
  habit: Habit,
  now: Date,
  retryAfterMs = 0,
): Plan {
  const plan = planByHabit(zone, bounds, rounds, habit, now)
  const asked = Math.ceil(retryAfterMs / MINUTE_MS)
  if (asked <= plan.minutes) return plan
  return at(now, asked, tell('the host asks for a pause of {}', tellMinutes(asked)))
}

function planByHabit(
  zone: string,
  bounds: Bounds,
  rounds: RoundRecord[],
  habit: Habit,
  now: Date,
): Plan {
  const { usual, least, most } = bounds
  const failures = failuresInRow(rounds)
  if (failures > 0 && least < most) {
    const minutes = Math.min(
      most,
      Math.max(
        Math.min(usual, CONFIRM_MINUTES),
        Math.min(usual, CONFIRM_MINUTES) * 2 ** (failures - 1),
      ),
    )
    return at(
      now,
      minutes,
      failures > 1
        ? tell(
            'its last {} rounds failed: asked again in {}, at most every {}',
            ...[failures, tellMinutes(minutes), tellMinutes(most)],
          )
        : tell(
            'its last round failed: asked again in {}, at most every {}',
            ...[tellMinutes(minutes), tellMinutes(most)],
          ),
    )
  }
  if (least === most) return at(now, usual, tell('its file names this interval and no rhythm'))
  if (habit.days < ENOUGH_DAYS || habit.whole.items < ENOUGH_ITEMS)
    return at(
      now,
      usual,
      tell(
        'its rhythm is not known yet ({} days, {} pieces): the interval of its file',
        habit.days,
        habit.whole.items,
      ),
    )

  const minutes = waitFor(bounds, habit, now)
  return at(now, minutes, explain(zone, minutes, bounds, habit, now))
}

/**
 * The wait by the square root of the rate, which makes the delays least for a number of requests; it ends where the rate to come
 * would have asked for less.
 */
function waitFor({ usual, least, most }: Bounds, habit: Habit, now: Date): number {
  const wantedAt = (ahead: number) => {
    const rate = habit.perHour(new Date(now.getTime() + ahead * MINUTE_MS))
    return Math.min(most, Math.max(least, usual * Math.sqrt(USUAL_RATE / Math.max(rate, 1e-6))))
  }
  // The rate is that of an hour.
  let [known, until] = [wantedAt(0), LOOK_MINUTES]
  const wanted = (ahead: number) => {
    if (ahead >= until) [known, until] = [wantedAt(ahead), ahead + LOOK_MINUTES]
    return known
  }
  let asked = 0
  let minutes = 0
  while (minutes < most) {
    // Each step uses up a part of the interval that its own hour asks for.
    asked += STEP_MINUTES / wanted(minutes)
    if (asked >= 1)
      return Math.max(
        least,
        Math.round(minutes + STEP_MINUTES * (1 - (asked - 1) * (wanted(minutes) / STEP_MINUTES))),
      )
    minutes += STEP_MINUTES
  }
  return most
}

const kinds: Record<DayKind, ReasonWords> = {
  work: 'a working day',
  off: 'a day off',
  feast: 'a holiday',
  eve: 'a day beside a holiday',
  unknown: 'a weekday that may be a day off',
}

function explain(
  zone: string,
  minutes: number,
  { usual, least, most }: Bounds,
  habit: Habit,
  now: Date,
): string {
  const { day, hour } = wallDay(zone, now)
  const rate = habit.perHour(now)
  return tell(
    '{}; at {} h on {} about {} an hour: every {} (its file says {}, bounds {} to {} minutes)',
    ...[tellUsual(habit.whole, habit), String(hour).padStart(2, '0')],
    ...[kinds[habit.kindOf(day)], tellRate(rate), tellMinutes(minutes), usual, least, most],
  )
}

const tellRate = (rate: number) =>
  rate >= 0.95 ? String(Math.round(rate)) : rate >= 0.005 ? rate.toFixed(2) : '0'

/** Minutes as a person says them. */
const tellMinutes = (minutes: number): string => {
  if (minutes < 90) return tell('{} minutes', Math.round(minutes))
  return minutes < 2880
    ? tell('{} hours', Math.round(minutes / 6) / 10)
    : tell('{} days', Math.round(minutes / 144) / 10)
}

function failuresInRow(rounds: RoundRecord[]): number {
  const asked = rounds.filter(({ counts }) => counts.asked && counts.entries.length > 0)
  const last = asked.findLastIndex(({ counts }) =>
    counts.entries.some(({ outcome }) => isAnswered(outcome)),
  )
  return asked.length - 1 - last
}

const at = (now: Date, minutes: number, reason: string): Plan => ({
  nextAt: new Date(now.getTime() + minutes * MINUTE_MS),
  ...{ minutes, reason },
})
