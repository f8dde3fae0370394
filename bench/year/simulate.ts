import { addDays, type Calendar, wallDay } from '../../src/health/calendar.ts'
import { type Habit, readHabit } from '../../src/health/habit.ts'
import { judgeNetwork, type Reach } from '../../src/health/judge-network.ts'
import { hasReached, judgeSource } from '../../src/health/judge-source.ts'
import { boundsOf, planRound } from '../../src/health/plan-round.ts'
import { settleIncidents } from '../../src/health/settle-incidents.ts'
import { emptyDay, tallyDay } from '../../src/health/tally-day.ts'
import {
  countedFields,
  type EntryCounts,
  type Finding,
  type RoundRecord,
  type SourceFacts,
  type SourceHistory,
} from '../../src/model/health.ts'
import { type Breakage, breakEntry, plantBreakages } from './breakages.ts'
import { makePublishers, type Publisher, publish } from './publishers.ts'
import { openRandom, type Random } from './random.ts'

export type YearOptions = {
  seed: number
  publishers: number
  breakages: number
  /** The first day, and how many. */
  first: string
  days: number
  calendar: Calendar
  /** The source's own rhythm, or the interval of its file all the time. */
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
  offline: { from: number; until: number }[]
}

type Running = {
  publisher: Publisher
  facts: SourceFacts
  times: number[]
  seen: number
  history: SourceHistory
  habit: { day: string; habit: Habit } | null
  nextAt: number
  open: (Told & { id: string })[]
  outages: { from: number; until: number }[]
  reach: Reach | null
}

const DAY_MS = 86_400_000
const HOUR_MS = 3_600_000
const ROUNDS_KEPT = 80

/** Runs a year of rounds through the pure functions of `src/health`, as the line would. */
export function simulateYear(options: YearOptions): Year {
  const random = openRandom(options.seed)
  const start = Date.parse(`${options.first}T00:00:00Z`)
  const end = start + options.days * DAY_MS
  const publishers = makePublishers(random, options.publishers)
  const planted = plantBreakages(random, publishers, start, options.days, options.breakages).map(
    each => ({ ...each, rounds: [] as number[] }),
  )
  const running = publishers.map(publisher => open(random, publisher, options, start))
  for (const { publisher, kind, from, until } of planted) {
    if (kind !== 'stopped') continue
    const own = running.find(each => each.publisher === publisher)!
    own.times = own.times.filter(time => time < from || time >= until)
  }
  const offline = [0.37, 0.71].map(part => {
    const from = start + part * options.days * DAY_MS
    return { from, until: from + random.between(2, 5) * HOUR_MS }
  })
  const year: Year = { told: [], planted, requests: 0, delays: [], offline }
  const machine: { open: (Told & { id: string })[] } = { open: [] }

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
): Running {
  const { id, zone, url, intervalMinutes, relevance } = publisher
  const outages = Array.from({ length: Math.round(publisher.outages) }, () => {
    const from = start + random.between(1, days) * DAY_MS
    return { from, until: from + random.between(0.3, 3) * HOUR_MS }
  })
  return {
    publisher,
    facts: { id, zone, isAsked: true, intervalMinutes, relevance, entries: [{ url }], held: null },
    times: publish(random, publisher, calendar, addDays(first, -1), days + 2),
    ...{ seen: 0, history: { rounds: [], days: [] }, habit: null, open: [], outages, reach: null },
    nextAt: start + random.next() * intervalMinutes * 60_000,
  }
}

function runRound(
  random: Random,
  options: YearOptions,
  year: Year,
  source: Running,
  all: Running[],
  machine: { open: (Told & { id: string })[] },
): void {
  const { publisher, facts, history } = source
  const now = new Date(source.nextAt)
  const broken = year.planted.find(
    each =>
      each.publisher === publisher && each.from <= now.getTime() && now.getTime() < each.until,
  )
  broken?.rounds.push(now.getTime())
  const record = makeRound(random, year, source, now, broken)
  year.requests += record.counts.requests
  addRound(history, record, publisher.zone)
  const habit = habitOf(source, options.calendar, now)
  const wall = broken?.kind === 'captcha-on-articles' && record.counts.examples.refused
  source.facts.held =
    wall || (broken?.kind === 'captcha-on-articles' && facts.held)
      ? (facts.held ?? { since: now, reason: 'blocked:challenge' })
      : null

  const judgement = judgeSource(source.facts, history, options.calendar, now, habit)
  const reached = hasReached(history)
  source.reach = reached && { sourceId: publisher.id, hosts: [publisher.id], ...reached }
  const network = judgeNetwork(all.flatMap(({ reach }) => reach ?? []))
  settle(
    year,
    machine.open,
    null,
    network.kind === 'out' ? [network.finding] : [],
    network.kind === 'doubtful',
    now,
  )
  const isHeldBack = network.kind !== 'fine' && reached?.reached === false
  settle(year, source.open, publisher.id, judgement.findings, isHeldBack, now)

  const bounds = boundsOf({
    intervalMinutes: publisher.intervalMinutes,
    ...(!options.followsRhythm && { rhythm: false as const }),
  })
  source.nextAt = planRound(publisher.zone, bounds, history.rounds, habit, now).nextAt.getTime()
}

function settle(
  year: Year,
  open: (Told & { id: string })[],
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
  for (const { id, finding } of changes.keep) open.find(each => each.id === id)!.finding = finding
  for (const finding of changes.open) {
    const told = { id: `${year.told.length}`, publisher, at: now.getTime(), endedAt: null, finding }
    year.told.push(told)
    open.push(told)
  }
}

/** What a round counts at this publisher now. */
function makeRound(
  random: Random,
  year: Year,
  source: Running,
  now: Date,
  broken: Breakage | undefined,
): RoundRecord {
  const { publisher, times } = source
  const at = now.getTime()
  const isFirst = source.history.rounds.length === 0
  const within = (stretch: { from: number; until: number }) =>
    stretch.from <= at && at < stretch.until
  const isOut = year.offline.some(within)
  const isFailing = isOut || source.outages.some(within) || random.chance(publisher.flakes)
  const whole: EntryCounts = {
    ...{
      url: publisher.url,
      outcome: 'saved',
      status: 200,
      rows: publisher.rows,
      dated: publisher.rows,
    },
    ...{ offHost: 0, strange: 0, fresh: 0, newest: null, pageId: null },
  }
  const shown = broken ? breakEntry(broken.kind, whole) : null
  if (isFailing || shown) {
    const failed: EntryCounts = {
      ...whole,
      outcome: isOut ? 'retry:network' : random.pick(['retry:timeout', 'retry:http-5xx']),
      status: null,
      rows: null,
      dated: 0,
    }
    return record(now, isFailing ? failed : shown!, publisher, random, 0, undefined)
  }
  let fresh = 0
  while (source.seen < times.length && times[source.seen]! <= at) {
    if (!isFirst) {
      fresh++
      if (!wasBroken(year, publisher, times[source.seen]!))
        year.delays.push((at - times[source.seen]!) / 60_000)
    }
    source.seen++
  }
  const isUnchanged = !fresh && publisher.saysUnchanged && !isFirst
  const entry: EntryCounts = isUnchanged
    ? { ...whole, outcome: 'unchanged', status: 304, rows: null, dated: 0 }
    : { ...whole, outcome: fresh ? 'saved' : 'unchanged', fresh }
  return record(now, entry, publisher, random, fresh, broken)
}

/** Delays that a breakage or an outage makes are nobody's rhythm. */
const wasBroken = (year: Year, publisher: Publisher, time: number) =>
  year.planted.some(
    each => each.publisher === publisher && each.from <= time && time < each.until + DAY_MS,
  ) || year.offline.some(({ from, until }) => from <= time && time < until)

function record(
  now: Date,
  entry: EntryCounts,
  publisher: Publisher,
  random: Random,
  fresh: number,
  broken: Breakage | undefined,
): RoundRecord {
  const walled = broken?.kind === 'captcha-on-articles' && fresh > 0
  const articles = walled ? 0 : fresh
  const share = (field: (typeof countedFields)[number]) => {
    if (field === 'published' && broken?.kind === 'half-dates') return 0.5
    if (field === 'minute' && broken?.kind === 'half-dates') return publisher.shares.minute / 2
    if (field === 'body' && broken?.kind === 'no-text') return 0.2
    return publisher.shares[field]
  }
  const some = (count: number, chance: number) =>
    Array.from({ length: count }).filter(() => random.chance(chance)).length
  const judged = articles
  return {
    startedAt: now,
    outcomes: walled ? { 'blocked:challenge': fresh } : articles ? { saved: articles } : {},
    counts: {
      ...{ asked: true, entries: [entry], articles },
      fields: Object.fromEntries(
        countedFields.map(field => [field, some(articles, share(field))]),
      ) as Record<(typeof countedFields)[number], number>,
      bodyChars: Array.from({ length: articles }, () =>
        Math.round(publisher.bodyChars * (0.4 + random.gamma(3) / 4)),
      ),
      ...{ judged, relevant: some(judged, publisher.shares.relevant) },
      ...{ requests: 1, notModified: entry.status === 304 ? 1 : 0, bytes: 30_000, statuses: {} },
      examples: walled ? { refused: `${publisher.url}1.html` } : {},
    },
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

/** Sources by when they are asked next: a binary heap. */
class Agenda {
  readonly #heap: Running[] = []
  constructor(sources: Running[]) {
    for (const source of sources) this.put(source)
  }
  put(source: Running): void {
    const heap = this.#heap
    heap.push(source)
    for (let at = heap.length - 1; at > 0; ) {
      const above = (at - 1) >> 1
      if (heap[above]!.nextAt <= heap[at]!.nextAt) break
      ;[heap[above], heap[at]] = [heap[at]!, heap[above]!]
      at = above
    }
  }
  next(): Running {
    const heap = this.#heap
    const first = heap[0]!
    const last = heap.pop()!
    if (!heap.length) return first
    heap[0] = last
    for (let at = 0; ; ) {
      const [left, right] = [2 * at + 1, 2 * at + 2]
      let least = at
      if (left < heap.length && heap[left]!.nextAt < heap[least]!.nextAt) least = left
      if (right < heap.length && heap[right]!.nextAt < heap[least]!.nextAt) least = right
      if (least === at) return first
      ;[heap[at], heap[least]] = [heap[least]!, heap[at]!]
      at = least
    }
  }
}
