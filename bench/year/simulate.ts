import { addDays, type Calendar, wallDay } from '../../src/health/calendar.ts'
import { type Habit, readHabit } from '../../src/health/habit.ts'
import { judgeNetwork, type Reach } from '../../src/health/judge-network.ts'
import { hasReached, judgeSource } from '../../src/health/judge-source.ts'
import { boundsOf, planRound } from '../../src/health/plan-round.ts'
import { settleIncidents } from '../../src/health/settle-incidents.ts'
import { emptyDay, tallyDay } from '../../src/health/tally-day.ts'
import type { Finding, RoundRecord, SourceFacts, SourceHistory } from '../../src/model/health.ts'
import { Agenda } from './agenda.ts'
import { type Breakage, breakNews, plantBreakages } from './breakages.ts'
import { makeRound } from './make-round.ts'
import { publish } from './publish.ts'
import { makePublishers, type Publisher } from './publishers.ts'
import { openRandom, type Random } from './random.ts'

export type YearOptions = {
  seed: number
  publishers: number
  breakages: number
  /** The first day, and how many. */
  first: string
  days: number
  calendar: Calendar
  /** Each source at its own rhythm and judged after each round; or at the interval of its file, to compare requests and delays. */
  followsRhythm: boolean
}

/** An incident of the simulated year. */
export type Told = {
  publisher: string | null
  at: number
  endedAt: number | null
  finding: Finding
}

export type Year = {
  told: Told[]
  planted: (Breakage & { rounds: number[] })[]
  requests: number
  /** Minutes from publication to the round that saw it. */
  delays: number[]
  /** When this machine had no network. */
  offline: Stretch[]
}

type Stretch = { from: number; until: number }
type Open = (Told & { id: string })[]

type Running = {
  publisher: Publisher
  facts: SourceFacts
  /** What it publishes by column, and how much of it was seen. */
  times: number[][]
  seen: number[]
  history: SourceHistory
  habit: { day: string; habit: Habit } | null
  nextAt: number
  judgedAt: number
  open: Open
  outages: Stretch[]
  breakage: (Breakage & { rounds: number[] }) | undefined
  reach: Reach | null
}

const DAY_MS = 86_400_000
const HOUR_MS = 3_600_000
/** As many as the store hands to a judgement. */
const ROUNDS_KEPT = 80

/** Runs a year of rounds through the pure functions of `src/health`, as the line would. */
export function simulateYear(options: YearOptions): Year {
  const random = openRandom(options.seed)
  const start = Date.parse(`${options.first}T00:00:00Z`)
  const end = start + options.days * DAY_MS
  const publishers = makePublishers(random, options.publishers, options.days)
  const planted = plantBreakages(random, publishers, start, options.days, options.breakages).map(
    each => ({ ...each, rounds: [] as number[] }),
  )
  const running = publishers.map(publisher => {
    const breakage = planted.find(each => each.publisher === publisher)
    return open(random, publisher, options, start, breakage)
  })
  const offline = [random.between(0.2, 0.5), random.between(0.55, 0.95)].map(part => {
    const from = start + part * options.days * DAY_MS
    return { from, until: from + random.between(2, 5) * HOUR_MS }
  })
  const year: Year = { told: [], planted, requests: 0, delays: [], offline }
  const machine: { open: Open } = { open: [] }

  const agenda = new Agenda(running)
  for (let source = agenda.next(); source.nextAt < end; source = agenda.next()) {
    runRound(random, options, year, source, running, machine)
    agenda.put(source)
  }
  return year
}

function open(
  random: Random,
  publisher: Publisher,
  { calendar, first, days }: YearOptions,
  start: number,
  breakage: Running['breakage'],
): Running {
  const { id, zone, columns, intervalMinutes, relevance } = publisher
  const outages = Array.from({ length: Math.round(publisher.outages) }, () => {
    const from = start + random.between(1, days) * DAY_MS
    return { from, until: from + random.between(0.1, 3.5) * HOUR_MS }
  })
  const times = publish(random, publisher, calendar, addDays(first, -1), days + 2)
  const entries = columns.map(({ url }) => ({ url }))
  return {
    ...{ publisher, breakage, outages, open: [], reach: null, habit: null, judgedAt: 0 },
    facts: { id, zone, isAsked: true, intervalMinutes, relevance, entries, held: null },
    times: breakage ? breakNews(breakage, times) : times,
    ...{ seen: columns.map(() => 0), history: { rounds: [], days: [] } },
    nextAt: start + random.next() * intervalMinutes * 60_000,
  }
}

function runRound(
  random: Random,
  options: YearOptions,
  year: Year,
  source: Running,
  all: Running[],
  machine: { open: Open },
): void {
  const { publisher, history } = source
  const now = new Date(source.nextAt)
  const round = lookAt(random, year, source, now)
  year.requests += round.counts.requests
  if (!options.followsRhythm) {
    source.nextAt += publisher.intervalMinutes * 60_000
    if (!history.rounds.length) history.rounds.push(round)
    return
  }
  addRound(history, round, publisher.zone)
  const habit = habitOf(source, options.calendar, now)
  // Of a source that was well, a round like the one before can only have made the silence longer: that is looked at once an hour.
  if (!isAsBefore(round) || source.open.length || source.nextAt - source.judgedAt >= HOUR_MS) {
    judge(options.calendar, year, source, all, machine, habit, now)
    source.judgedAt = source.nextAt
  }
  const bounds = boundsOf({ intervalMinutes: publisher.intervalMinutes })
  source.nextAt = planRound(publisher.zone, bounds, history.rounds, habit, now).nextAt.getTime()
}

const isAsBefore = ({ counts }: RoundRecord) =>
  counts.entries.every(
    ({ outcome, fresh, rows, finalUrl }) =>
      outcome === 'unchanged' && !fresh && rows !== 0 && !finalUrl,
  )

/** What the round finds there. */
function lookAt(random: Random, year: Year, source: Running, now: Date): RoundRecord {
  const { publisher, breakage, history, times, seen } = source
  const at = now.getTime()
  const within = ({ from, until }: Stretch) => from <= at && at < until
  const broken = breakage && within(breakage) ? breakage : undefined
  broken?.rounds.push(at)
  const isFirst = history.rounds.length === 0
  const isOffline = year.offline.some(within)
  const isFailing =
    source.outages.some(within) || isMaintained(publisher, now) || random.chance(publisher.flakes)
  const scene = { publisher, now, isOffline, isFailing, broken, isFirst }
  const today = times.map((own, index) =>
    publisher.columns[index]!.isOfToday ? countToday(own, publisher.zone, at) : 0,
  )
  const waiting = times.map((own, index) => countWaiting(own, seen[index]!, at))
  const round = makeRound(random, {
    ...scene,
    today,
    fresh: isFirst ? waiting.map(() => 0) : waiting,
  })
  // What was shown is known from now on; a list that could not be read shows it later.
  for (const [index, { outcome }] of round.counts.entries.entries()) {
    if (outcome !== 'saved' && outcome !== 'unchanged') continue
    for (let each = 0; each < waiting[index]!; each++) {
      const time = times[index]![seen[index]!++]!
      if (!isFirst && !wasBroken(year, source, time)) year.delays.push((at - time) / 60_000)
    }
  }
  return round
}

function countWaiting(times: number[], seen: number, at: number): number {
  let count = 0
  while (seen + count < times.length && times[seen + count]! <= at) count++
  return count
}

function countToday(times: number[], zone: string, at: number): number {
  const { day } = wallDay(zone, new Date(at))
  const since = at - DAY_MS
  return times.filter(
    time => time > since && time <= at && wallDay(zone, new Date(time)).day === day,
  ).length
}

/** Its server is worked on in the night from Sunday to Monday. */
function isMaintained({ hasMaintenance, zone }: Publisher, now: Date): boolean {
  if (!hasMaintenance) return false
  const { day, hour } = wallDay(zone, now)
  return new Date(`${day}T00:00:00Z`).getUTCDay() === 1 && (hour === 1 || hour === 2)
}

/** Delays that a breakage or an outage makes are nobody's rhythm. */
const wasBroken = (year: Year, { breakage, outages }: Running, time: number) =>
  (breakage && breakage.from <= time && time < breakage.until + DAY_MS) ||
  [...year.offline, ...outages].some(({ from, until }) => from <= time && time < until)

function judge(
  calendar: Calendar,
  year: Year,
  source: Running,
  all: Running[],
  machine: { open: Open },
  habit: Habit,
  now: Date,
): void {
  const { publisher, facts, history, breakage } = source
  const last = history.rounds.at(-1)!
  const isWalled = breakage?.kind === 'captcha-on-articles' && now.getTime() < breakage.until
  const isMet = isWalled && last.outcomes['blocked:challenge']
  if (isMet) facts.held ??= { since: now, reason: 'blocked:challenge' }
  if (!isWalled) facts.held = null

  const told = source.open.map(({ at, finding }) => ({ ...finding, openedAt: new Date(at) }))
  const outages = year.told.flatMap(({ publisher: of, at, endedAt }) =>
    of === null
      ? [{ openedAt: new Date(at), endedAt: endedAt === null ? null : new Date(endedAt) }]
      : [],
  )
  const judgement = judgeSource(facts, { ...history, told, outages }, calendar, now, habit)
  const reached = hasReached(history)
  source.reach = reached && { sourceId: publisher.id, hosts: [publisher.id], ...reached }
  const network = judgeNetwork(all.flatMap(({ reach }) => reach ?? []))
  const ofMachine = network.kind === 'out' ? [network.finding] : []
  settle(year, machine.open, null, ofMachine, network.kind === 'doubtful', now)
  const isHeldBack = network.suspects.includes(publisher.id)
  settle(year, source.open, publisher.id, judgement.findings, isHeldBack, now)
}

function settle(
  year: Year,
  open: Open,
  publisher: string | null,
  findings: Finding[],
  isHeldBack: boolean,
  now: Date,
): void {
  const known = open.map(({ id, finding }) => ({ id, kind: finding.kind, where: finding.where }))
  const changes = settleIncidents(known, { findings }, isHeldBack)
  for (const id of changes.end) {
    const index = open.findIndex(each => each.id === id)
    open[index]!.endedAt = now.getTime()
    open.splice(index, 1)
  }
  for (const { id, finding } of changes.keep) {
    const known = open.find(each => each.id === id)!
    known.finding = { ...known.finding, ...finding }
  }
  for (const finding of changes.open) {
    const told = { id: `${year.told.length}`, publisher, at: now.getTime(), endedAt: null, finding }
    year.told.push(told)
    open.push(told)
  }
}

function addRound(history: SourceHistory, round: RoundRecord, zone: string): void {
  history.rounds.push(round)
  if (history.rounds.length > ROUNDS_KEPT) history.rounds.shift()
  const { day } = wallDay(zone, round.startedAt)
  const isToday = history.days.at(-1)?.day === day
  const tallied = tallyDay(isToday ? history.days.at(-1)! : emptyDay(day), round, zone)
  if (isToday) history.days[history.days.length - 1] = tallied
  else history.days.push(tallied)
}

/** Past days do not change during the day. */
function habitOf(source: Running, calendar: Calendar, now: Date): Habit {
  const { zone } = source.publisher
  const { day } = wallDay(zone, now)
  if (source.habit?.day !== day)
    source.habit = { day, habit: readHabit(zone, source.history.days, calendar, now) }
  return source.habit.habit
}
