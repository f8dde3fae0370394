import type { Random } from './random.ts'

export type Style =
  | 'agency'
  | 'portal'
  | 'daily'
  | 'ministry'
  | 'bursty'
  | 'magazine'
  | 'blog'
  | 'weekly'
  | 'monthly'

/** A list of a publisher: what part of its news stands there, and how the list is. */
export type Column = {
  url: string
  share: number
  rows: number
  /** It shows what is of today alone: nothing early in the morning. */
  isOfToday: boolean
}

/** A publisher of the simulated year: how it publishes, and what its pages and its server are like. */
export type Publisher = {
  id: string
  zone: string
  style: Style
  columns: Column[]
  /** News on a day of work. */
  perDay: number
  /** What a day off is of a day of work, and a long holiday. */
  offShare: number
  feastShare: number
  /** Days that its people stay away longer than the holiday, before and behind. */
  leave: { before: number; behind: number }
  /** How unlike each other the days are: gamma shape; large is even. */
  evenness: number
  /** The hours it publishes in, with their weights. */
  hours: number[]
  /** How its rate goes with the seasons, from the first day to the last, and once from one day to the next. */
  season: { height: number; phase: number }
  trend: number
  step: { day: number; factor: number } | null
  /** Weeks without a word: the first day of each, and its length. */
  droughts: { day: number; days: number }[]
  intervalMinutes: number
  relevance: 'general' | 'dedicated'
  /** Shares of articles with each field. */
  shares: Shares
  /** How often the articles of some hours are of another make: notices without a picture, papers without a text. */
  oddHours: number
  bodyChars: number
  /** Whether its server answers "not changed". */
  saysUnchanged: boolean
  /** Chance that a round fails for a moment, outages of some hours a year, and nights on which its server is worked on. */
  flakes: number
  outages: number
  hasMaintenance: boolean
}

export type Shares = {
  published: number
  minute: number
  outlet: number
  byline: number
  body: number
  picture: number
  relevant: number
}

const styles: [Style, number][] = [
  ['agency', 8],
  ['portal', 18],
  ['daily', 10],
  ['ministry', 16],
  ['bursty', 10],
  ['magazine', 14],
  ['blog', 10],
  ['weekly', 8],
  ['monthly', 6],
]
const zones = [
  ...new Array<string>(6).fill('Asia/Shanghai'),
  ...['Asia/Hong_Kong', 'Asia/Taipei', 'Asia/Tokyo'],
  ...['Europe/London', 'Europe/Berlin', 'America/New_York'],
]
const rates: Record<Style, [number, number]> = {
  agency: [25, 80],
  portal: [8, 30],
  daily: [8, 40],
  ministry: [0.8, 6],
  bursty: [0.4, 2],
  magazine: [3, 10],
  blog: [0.3, 1.5],
  weekly: [1, 1],
  monthly: [1, 1],
}
/** What brings dozens a day has no day without any. */
const evennesses: Record<Style, [number, number]> = {
  ...{ agency: [8, 30], portal: [5, 20], daily: [5, 20], magazine: [2.5, 10] },
  ...{ ministry: [1, 4], bursty: [0.3, 1], blog: [1.5, 5], weekly: [1, 1], monthly: [1, 1] },
}
const offices: Style[] = ['ministry', 'bursty', 'magazine']
const manyColumns: Style[] = ['agency', 'portal', 'ministry', 'magazine']

/** A hundred publishers, or as many as are asked for, in a year of so many days. */
export function makePublishers(random: Random, count: number, days: number): Publisher[] {
  const all = styles.flatMap(([style, share]) => new Array<Style>(share).fill(style))
  return Array.from({ length: count }, (_, index) => {
    const style = all[Math.floor((index * all.length) / count)]!
    const isOffice = offices.includes(style)
    const id = `p${index}.example`
    return {
      ...{ id, zone: random.pick(zones), style, columns: makeColumns(random, style, id) },
      perDay: random.between(...rates[style]),
      offShare: isOffice ? random.between(0, 0.15) : random.between(0.2, 0.7),
      feastShare: isOffice ? random.between(0, 0.03) : random.between(0.02, 0.5),
      leave: random.chance(0.4)
        ? { before: random.upTo(2), behind: random.upTo(3) }
        : { before: 0, behind: 0 },
      evenness: random.between(...evennesses[style]),
      hours: makeHours(random, style),
      season: { height: random.between(0, 0.25), phase: random.next() },
      trend: random.between(0.7, 1.4),
      step: random.chance(0.15)
        ? { day: random.between(30, days - 30), factor: random.pick([0.5, 0.7, 1.6]) }
        : null,
      droughts: makeDroughts(random, style, days),
      intervalMinutes: 30,
      relevance: random.chance(0.5) ? 'dedicated' : 'general',
      shares: makeShares(random),
      oddHours: random.between(0, 0.02),
      bodyChars: Math.round(random.between(500, 2500)),
      saysUnchanged: random.chance(0.4),
      flakes: random.chance(0.15) ? random.between(0.02, 0.06) : random.between(0.0005, 0.01),
      outages: random.between(0, 3),
      hasMaintenance: random.chance(0.06),
    }
  })
}

function makeColumns(random: Random, style: Style, id: string): Column[] {
  const count = manyColumns.includes(style) ? 1 + random.upTo(2) : 1
  const weights = Array.from({ length: count }, () => random.between(0.15, 1))
  const total = weights.reduce((sum, weight) => sum + weight, 0)
  const isOfToday = (style === 'portal' || style === 'daily') && random.chance(0.12)
  return weights.map((weight, index) => ({
    url: `https://${id}/${index ? `column${index}` : 'news'}/`,
    share: weight / total,
    rows: Math.round(random.between(10, 40)),
    isOfToday: isOfToday && index === 0,
  }))
}

const makeShares = (random: Random): Shares => ({
  published: random.between(0.985, 1),
  minute: random.chance(0.6) ? random.between(0.9, 1) : 0,
  outlet: random.between(0.3, 1),
  byline: random.between(0.1, 0.95),
  body: random.between(0.97, 1),
  picture: random.between(0.2, 0.9),
  relevant: random.chance(0.5) ? random.between(0.7, 1) : random.between(0.02, 0.3),
})

function makeHours(random: Random, style: Style): number[] {
  if (style === 'agency')
    return Array.from({ length: 24 }, (_, hour) => (hour < 6 ? 0.2 : random.between(0.7, 1.3)))
  // A paper comes out at once, early in the morning.
  const [start, end] =
    style === 'daily' ? [random.between(4, 7), 8] : [random.between(7, 10), random.between(16, 21)]
  const [first, last] = [Math.round(start), Math.round(end)]
  return Array.from({ length: 24 }, (_, hour) => {
    if (hour >= first && hour < last) return random.between(0.5, 1.5)
    return style === 'portal' ? 0.1 : 0.01
  })
}

function makeDroughts(random: Random, style: Style, days: number): Publisher['droughts'] {
  // An office that has nothing to say for weeks, some times a year; one person's holiday.
  if (style === 'bursty') {
    const droughts: Publisher['droughts'] = []
    for (let day = random.between(5, 40); day < days; day += random.between(15, 60)) {
      const length = random.between(6, 20)
      droughts.push({ day, days: length })
      day += length
    }
    return droughts
  }
  if (style !== 'blog' || random.chance(0.6)) return []
  return [{ day: random.between(40, days - 30), days: random.between(6, 15) }]
}
