import type { EntryCounts } from '../../src/model/health.ts'
import type { Publisher } from './publishers.ts'
import type { Random } from './random.ts'

/** What can break, and how much news a day there must be for anybody to see it within a day. */
const kinds = {
  forbidden: 0,
  captcha: 0,
  'captcha-on-articles': 5,
  login: 0,
  'redirect-home': 0,
  emptied: 0,
  'half-dates': 10,
  'no-text': 8,
  gambling: 0,
  stopped: 14,
  'column-stopped': 14,
  'column-gone': 0,
  moved: 0,
  gone: 0,
  robots: 0,
  certificate: 0,
  'no-name': 0,
  'server-down': 0,
} as const
export type BreakageKind = keyof typeof kinds
const ofColumns: BreakageKind[] = ['column-stopped', 'column-gone']
/** Seen in the news alone: it begins with the first piece that it concerns. */
const inNews: BreakageKind[] = [
  'captcha-on-articles',
  'half-dates',
  'no-text',
  'stopped',
  'column-stopped',
]

/** One planted breakage of one source; it lasts until it is mended. `column` is the list that it concerns, null all of them. */
export type Breakage = {
  publisher: Publisher
  kind: BreakageKind
  column: number | null
  from: number
  until: number
}

const DAY_MS = 86_400_000
/** Sources are known for so many days before something breaks. */
const KNOWN_DAYS = 45

/** Spreads breakages over sources and the year, each source once. */
export function plantBreakages(
  random: Random,
  publishers: Publisher[],
  from: number,
  days: number,
  count: number,
): Breakage[] {
  const all = random.shuffle(Object.keys(kinds) as BreakageKind[])
  const free = [...publishers]
  return Array.from({ length: count }, (_, index) => {
    const kind = all[index % all.length]!
    const fit = free.filter(each => columnFor(kind, each) !== undefined)
    const publisher = random.pick(fit.length ? fit : free)
    free.splice(free.indexOf(publisher), 1)
    const start = from + random.between(KNOWN_DAYS, days - 20) * DAY_MS
    const column = columnFor(kind, publisher) ?? null
    return { publisher, kind, column, from: start, until: start + random.between(6, 15) * DAY_MS }
  })
}

/** The column that can break so: null for all of them, undefined when none can. */
function columnFor(
  kind: BreakageKind,
  { perDay, style, columns }: Publisher,
): number | null | undefined {
  const needs = kinds[kind]
  if (needs > 0 && (style === 'weekly' || style === 'monthly')) return undefined
  if (!ofColumns.includes(kind)) return perDay >= needs ? null : undefined
  if (columns.length < 2) return undefined
  const column = columns.findIndex(({ share }) => share * perDay >= needs)
  return column < 0 ? undefined : column
}

/** The news that a breakage keeps from being seen, and when the first piece of news shows it. */
export function breakNews(breakage: Breakage, times: number[][]): number[][] {
  const { kind, column, from, until } = breakage
  const isHit = (index: number) => column === null || index === column
  if (inNews.includes(kind)) {
    const first = times.flatMap((own, index) =>
      isHit(index) ? (own.find(time => time >= from && time < until) ?? []) : [],
    )
    if (first.length) breakage.from = Math.min(...first)
  }
  if (kind !== 'stopped' && kind !== 'column-stopped') return times
  return times.map((own, index) =>
    isHit(index) ? own.filter(time => time < from || time >= until) : own,
  )
}

/** How an entry that is broken so looks; null where the entry itself is as ever. */
export function breakEntry(kind: BreakageKind, whole: EntryCounts): EntryCounts | null {
  const failed = (
    outcome: string,
    status: number | null,
    more: Partial<EntryCounts> = {},
  ): EntryCounts => ({
    ...whole,
    ...{ outcome, status, rows: null, dated: 0, offHost: 0, strange: 0, fresh: 0, newest: null },
    ...more,
  })
  const rows = 20
  const read: EntryCounts = { ...whole, outcome: 'saved', status: 200, rows, fresh: 0 }
  switch (kind) {
    case 'forbidden':
      return failed('blocked:http-403', 403)
    case 'captcha':
      return failed('blocked:challenge', 200)
    case 'login':
      return failed('blocked:login', 200)
    case 'robots':
      return failed('forbidden:robots', null)
    case 'gone':
    case 'column-gone':
      return failed('gone:http-404', 404)
    case 'certificate':
      return failed('retry:tls', null, { detail: 'certificate has expired' })
    case 'no-name':
      return failed('retry:dns', null, { detail: 'getaddrinfo ENOTFOUND' })
    case 'server-down':
      return failed('retry:http-5xx', 502)
    case 'redirect-home':
      return { ...read, dated: 2, finalUrl: new URL('/', whole.url).href }
    case 'moved':
      return { ...read, dated: rows, offHost: rows, finalUrl: 'https://elsewhere.test/news/' }
    case 'emptied':
      return { ...read, rows: 0, dated: 0, newest: null }
    case 'gambling':
      return { ...read, dated: 10, strange: 15, fresh: 3 }
    default:
      return null
  }
}
