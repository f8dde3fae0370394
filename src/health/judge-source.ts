import type {
  EntryCounts,
  Finding,
  HealthState,
  IncidentKind,
  Judgement,
  RoundRecord,
  SourceFacts,
  SourceHistory,
} from '../model/health.ts'
import { addDays, type Calendar, isAwayOn, wallDay } from './calendar.ts'
import { type Habit, type Pace, readHabit } from './habit.ts'
import { isEven, isOurOutage, judgeEntry, type Look, saysNothing } from './judge-entry.ts'
import type { Reach } from './judge-network.ts'
import { judgeShares } from './judge-shares.ts'
import { judgeSilence, type Silence, tellUsual } from './judge-silence.ts'
import { isOffline } from './read-failure.ts'
import { tell } from './reason-words.ts'
import { isAnswered } from './tally-day.ts'
import { goOn, percent, tellOfArticles } from './tell-finding.ts'

/** The worst first: what stands higher makes what stands lower no alarm of its own. */
const severity: IncidentKind[] = ['hijacked', 'blocked', 'broken', 'degraded', 'stopped', 'network']

/** Days that a change is measured against. */
const DAYS_READ = 45

const stateOf: Record<IncidentKind, HealthState> = {
  hijacked: 'hijacked',
  blocked: 'blocked',
  broken: 'broken',
  degraded: 'degraded',
  stopped: 'quiet',
  network: 'broken',
}

/**
 * How a source is, from what its rounds have counted: its state, a reason, and what was found. `habit` may be handed in by who has read
 * it already.
 */
export function judgeSource(
  source: SourceFacts,
  history: SourceHistory,
  calendar: Calendar,
  now: Date,
  habit: Habit = readHabit(source.zone, history.days, calendar, now),
): Judgement {
  if (!source.isAsked) return { state: 'paused', reason: tell('it is switched off'), findings: [] }
  const recent = { ...history, days: history.days.slice(-DAYS_READ) }
  const asked = history.rounds.filter(({ counts }) => counts.asked)
  if (!asked.length)
    return { state: 'healthy', reason: tell('it has not been asked yet'), findings: [] }

  const entries = findInEntries(source, recent, asked, habit)
  const wall = findWall(source, asked)
  const shares = [
    ...judgeShares(history.rounds, recent.days, history.told ?? [], now),
    ...judgeSubject(source, recent),
  ]
  const lulls = source.entries.map(({ url }) => lullOf(url, history, asked))
  const silences = source.entries.map((entry, index) => ({
    entry,
    silence: silenceOf(habit.entries[entry.url], lulls[index]!, source, habit, history),
  }))
  const isDown = entries.some(({ kind }) => kind !== 'degraded')
  const whole = silenceOf(habit.whole, lullOfAll(lulls), source, habit)
  const stopped = isDown ? [] : findStopped(source, silences, whole)
  const findings = [...entries, ...wall, ...shares, ...stopped].sort(
    (a, b) =>
      Number(b.isAlarm) - Number(a.isAlarm) || severity.indexOf(a.kind) - severity.indexOf(b.kind),
  )
  return settle(findings, silences, habit)
}

function settle(
  findings: Finding[],
  silences: { silence: Silence | null }[],
  habit: Habit,
): Judgement {
  const worst = findings.find(({ kind, isAlarm }) => isAlarm || kind !== 'stopped')
  const kept = quietLesser(findings)
  if (worst) {
    // What one look alone has shown is said, and is not yet what the source is.
    const state = worst.isAlarm
      ? stateOf[worst.kind]
      : worst.kind === 'degraded'
        ? 'degraded'
        : stateOf[worst.kind]
    return { state, reason: worst.reason, findings: kept }
  }
  const long = silences.flatMap(({ silence }) => (silence?.kind === 'long' ? [silence] : []))
  if (long.length > 0 && long.length === silences.length) {
    const silence = long.toSorted((a, b) => a.days - b.days)[0]!
    return { state: 'quiet', reason: tellSilence(silence), findings: kept }
  }
  return {
    state: 'healthy',
    reason: tell('as usual: {}', tellUsual(habit.whole, habit)),
    findings: kept,
  }
}

/** One alarm is enough: the lesser findings beside it are told with it and not by themselves. */
function quietLesser(findings: Finding[]): Finding[] {
  const first = findings.find(({ isAlarm }) => isAlarm)
  return findings.map(each => (each.isAlarm && each !== first ? { ...each, isAlarm: false } : each))
}

/** The findings about the entries: of the whole source when all of them share one, else of the parts of it. */
function findInEntries(
  source: SourceFacts,
  history: SourceHistory,
  asked: RoundRecord[],
  { kindOf }: Habit,
): Finding[] {
  const isAway = (at: Date) => isAwayOn(kindOf, wallDay(source.zone, at).day)
  const first = asked[0]!.startedAt.toISOString().slice(0, 10)
  const before = history.days.filter(({ day }) => day < first)
  const found = source.entries.map(entry => {
    const { url } = entry
    const days = before.flatMap(({ entries }) => entries[url] ?? [])
    // Most of the time all is well, and this is asked after every round.
    if (isEven(lastReading(url, asked), days)) return []
    const looks = looksAt(url, asked).filter(look => !isOurOutage(look, history.outages ?? []))
    return judgeEntry(entry, source, looks, days, isAway)
  })
  const troubled = found.flat()
  const isWhole = found.every(findings => findings.length > 0)
  if (!troubled.length) return []
  if (isWhole) return troubled
  // A part of a source that is blocked or broken degrades the source; a hijacked one is never harmless.
  return troubled.map(each => (each.kind === 'hijacked' ? each : { ...each, kind: 'degraded' }))
}

const entryOf = ({ counts }: RoundRecord, url: string) =>
  counts.entries.find(each => each.url === url)

function looksAt(url: string, asked: RoundRecord[]): Look[] {
  const looks: Look[] = []
  for (const round of asked) {
    const entry = entryOf(round, url)
    if (entry) looks.push({ at: round.startedAt, entry })
  }
  return looks
}

/** What the last look shows: "not changed" is what was read before. Null when it shows nothing, or not by itself. */
function lastReading(url: string, asked: RoundRecord[]): EntryCounts | null {
  for (let index = asked.length - 1; index >= 0; index--) {
    const entry = entryOf(asked[index]!, url)
    if (!entry || !isAnswered(entry.outcome)) return null
    if (entry.rows !== null) return entry
  }
  return null
}

/** A wall before the articles, when it has stood for longer than one round. */
function findWall({ held, id }: SourceFacts, asked: RoundRecord[]): Finding[] {
  if (!held) return []
  const since = asked.filter(({ startedAt }) => startedAt >= held.since).length
  const example = asked.findLast(({ counts }) => counts.examples.refused)?.counts.examples.refused
  return [
    {
      kind: 'blocked',
      reason: tell(
        'a wall stands before its articles ({}): one page at a time is tried until it is gone',
        held.reason,
      ),
      ...{ where: example ?? id, isAlarm: since >= 2, pageId: null, goodPageId: null },
      ...{ before: tell('its articles could be read'), now: held.reason },
    },
  ]
}

/** When something new was seen last, and when it was last looked for. */
type Lull = { lastNewAt: Date | null; answeredAt: Date }

function lullOf(url: string, { days }: SourceHistory, asked: RoundRecord[]): Lull | null {
  const answered = asked.findLast(round => isAnswered(entryOf(round, url)?.outcome ?? ''))
  if (!answered) return null
  const lastNewAt = days.findLast(day => day.entries[url]?.lastNewAt)?.entries[url]?.lastNewAt
  const known = lastNewAt ? Date.parse(lastNewAt) : 0
  // What the days know of is the latest, but for the rounds of the moment.
  const fresh = asked.findLast(
    round => round.startedAt.getTime() <= known || entryOf(round, url)?.fresh,
  )
  const latest = Math.max(known, fresh?.startedAt.getTime() ?? 0)
  return { lastNewAt: latest ? new Date(latest) : null, answeredAt: answered.startedAt }
}

/** All lists together are silent for as long as the last of them, and for what is known of all of them. */
function lullOfAll(lulls: (Lull | null)[]): Lull | null {
  if (lulls.length < 2 || lulls.includes(null)) return null
  const known = lulls as Lull[]
  const latest = Math.max(...known.map(({ lastNewAt }) => lastNewAt?.getTime() ?? 0))
  return {
    lastNewAt: latest ? new Date(latest) : null,
    answeredAt: new Date(Math.min(...known.map(({ answeredAt }) => answeredAt.getTime()))),
  }
}

function silenceOf(
  pace: Pace | undefined,
  lull: Lull | null,
  { zone, entries }: SourceFacts,
  habit: Habit,
  history: SourceHistory | null = null,
): Silence | null {
  if (!pace || !lull) return null
  const beside = history && entries.length > 1 ? readBeside(history, lull, zone) : []
  return judgeSilence({ ...pace, lastNewAt: lull.lastNewAt }, habit, zone, lull.answeredAt, beside)
}

/** What the source brought while one of its lists was silent: from the hour behind its last news on, then day by day. */
function readBeside(
  { days }: SourceHistory,
  { lastNewAt, answeredAt }: Lull,
  zone: string,
): number[] {
  if (!lastNewAt) return []
  const since = wallDay(zone, lastNewAt)
  const until = wallDay(zone, answeredAt).day
  const byDay = new Map(days.filter(({ day }) => day >= since.day).map(each => [each.day, each]))
  const beside: number[] = []
  for (let day = since.day; day <= until; day = addDays(day, 1)) {
    const hours = byDay.get(day)?.hours ?? []
    const behind = day === since.day ? hours.slice(since.hour + 1) : hours
    beside.push(behind.reduce((sum, count) => sum + count, 0))
  }
  return beside
}

/**
 * Silences that are told: of all lists together when that is one, else of each. One that is not so long any more by what is known today
 * is no alarm, and what was told of it goes on.
 */
function findStopped(
  { entries }: SourceFacts,
  silences: { entry: SourceFacts['entries'][number]; silence: Silence | null }[],
  whole: Silence | null,
): Finding[] {
  const ofEntries = silences.flatMap(({ entry: { url, label }, silence }) => {
    if (!silence || silence.kind === 'usual') return []
    const name = label ? `${label} (${url})` : url
    return [tellStopped(silence, url, entries.length > 1 ? `${name}: ` : '')]
  })
  if (whole?.kind !== 'stopped') return ofEntries
  return [tellStopped(whole, entries[0]!.url, ''), ...ofEntries]
}

const tellStopped = (silence: Silence, where: string, name: string): Finding => ({
  kind: 'stopped',
  reason: `${name}${tell('{}: has it stopped, or moved?', tellSilence(silence))}`,
  ...{ where, isAlarm: silence.kind === 'stopped', pageId: null, goodPageId: null },
  ...{ before: silence.usual, now: tellSilence(silence) },
})

const tellSilence = ({ days, usual }: Silence): string =>
  days < 2
    ? tell('nothing new for {} hours, {}', Math.round(days * 24), usual)
    : tell('nothing new for {} days, {}', Math.floor(days), usual)

/** Articles on the subject that a source carried by habit, and none any more. */
function judgeSubject(
  { relevance, id }: SourceFacts,
  { rounds, days, told = [] }: SourceHistory,
): Finding[] {
  if (relevance === 'all') return []
  const known = told.find(({ measure }) => measure?.of === 'subject')
  const since = rounds.filter(({ startedAt }) => known && startedAt > known.openedAt)
  // It goes on until there is one again, also when what was before is long ago.
  if (known && !since.some(({ counts }) => counts.relevant > 0)) return goOn(known)
  const first = rounds[0]?.startedAt.toISOString().slice(0, 10) ?? ''
  const past = days.filter(({ day }) => day < first)
  const judgedBefore = past.reduce((sum, day) => sum + day.judged, 0)
  const relevantBefore = past.reduce((sum, day) => sum + day.relevant, 0)
  if (judgedBefore < 20 || relevantBefore / judgedBefore < 0.5) return []
  let [judged, relevant] = [0, 0]
  for (const { counts } of rounds.toReversed()) {
    if (counts.relevant > 0) break
    judged += counts.judged
    relevant += counts.relevant
  }
  const chance = (1 - relevantBefore / judgedBefore + 0.02) ** judged
  if (relevant > 0 || judged < 8 || chance > 1e-7) return []
  const share = relevantBefore / judgedBefore
  return [
    tellOfArticles(
      { of: 'subject', usual: share },
      tell(
        'none of its last {} articles is on the subject, before {} were: is it still the same site?',
        judged,
        percent(share),
      ),
      id,
      tell('{} of {} on the subject', relevantBefore, judgedBefore),
      tell('{} of {} on the subject', 0, judged),
    ),
  ]
}

/** Whether the last look at a source reached its hosts, and since when it is so: null when it says nothing. */
export function hasReached({ rounds }: SourceHistory): Omit<Reach, 'sourceId' | 'hosts'> | null {
  let since: Date | null = null
  let at: Date | null = null
  for (const { startedAt, counts } of rounds.toReversed()) {
    const told = counts.asked ? counts.entries.filter(({ outcome }) => !saysNothing(outcome)) : []
    if (!told.length) continue
    if (told.some(({ outcome }) => !isOffline(outcome))) {
      if (at && since) break
      return { at: startedAt, reached: true, since: startedAt }
    }
    at ??= startedAt
    since = startedAt
  }
  return at && since && { at, reached: false, since }
}
