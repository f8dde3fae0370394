import type { LineState } from '../../store/measure-line.ts'
import type { Duty, ServerParts } from '../parts.ts'

const checkNames = ['store', 'queue', 'room', 'clock', 'crawl', 'publisher'] as const
export type CheckName = (typeof checkNames)[number]

/** One thing that was looked at, with what is wrong in words that tell nobody a secret. */
export type LineCheck = { name: CheckName; ok: boolean; why: string | null }

/** Without these a duty cannot be done. Readers are served from the store whatever becomes of the line. */
const needs: Record<Duty, CheckName[]> = {
  serve: ['store'],
  crawl: ['store', 'queue', 'room', 'clock', 'crawl'],
  publish: ['store', 'queue', 'room', 'clock', 'publisher'],
}

/** A door that does not answer in this time is taken for closed. */
const PATIENCE_MS = 3_000
/** Clocks that differ more make jobs run twice. */
const SKEW_LIMIT_MS = 2_000
/** A round that is so late, while none has ended for as long, says that nobody crawls. */
const STUCK_SECONDS = 15 * 60
/** An article that waits so long says that nobody publishes. */
const BEHIND_SECONDS = 10 * 60

export type LineFindings = {
  /** Null when the store does not answer. */
  line: LineState | null
  queueAnswers: boolean
  room: { ok: true } | { ok: false; reason: string }
  skewMs: number
}

export type LineParts = Pick<ServerParts, 'store' | 'queue' | 'log' | 'skewMs'>

/** Looks at everything the line stands on, with patience of a few seconds. */
export async function findLineState({ store, queue, skewMs }: LineParts): Promise<LineFindings> {
  const [line, room, counts] = await Promise.all([
    inTime(() => store.measureLine()),
    inTime(() => store.room()),
    queue ? inTime(() => queue.counts()) : true,
  ])
  return {
    line,
    room: room ?? { ok: true },
    queueAnswers: counts !== null,
    skewMs: skewMs?.() ?? 0,
  }
}

/** What is wrong with the line, thing by thing. */
export function judgeLine({ line, queueAnswers, room, skewMs }: LineFindings): LineCheck[] {
  const check = (name: CheckName, why: string | false | null): LineCheck => ({
    name,
    ok: !why,
    why: why || null,
  })
  const overdue = line?.mostOverdue ?? 0
  const quiet = line?.sinceLastRound ?? Number.POSITIVE_INFINITY
  const behind = line?.oldestUnpublished ?? 0
  return [
    check('store', line === null && 'the database does not answer'),
    check('queue', !queueAnswers && 'the queue does not answer'),
    check('room', !room.ok && `${room.reason}: the crawl pauses`),
    check(
      'clock',
      Math.abs(skewMs) > SKEW_LIMIT_MS &&
        `the clocks of this machine and of the database differ by ${Math.round(skewMs / 1000)} s: set both by NTP`,
    ),
    check(
      'crawl',
      overdue > STUCK_SECONDS &&
        quiet > STUCK_SECONDS &&
        `a round is ${minutes(overdue)} late and none has ended meanwhile: is a crawl worker running?`,
    ),
    check(
      'publisher',
      behind > BEHIND_SECONDS &&
        `an article has waited ${minutes(behind)} to be published: is a publish worker running?`,
    ),
  ]
}

/** True when a process with these duties can do them. */
export const isReady = (checks: LineCheck[], duties: readonly Duty[]): boolean =>
  checks.every(({ name, ok }) => ok || !duties.some(duty => needs[duty].includes(name)))

const minutes = (seconds: number) => `${Math.round(seconds / 60)} min`

/** The answer, or null when it failed or came too late. */
export async function inTime<T>(ask: () => Promise<T>): Promise<T | null> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<null>(resolve => {
    timer = setTimeout(() => resolve(null), PATIENCE_MS)
  })
  try {
    return await Promise.race([ask(), late])
  } catch {
    return null
  } finally {
    clearTimeout(timer)
  }
}
