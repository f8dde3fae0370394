import { getDomain } from 'tldts'
import type { EntryCounts, EntryDay } from '../model/health.ts'
import { tell } from './reason-words.ts'
import { isTakenOver, STRANGE_SHARE } from './taken-over.ts'
import { isAnswered, middle } from './tally-day.ts'
import { hard, type Trouble } from './trouble.ts'

/** Looks and rows that say what a list is like. */
const ENOUGH_LOOKS = 6
const ENOUGH_TO_BE_LIKE = 3
/** The shortest list is this part of the longest one where the length hardly changes. */
const STEADY = 0.6
/** While no two days of it are known yet. */
const STEADY_YOUNG = 0.85
const ENOUGH_ROWS = 3
/** A list of less than this part of its usual length is a stump. */
export const STUMP = 0.4
/** So many days show by themselves what a list is like. */
const ENOUGH_DAYS = 3
/** A list that comes and goes may be empty for a night, and not for a day. */
const DAY_HOURS = 24
/** In its first days nobody knows whether a list begins anew at midnight. */
const NIGHT_HOURS = 12
/** One that has never shown anything may have been added on a Friday. */
const WEEKEND_HOURS = 72

/** What earlier days and the untroubled looks since have shown of a list. */
export type ListPast = {
  /** Days that are known of it. */
  days: number
  isKnown: boolean
  /** When it was sound last, of the looks. */
  soundAt: Date | null
  read: EntryCounts[]
  /** Readings of it, the fewest rows of those that had any, and those without a row. */
  readings: number
  least: number | null
  most: number
  empty: number
  /** What part of its links had a date, day by day, and what part led to other hosts. */
  dated: number[]
  offHost: number[]
}

/** What earlier days have shown. */
export function openPast(all: EntryDay[]): ListPast {
  // A day on which the list was a stump is an earlier breakage, and no measure.
  const usual = middle(all.flatMap(({ mostRows }) => mostRows ?? [])) ?? 0
  const days = all.filter(({ mostRows }) => mostRows === null || mostRows >= usual * STUMP)
  const least = days.flatMap(({ leastRows }) => leastRows ?? [])
  const links = days.flatMap(day => day.links ?? [])
  return {
    ...{ days: days.length, isKnown: days.length > 0, soundAt: null, read: [] },
    readings: days.reduce((sum, day) => sum + day.readings, 0),
    least: least.length ? Math.min(...least) : null,
    most: Math.max(0, ...days.map(({ mostRows }) => mostRows ?? 0)),
    dated: links.map(({ rows, dated }) => dated / rows),
    offHost: links.map(({ rows, offHost }) => offHost / rows),
    // A day without any row is an earlier breakage, and no habit.
    empty: days.filter(day => day.mostRows !== null).reduce((sum, day) => sum + day.empty, 0),
  }
}

/** Adds an untroubled look. */
export function addLook(past: ListPast, entry: EntryCounts, at: Date): void {
  past.isKnown = true
  past.soundAt = at
  if (!isAnswered(entry.outcome) || entry.rows === null) return
  past.read.push(entry)
  past.readings++
  if (entry.rows > 0) past.least = Math.min(past.least ?? entry.rows, entry.rows)
  past.most = Math.max(past.most, entry.rows)
}

/** What is wrong with a list that could be read; `isNextDay` tells whether a midnight of the source lies behind its last sound look. */
export function readRows(
  url: string,
  entry: EntryCounts,
  past: ListPast,
  isNextDay: () => boolean,
): Trouble | null {
  const { rows, strange, offHost, finalUrl } = entry
  if (rows === null) return null
  const { read, least, readings } = past
  const moved = finalUrl ? judgeMove(url, finalUrl, entry, read, past.isKnown) : null
  if (moved) return moved
  if (isTakenOver(entry) && !wasLike(read, look => look.strange >= look.rows! * STRANGE_SHARE))
    return hard(
      'hijacked',
      tell(
        '{} of its {} links sell something else than news: the site was taken over',
        strange,
        rows,
      ),
    )
  if (rows === 0) {
    if (least === null)
      return {
        kind: 'broken',
        said: tell('no links of news are found there'),
        lasts: WEEKEND_HOURS,
      }
    // Some lists are empty on some mornings.
    if (past.empty >= 2 && past.empty / readings > 0.01) return null
    const said = tell('the list is empty: it had {} links and more', least)
    if (!isSteady(past)) return { kind: 'broken', said, lasts: DAY_HOURS, isOfPeople: true }
    const mayBeginAnew = past.days < ENOUGH_DAYS && isNextDay()
    return mayBeginAnew ? { kind: 'broken', said, lasts: NIGHT_HOURS } : hard('broken', said)
  }
  if (
    rows >= 4 &&
    offHost > rows * 0.8 &&
    usedToBe(
      past.offHost,
      read,
      ENOUGH_TO_BE_LIKE,
      look => look.offHost,
      share => share <= 0.5,
    )
  )
    return hard(
      'broken',
      tell(
        '{} of its {} links lead to hosts that are not the source\'s: has the site moved? Name the new hosts under "hosts"',
        offHost,
        rows,
      ),
    )
  if (
    least !== null &&
    readings >= ENOUGH_LOOKS &&
    rows < least * STUMP &&
    least - rows >= 5 &&
    isSteady(past)
  ) {
    const said = tell('the list has {} links, it had at least {}', rows, least)
    return { kind: 'degraded', said, lasts: past.days >= ENOUGH_DAYS ? 0 : NIGHT_HOURS }
  }
  return judgeDates(entry, past)
}

/** A list whose length hardly changes; one that shows what is of today grows in the day and begins anew in the night. */
const isSteady = ({ least, most, days }: ListPast) =>
  least !== null && least >= ENOUGH_ROWS && least >= most * (days >= 2 ? STEADY : STEADY_YOUNG)

function judgeDates({ rows, dated }: EntryCounts, past: ListPast): Trouble | null {
  if (rows! < 5 || dated >= rows! * 0.5) return null
  const known = past.read.filter(look => look.rows! > 0)
  if (
    !usedToBe(
      past.dated,
      known,
      ENOUGH_LOOKS,
      look => look.dated,
      share => share >= 0.8,
    )
  )
    return null
  return hard(
    'degraded',
    tell('{} of its {} links have a date, before nearly all had one', dated, rows!),
  )
}

/** True when a share of its links was so: by its days, or while few are known by the looks before. */
function usedToBe(
  days: number[],
  read: EntryCounts[],
  enough: number,
  count: (look: EntryCounts) => number,
  isSo: (share: number) => boolean,
): boolean {
  if (days.length >= ENOUGH_DAYS) return isSo(middle(days)!)
  return read.length >= enough && !wasLike(read, look => !isSo(count(look) / look.rows!))
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
    return hard('broken', tell('it leads to {} now: the site has moved, or was sold', to.host))
  }
  if (isKnown && isHome(to.pathname) && !isHome(from.pathname))
    return hard('blocked', tell('it leads to the home page instead ({})', finalUrl))
  return null
}
