import { addDays, type Calendar, isWeekend } from '../../src/health/calendar.ts'
import { offsetAt } from '../../src/text/zone.ts'
import type { Publisher } from './publishers.ts'
import type { Random } from './random.ts'

const HOUR_MS = 3_600_000
const YEAR_DAYS = 365
/** Stretches of days off from which on people take more days than the calendar gives. */
const LEAVE_LOOKS_DAYS = 3

/** The instants at which a publisher publishes on the days from `first` on, by column, sorted. */
export function publish(
  random: Random,
  publisher: Publisher,
  calendar: Calendar,
  first: string,
  days: number,
): number[][] {
  const { zone, hours, columns } = publisher
  const weekday = 1 + random.upTo(4)
  const monthday = 2 + random.upTo(23)
  const times: number[][] = columns.map(() => [])
  const total = hours.reduce((sum, weight) => sum + weight, 0)
  const shares = columns.map(({ share }) => share)
  for (let index = 0; index < days; index++) {
    const day = addDays(first, index)
    const count = countOf(random, publisher, calendar, day, index, { weekday, monthday })
    for (let each = 0; each < count; each++) {
      const hour = placeOf(hours, random.next() * total)
      const wall = Date.parse(`${day}T00:00:00Z`) + hour * HOUR_MS + random.next() * HOUR_MS
      times[placeOf(shares, random.next())]!.push(wall - offsetAt(zone, wall) * 60_000)
    }
  }
  return times.map(each => each.sort((a, b) => a - b))
}

function placeOf(weights: number[], part: number): number {
  let sum = 0
  const place = weights.findIndex(weight => {
    sum += weight
    return part < sum
  })
  return Math.max(0, place)
}

function countOf(
  random: Random,
  publisher: Publisher,
  calendar: Calendar,
  day: string,
  index: number,
  { weekday, monthday }: { weekday: number; monthday: number },
): number {
  const { zone, style, perDay, evenness, droughts } = publisher
  const isAway = isOnLeave(publisher, calendar, day)
  if (style === 'weekly') {
    const isDay = new Date(`${day}T00:00:00Z`).getUTCDay() === weekday
    return isDay && !isAway && calendar(zone, day) !== 'feast' ? 1 + random.upTo(7) : 0
  }
  if (style === 'monthly') {
    // The issue comes some days around its day, as a batch.
    const date = monthday + (Number(day.slice(5, 7)) % 3)
    return Number(day.slice(8)) === date ? 4 + random.upTo(11) : 0
  }
  if (droughts.some(({ day: from, days }) => index >= from && index < from + days)) return 0
  const share = isAway ? Math.min(publisher.offShare, 0.1) : shareOf(publisher, calendar, day)
  const mean = perDay * share * rateOf(publisher, index)
  return random.poisson((mean * random.gamma(evenness)) / evenness)
}

/** Days that its people take beside a long holiday. */
function isOnLeave({ zone, leave }: Publisher, calendar: Calendar, day: string): boolean {
  if (!leave.before && !leave.behind) return false
  const isFeast = (away: number) => calendar(zone, addDays(day, away)) === 'feast'
  return Array.from({ length: LEAVE_LOOKS_DAYS }, (_, index) => index + 1).some(
    away => (away <= leave.before && isFeast(away)) || (away <= leave.behind && isFeast(-away)),
  )
}

function shareOf(
  { zone, offShare, feastShare }: Publisher,
  calendar: Calendar,
  day: string,
): number {
  const kind = calendar(zone, day)
  if (kind === 'feast') return feastShare
  if (kind === 'off') return isWeekend(day) ? offShare : Math.min(offShare, 0.3)
  return kind === 'eve' ? 0.8 : 1
}

function rateOf({ season, trend, step }: Publisher, index: number): number {
  const part = index / YEAR_DAYS
  const wave = 1 + season.height * Math.sin(2 * Math.PI * (part + season.phase))
  return wave * trend ** part * (step && index >= step.day ? step.factor : 1)
}
