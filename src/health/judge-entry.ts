import type { EntryCounts, EntryDay, Finding, Outage, SourceFacts } from '../model/health.ts'
import { wallDay } from './calendar.ts'
import { isOffline, readFailure } from './read-failure.ts'
import { addLook, openPast, readRows, STUMP } from './read-rows.ts'
import { tell } from './reason-words.ts'
import { isAnswered } from './tally-day.ts'

/** One look at an entry. */
export type Look = { at: Date; entry: EntryCounts }

const MINUTE_MS = 60_000
const HOUR_MS = 3_600_000
/** What may pass by itself has lasted long enough after so many intervals an hour, too, where a source is asked often. */
const INTERVALS_AN_HOUR = 2

/** Ends of ours, or of a turn that was not had: they say nothing of the source. */
const ours = /^(?:retry:(?:host-busy|crawl-delay|own-fault|reader-fault)|skipped:aborted)$/

export const saysNothing = (outcome: string): boolean => ours.test(outcome)

/** The findings about one entry of a source, by its last looks (the oldest first), its earlier days, and when its people are away. */
export function judgeEntry(
  { url, label }: SourceFacts['entries'][number],
  { zone, intervalMinutes }: Pick<SourceFacts, 'zone' | 'intervalMinutes'>,
  looks: Look[],
  days: EntryDay[],
  isAway: (at: Date) => boolean,
): Finding[] {
  const telling = spread(looks.filter(({ entry }) => !ours.test(entry.outcome)))
  const last = telling.at(-1)
  if (!last) return []
  // What is troubled is no measure for what comes after it.
  const past = openPast(days)
  const troubles = telling.map(({ entry, at }) => {
    const isNextDay = () =>
      past.soundAt !== null && wallDay(zone, past.soundAt).day < wallDay(zone, at).day
    const trouble = isAnswered(entry.outcome)
      ? readRows(url, entry, past, isNextDay)
      : readFailure(entry)
    if (!trouble) addLook(past, entry, at)
    return trouble
  })
  const now = troubles.at(-1)
  if (!now) return []

  // A list that may be empty for a day is no part of the hours for which a server may fail.
  const first = troubles.findLastIndex(trouble => !trouble || trouble.lasts > now.lasts) + 1
  const counted = telling.slice(first).filter(({ at }) => !now.isOfPeople || !isAway(at))
  const begun = counted[0]?.at ?? last.at
  const lastedMs = last.at.getTime() - begun.getTime()
  const hourMs = Math.min(HOUR_MS, INTERVALS_AN_HOUR * intervalMinutes * MINUTE_MS)
  const good = telling[troubles.lastIndexOf(null)]
  const name = label ? `${label} (${url})` : url
  return [
    {
      kind: now.kind,
      reason: `${name}: ${now.said}`,
      where: url,
      isAlarm: counted.length >= 2 && lastedMs >= now.lasts * hourMs,
      pageId: last.entry.pageId,
      goodPageId: good?.entry.pageId ?? null,
      before: good ? describe(good.entry) : null,
      now: describe(last.entry),
    },
  ]
}

/** True for a reading that is nothing to look into, whatever is known besides. */
export function isEven(last: EntryCounts | null, days: EntryDay[]): boolean {
  if (!last?.rows || last.finalUrl || last.strange || last.offHost > 0) return false
  if (last.dated < last.rows * 0.5) return false
  let most = Number.NaN
  for (const { mostRows } of days) if (mostRows && !(mostRows <= most)) most = mostRows
  return last.rows >= most * STUMP
}

/** An outage of our own is told some time after it began. */
const TOLD_AFTER_MS = HOUR_MS

/** True for a look that failed while this machine reached no host: it says nothing of the source. */
export const isOurOutage = ({ at, entry }: Look, outages: Outage[]): boolean =>
  isOffline(entry.outcome) &&
  outages.some(
    ({ openedAt, endedAt }) =>
      at.getTime() >= openedAt.getTime() - TOLD_AFTER_MS && (!endedAt || at <= endedAt),
  )

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

const describe = ({ outcome, rows, dated, status }: EntryCounts): string =>
  isAnswered(outcome)
    ? rows === null
      ? tell('the same links, {} with a date', dated)
      : tell('{} links, {} with a date', rows, dated)
    : status
      ? tell('{}, status {}', outcome, status)
      : outcome
