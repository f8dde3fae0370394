import { addDays, type Calendar, isWeekend } from '../../src/health/calendar.ts'
import { offsetAt } from '../../src/text/zone.ts'
import type { Random } from './random.ts'

/** A publisher of the simulated year: how it publishes, and what its pages are like. */
export type Publisher = {
  id: string
  zone: string
  url: string
  style: 'agency' | 'portal' | 'ministry' | 'magazine' | 'blog' | 'weekly' | 'monthly'
  /** News on a day of work. */
  perDay: number
  /** What a day off is of a day of work, and a long holiday. */
  offShare: number
  feastShare: number
  /** How unlike each other the days are: gamma shape; large is even. */
  evenness: number
  /** The hours it publishes in, with their weights. */
  hours: number[]
  intervalMinutes: number
  rows: number
  relevance: 'general' | 'dedicated'
  /** Shares of articles with each field. */
  shares: {
    published: number
    minute: number
    outlet: number
    byline: number
    body: number
    picture: number
    relevant: number
  }
  bodyChars: number
  /** Whether its server answers "not changed". */
  saysUnchanged: boolean
  /** Chance that a round fails for a moment, and outages of some hours a year. */
  flakes: number
  outages: number
}

const styles: [Publisher['style'], number][] = [
  ['agency', 10],
  ['portal', 22],
  ['ministry', 24],
  ['magazine', 18],
  ['blog', 12],
  ['weekly', 8],
  ['monthly', 6],
]
const zones = [
  ...[
    'Asia/Shanghai',
    'Asia/Shanghai',
    'Asia/Shanghai',
    'Asia/Shanghai',
    'Asia/Shanghai',
    'Asia/Shanghai',
  ],
  ...[
    'Asia/Hong_Kong',
    'Asia/Taipei',
    'Europe/London',
    'America/New_York',
    'Europe/Berlin',
    'Asia/Tokyo',
  ],
]
const rates: Record<Publisher['style'], [number, number]> = {
  agency: [25, 80],
  portal: [8, 30],
  ministry: [0.8, 6],
  magazine: [3, 10],
  blog: [0.3, 1.5],
  weekly: [1, 1],
  monthly: [1, 1],
}

/** A hundred publishers, or as many as are asked for. */
export function makePublishers(random: Random, count: number): Publisher[] {
  const all = styles.flatMap(([style, share]) => new Array<Publisher['style']>(share).fill(style))
  return Array.from({ length: count }, (_, index) => {
    const style = all[Math.floor((index * all.length) / count)]!
    const [least, most] = rates[style]
    const isOffice = style === 'ministry' || style === 'magazine'
    return {
      ...{
        id: `p${index}.example`,
        zone: random.pick(zones),
        url: `https://p${index}.example/news/`,
      },
      ...{ style, perDay: random.between(least, most) },
      offShare: isOffice ? random.between(0, 0.15) : random.between(0.2, 0.7),
      feastShare: isOffice ? random.between(0, 0.03) : random.between(0.02, 0.5),
      evenness: random.between(1.5, 8),
      hours: makeHours(random, style),
      intervalMinutes: 30,
      rows: Math.round(random.between(10, 40)),
      relevance: random.chance(0.5) ? 'dedicated' : 'general',
      shares: {
        published: random.between(0.985, 1),
        minute: random.chance(0.6) ? random.between(0.9, 1) : 0,
        outlet: random.between(0.3, 1),
        byline: random.between(0.1, 0.95),
        body: random.between(0.98, 1),
        picture: random.between(0.2, 0.9),
        relevant: random.chance(0.5) ? random.between(0.7, 1) : random.between(0.02, 0.3),
      },
      bodyChars: Math.round(random.between(500, 2500)),
      saysUnchanged: random.chance(0.4),
      flakes: random.between(0.0005, 0.01),
      outages: random.between(0, 3),
    }
  })
}

function makeHours(random: Random, style: Publisher['style']): number[] {
  if (style === 'agency')
    return Array.from({ length: 24 }, (_, hour) => (hour < 6 ? 0.2 : random.between(0.7, 1.3)))
  const start = Math.round(random.between(7, 10))
  const end = Math.round(random.between(16, 21))
  return Array.from({ length: 24 }, (_, hour) => {
    if (hour >= start && hour < end) return random.between(0.5, 1.5)
    return style === 'portal' ? 0.1 : 0.01
  })
}

const HOUR_MS = 3_600_000

/** The instants at which a publisher publishes on the days from `first` on, sorted. */
export function publish(
  random: Random,
  publisher: Publisher,
  calendar: Calendar,
  first: string,
  days: number,
): number[] {
  const { zone, hours } = publisher
  const weekday = Math.floor(random.between(1, 6))
  const monthday = Math.floor(random.between(2, 26))
  const times: number[] = []
  const total = hours.reduce((sum, weight) => sum + weight, 0)
  for (let index = 0; index < days; index++) {
    const day = addDays(first, index)
    const count = countOf(random, publisher, calendar, day, { weekday, monthday })
    for (let each = 0; each < count; each++) {
      const hour = hourAt(hours, random.next() * total)
      const wall =
        Date.parse(`${day}T00:00:00Z`) + Math.max(0, hour) * HOUR_MS + random.next() * HOUR_MS
      times.push(wall - offsetAt(zone, wall) * 60_000)
    }
  }
  return times.sort((a, b) => a - b)
}

function hourAt(hours: number[], part: number): number {
  let sum = 0
  return hours.findIndex(weight => {
    sum += weight
    return part < sum
  })
}

function countOf(
  random: Random,
  { zone, style, perDay, offShare, feastShare, evenness }: Publisher,
  calendar: Calendar,
  day: string,
  { weekday, monthday }: { weekday: number; monthday: number },
): number {
  const kind = calendar(zone, day)
  if (style === 'weekly') {
    const isDay = new Date(`${day}T00:00:00Z`).getUTCDay() === weekday
    return isDay && kind !== 'feast' ? Math.round(random.between(1, 8)) : 0
  }
  if (style === 'monthly') {
    // The issue comes some days around its day, as a batch.
    const date = Number(day.slice(8))
    return date === monthday + (Number(day.slice(5, 7)) % 3) ? Math.round(random.between(4, 15)) : 0
  }
  const share = {
    work: 1,
    eve: 0.8,
    unknown: 1,
    off: isWeekend(day) ? offShare : Math.min(offShare, 0.3),
    feast: feastShare,
  }[kind]
  return random.poisson((perDay * share * random.gamma(evenness)) / evenness)
}
