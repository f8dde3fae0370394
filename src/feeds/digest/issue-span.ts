import { type Digest, weekdayNumber } from '../../model/digest.ts'
import { instantOf, shiftDay, wallTime } from '../../text/zone.ts'

/** After a longer silence the stories of so many days are told at most, in one issue. */
const MOST_DAYS = { day: 7, week: 28 }
const DAY_MS = 86_400_000

/**
 * What the issue that is due now covers: from where the last one ended to the last hour that was planned. Null when that one has been
 * made. After an outage there is one issue, not one for each hour that was missed.
 */
export function issueSpan(
  digest: Pick<Digest, 'every' | 'on' | 'at' | 'zone'>,
  last: Date | null,
  now: Date,
): { since: Date; until: Date } | null {
  const until = lastHour(digest, now)
  if (last && last >= until) return null
  const usual = hourBefore(digest, until)
  const earliest = new Date(until.getTime() - MOST_DAYS[digest.every] * DAY_MS)
  const since = last === null ? usual : last < earliest ? earliest : last
  return { since, until }
}

type Plan = Pick<Digest, 'every' | 'on' | 'at' | 'zone'>

/** The last planned hour that has come. */
function lastHour(plan: Plan, now: Date): Date {
  const today = wallTime(now, plan.zone)
  const back = plan.every === 'week' ? (7 + weekdayOf(today) - weekdayNumber(plan.on)) % 7 : 0
  const planned = hourOf(plan, shiftDay(today, -back))
  if (planned <= now) return planned
  return hourOf(plan, shiftDay(today, -back - stepOf(plan)))
}

const hourBefore = (plan: Plan, hour: Date) =>
  hourOf(plan, shiftDay(wallTime(hour, plan.zone), -stepOf(plan)))

const stepOf = ({ every }: Plan) => (every === 'week' ? 7 : 1)

function hourOf({ at, zone }: Plan, day: { year: number; month: number; day: number }): Date {
  const [hour, minute] = at.split(':').map(Number) as [number, number]
  return instantOf({ ...day, hour, minute }, zone)
}

/** 0 for Monday. */
const weekdayOf = ({ year, month, day }: { year: number; month: number; day: number }) =>
  (new Date(Date.UTC(year, month - 1, day)).getUTCDay() + 6) % 7
