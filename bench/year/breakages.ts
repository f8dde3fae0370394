import type { EntryCounts } from '../../src/model/health.ts'
import type { Publisher } from './publishers.ts'
import type { Random } from './random.ts'

/** What can break, as the round meets it. */
export const breakageKinds = [
  'forbidden',
  'captcha',
  'captcha-on-articles',
  'redirect-home',
  'emptied',
  'half-dates',
  'gambling',
  'stopped',
  'moved',
  'gone',
  'robots',
  'certificate',
  'server-down',
  'no-text',
] as const
export type BreakageKind = (typeof breakageKinds)[number]

/** One planted breakage of one source; it lasts until it is mended. */
export type Breakage = { publisher: Publisher; kind: BreakageKind; from: number; until: number }

const DAY_MS = 86_400_000

/** Spreads breakages over sources and the year; what can only be seen in much news is planted where there is some. */
export function plantBreakages(
  random: Random,
  publishers: Publisher[],
  from: number,
  days: number,
  count: number,
): Breakage[] {
  const free = [...publishers]
  return Array.from({ length: count }, (_, index) => {
    const kind = breakageKinds[index % breakageKinds.length]!
    const needs =
      { stopped: 14, 'half-dates': 5, 'no-text': 5, 'captcha-on-articles': 5 }[kind as string] ?? 0
    const fit = free.filter(
      ({ perDay, style }) =>
        perDay >= needs && (needs === 0 || (style !== 'weekly' && style !== 'monthly')),
    )
    const publisher = random.pick(fit.length ? fit : free)
    free.splice(free.indexOf(publisher), 1)
    const start = from + random.between(45, days - 20) * DAY_MS
    return { publisher, kind, from: start, until: start + random.between(6, 15) * DAY_MS }
  })
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
  switch (kind) {
    case 'forbidden':
      return failed('blocked:http-403', 403)
    case 'captcha':
      return failed('blocked:challenge', 200)
    case 'robots':
      return failed('forbidden:robots', null)
    case 'gone':
      return failed('gone:http-404', 404)
    case 'certificate':
      return failed('retry:tls', null, { detail: 'certificate has expired' })
    case 'server-down':
      return failed('retry:http-5xx', 502)
    case 'redirect-home':
      return {
        ...whole,
        outcome: 'saved',
        status: 200,
        rows,
        dated: 2,
        finalUrl: new URL('/', whole.url).href,
        fresh: 0,
      }
    case 'moved':
      return {
        ...whole,
        outcome: 'saved',
        status: 200,
        rows,
        dated: rows,
        offHost: rows,
        finalUrl: 'https://elsewhere.test/news/',
        fresh: 0,
      }
    case 'emptied':
      return { ...whole, outcome: 'saved', status: 200, rows: 0, dated: 0, fresh: 0, newest: null }
    case 'gambling':
      return { ...whole, outcome: 'saved', status: 200, rows, dated: 10, strange: 15, fresh: 3 }
    default:
      return null
  }
}
