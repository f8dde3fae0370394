import { getDomain } from 'tldts'
import type { EntryCounts, EntryDay, Finding, IncidentKind } from '../model/health.ts'
import { isAnswered } from './tally-day.ts'

/** One look at an entry. */
export type Look = { at: Date; entry: EntryCounts }

/** What is wrong with an entry; `soft` passes by itself more often than not. */
type Trouble = { kind: IncidentKind; said: string; soft: boolean; isNetwork: boolean }

const MINUTE_MS = 60_000
/** What passes by itself is told when it has lasted for so long, or for so many intervals. */
const SOFT_MS = 4 * 3_600_000
const SOFT_INTERVALS = 8
/** Looks and rows that say what a list is like. */
const ENOUGH_LOOKS = 6
const ENOUGH_STRANGE = 3
const ENOUGH_TO_BE_LIKE = 3

/** Ends of ours, or of a turn that was not had: they say nothing of the source. */
const ours = /^(?:retry:(?:host-busy|crawl-delay|own-fault|reader-fault)|skipped:aborted)$/
const offline = /^retry:(?:network|dns|timeout|tls|robots-unreachable)$/
const passing = /^retry:|^failed:(?:http-other|parse-timeout|parse-memory)$/
const spent = /expired|certificate|self[- ]signed|altname|CERT_/i

/** True for a look that says whether the network works: what no host could have caused. */
export const isOffline = (outcome: string): boolean => offline.test(outcome)
export const saysNothing = (outcome: string): boolean => ours.test(outcome)

/** The findings about one entry, by its last looks (the oldest first) and its earlier days. */
export function judgeEntry(
  url: string,
  label: string | undefined,
  looks: Look[],
  days: EntryDay[],
  intervalMinutes: number,
): Finding[] {
  const telling = spread(looks.filter(({ entry }) => !ours.test(entry.outcome)))
  const last = telling.at(-1)
  if (!last) return []
  // What is troubled is no measure for what comes after it.
  const untroubled: Look[] = []
  const troubles = telling.map(look => {
    const trouble = readTrouble(url, look.entry, untroubled, days)
    if (!trouble) untroubled.push(look)
    return trouble
  })
  const now = troubles.at(-1)
  if (!now) return []

  const first = troubles.findLastIndex(trouble => !trouble) + 1
  const count = telling.length - first
  const lastedMs = last.at.getTime() - telling[first]!.at.getTime()
  const softMs = Math.min(SOFT_MS, SOFT_INTERVALS * intervalMinutes * MINUTE_MS)
  const good = telling.findLast((_, index) => index < first)
  const name = label ? `${label} (${url})` : url
  return [
    {
      kind: now.kind,
      reason: `${name}: ${now.said}`,
      where: url,
      isAlarm: count >= 2 && (!now.soft || lastedMs >= softMs),
      pageId: last.entry.pageId,
      goodPageId: good?.entry.pageId ?? null,
      before: good ? describe(good.entry) : null,
      now: describe(last.entry),
    },
  ]
}

/** An answer "not changed" says that everything is as at the look before. */
function spread(looks: Look[]): Look[] {
  const whole: Look[] = []
  for (const look of looks) {
    const before = whole.at(-1)?.entry
    const isSame =
      look.entry.rows === null &&
      look.entry.outcome === 'unchanged' &&
      before &&
      isAnswered(before.outcome)
    whole.push(
      isSame
        ? {
            at: look.at,
            entry: { ...before, status: look.entry.status, fresh: 0, outcome: look.entry.outcome },
          }
        : look,
    )
  }
  return whole
}

function readTrouble(
  url: string,
  entry: EntryCounts,
  before: Look[],
  days: EntryDay[],
): Trouble | null {
  return isAnswered(entry.outcome)
    ? readRows(
        url,
        entry,
        before.map(look => look.entry),
        days,
      )
    : readFailure(entry)
}

const hard = (kind: IncidentKind, said: string): Trouble => ({
  kind,
  said,
  soft: false,
  isNetwork: false,
})

function readFailure({ outcome, detail = '', finalUrl }: EntryCounts): Trouble {
  const [kind, reason = ''] = outcome.split(':') as [string, string?]
  const more = detail ? ` (${detail.slice(0, 160)})` : ''
  if (outcome === 'forbidden:robots')
    return hard(
      'blocked',
      'its robots.txt asks us to stay away: ask the publisher, or switch the source off',
    )
  if (outcome === 'blocked:challenge')
    return hard('blocked', 'a page that asks whether we are human stands before it')
  if (outcome === 'blocked:login') return hard('blocked', 'it asks for a login')
  if (outcome === 'blocked:redirect')
    return hard('blocked', `it leads to ${finalUrl ?? 'another page'} instead${more}`)
  if (kind === 'blocked') return hard('blocked', `the server refuses us (${reason})${more}`)
  if (kind === 'forbidden') return hard('broken', `it cannot be asked (${reason})${more}`)
  if (kind === 'gone')
    return hard('broken', `the list is not there any more (${reason}): has the site moved?`)
  if (outcome === 'retry:tls' && spent.test(detail))
    return hard('broken', `its certificate is no good${more}`)
  if (outcome === 'retry:dns' && /NOTFOUND/i.test(detail))
    return {
      kind: 'broken',
      said: `its name is not known any more${more}`,
      soft: true,
      isNetwork: true,
    }
  const isNetwork = offline.test(outcome)
  const isSoft = passing.test(outcome)
  if (outcome === 'retry:http-429')
    return {
      kind: 'blocked',
      said: 'the server says that we ask too often',
      soft: true,
      isNetwork: false,
    }
  if (isSoft)
    return { kind: 'broken', said: `${words[reason] ?? reason}${more}`, soft: true, isNetwork }
  return hard('broken', `it cannot be read (${outcome})${more}`)
}

const words: Record<string, string> = {
  'http-5xx': 'the server is out of order',
  timeout: 'the server does not answer in time',
  network: 'there is no connection to the server',
  dns: 'there is no address for its name',
  tls: 'there is no secure connection',
  'robots-unreachable': 'its robots.txt cannot be had, so nothing is asked for',
  truncated: 'its answers are cut short',
}

/** What is wrong with a list that could be read. */
function readRows(
  url: string,
  entry: EntryCounts,
  before: EntryCounts[],
  days: EntryDay[],
): Trouble | null {
  const { rows, strange, offHost, finalUrl } = entry
  if (rows === null) return null
  const read = before.filter(look => isAnswered(look.outcome) && look.rows !== null)
  const moved = finalUrl
    ? judgeMove(url, finalUrl, entry, read, before.length + days.length > 0)
    : null
  if (moved) return moved
  if (
    rows > 0 &&
    strange >= ENOUGH_STRANGE &&
    strange >= rows * 0.3 &&
    !wasLike(read, look => look.strange >= look.rows! * 0.3)
  )
    return hard(
      'hijacked',
      `${strange} of its ${rows} links sell something else than news: the site was taken over`,
    )

  const counts = read.map(look => look.rows!)
  const least = lowest([
    ...counts.filter(Boolean),
    ...days.flatMap(({ leastRows }) => leastRows ?? []),
  ])
  const readings = counts.length + days.reduce((sum, day) => sum + day.readings, 0)
  // A day without any row is an earlier breakage, and no habit.
  const emptyBefore = days
    .filter(day => day.mostRows !== null)
    .reduce((sum, day) => sum + day.empty, 0)
  if (rows === 0) {
    if (least === null) return hard('broken', 'no links of news are found there')
    // Some lists are empty on some mornings.
    if (emptyBefore >= 2 && emptyBefore / readings > 0.01) return null
    return hard('broken', `the list is empty: it had ${least} links and more`)
  }
  if (
    rows >= 4 &&
    offHost > rows * 0.8 &&
    !wasLike(read, look => look.offHost > look.rows! * 0.5) &&
    read.length >= ENOUGH_TO_BE_LIKE
  )
    return hard(
      'broken',
      `${offHost} of its ${rows} links lead to hosts that are not the source's: has the site moved? Name the new hosts under "hosts"`,
    )
  if (least !== null && readings >= ENOUGH_LOOKS && rows < least * 0.4 && least - rows >= 5)
    return hard('degraded', `the list has ${rows} links, it had at least ${least}`)
  const dated = read.filter(look => look.rows! > 0)
  if (
    rows >= 5 &&
    entry.dated < rows * 0.5 &&
    dated.length >= ENOUGH_LOOKS &&
    !wasLike(dated, look => look.dated < look.rows! * 0.8)
  )
    return hard(
      'degraded',
      `${entry.dated} of its ${rows} links have a date, before nearly all had one`,
    )
  return null
}

/** True when most of the looks before were like that: then it is how the list is. Trouble of some looks does not make it so. */
function wasLike(read: EntryCounts[], isSo: (look: EntryCounts) => boolean): boolean {
  const first = read.slice(0, Math.max(3, Math.ceil(read.length / 2))).filter(({ rows }) => rows)
  return first.length >= ENOUGH_TO_BE_LIKE && first.filter(isSo).length > first.length / 2
}

function judgeMove(
  url: string,
  finalUrl: string,
  { rows, offHost }: EntryCounts,
  read: EntryCounts[],
  isKnown: boolean,
): Trouble | null {
  const [from, to] = [URL.parse(url), URL.parse(finalUrl)]
  if (!from || !to) return null
  // It has always led there.
  if (
    wasLike(
      read,
      look =>
        look.finalUrl !== undefined &&
        URL.parse(look.finalUrl)?.host === to.host &&
        (to.pathname !== '/' || URL.parse(look.finalUrl)?.pathname === '/'),
    )
  )
    return null
  const site = (host: string) => getDomain(host) ?? host
  const isHome = (path: string) => /^\/(?:index\.[a-z]+|default\.[a-z]+)?$/i.test(path)
  if (site(from.hostname) !== site(to.hostname)) {
    if (rows && offHost < rows * 0.5) return null
    return hard('broken', `it leads to ${to.host} now: the site has moved, or was sold`)
  }
  if (isKnown && isHome(to.pathname) && !isHome(from.pathname))
    return hard('blocked', `it leads to the home page instead (${finalUrl})`)
  return null
}

const lowest = (values: number[]) => (values.length ? Math.min(...values) : null)

const describe = ({ outcome, rows, dated, status }: EntryCounts): string =>
  isAnswered(outcome)
    ? `${rows ?? 'the same'} links, ${dated} with a date`
    : `${outcome}${status ? `, status ${status}` : ''}`
