import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import {
  type HoldReason,
  type Later,
  type Pace,
  type Politeness,
  STRICT_FOR_MS,
  type Turn,
  type TurnOptions,
} from '../model/pace.ts'
import { Gate } from './gate.ts'
import { isOutage } from './is-outage.ts'
import type { Db } from './schema.ts'

/** A turn that was not given back by then has lost its holder: a request lasts 20 s at most. */
const TURN_LASTS_MS = 60_000
/** How often a place is asked for that another process may give back at any time. */
const ASK_AGAIN_MS = 150
/** No answer of the database is longer on its way than this. */
const LONGEST_WAY_MS = 1_000
/** How often hosts that nobody asks for any more are swept out. */
const SWEEP_EVERY = 2_000

export type PaceOptions = { turnLastsMs?: number }

/** Those of this process who want one host: one of them asks, the others stand behind. */
type HostQueue = {
  gate: Gate
  /** By `performance.now()`, which nobody sets. */
  closedUntil: number
  closedBy: Later['reason']
  /** When the last turn reached this process. */
  startedAt: number
  wake: () => void
}

/** The pace of all processes that share the database. Its clock decides, so that machines need not agree on the time. */
export function openSqlPace(db: Db, { turnLastsMs = TURN_LASTS_MS }: PaceOptions = {}): Pace {
  const queues = new Map<string, HostQueue>()
  let asked = 0

  const queueOf = (host: string): HostQueue => {
    if (++asked % SWEEP_EVERY === 0) sweep(db, queues)
    const known = queues.get(host)
    if (known) return known
    const queue: HostQueue = {
      gate: new Gate(),
      closedUntil: 0,
      closedBy: 'busy',
      startedAt: Number.NEGATIVE_INFINITY,
      wake: () => {},
    }
    queues.set(host, queue)
    return queue
  }

  return {
    async takeTurn(host, politeness, options = {}) {
      const giveUpAt = performance.now() + (options.maxWaitMs ?? Number.POSITIVE_INFINITY)
      const queue = queueOf(host)
      if (queue.closedUntil > giveUpAt)
        return later(queue.closedUntil - performance.now(), queue.closedBy)
      if (!(await queue.gate.enter(giveUpAt - performance.now(), options.signal)))
        return later(ASK_AGAIN_MS)
      try {
        return await waitForTurn(db, host, politeness, queue, giveUpAt, turnLastsMs, options)
      } finally {
        queue.gate.leave()
      }
    },

    async holdOff(host, untilMs, reason) {
      await sql`
        insert into carbonwire.host as known (name, gap_ms, concurrency, strict_until, held_until, hold_reason, touched_at)
        values (${host}, 0, 1000, clock_timestamp(), clock_timestamp() + ${untilMs - Date.now()}::float8 * interval '1 ms',
          ${reason}, clock_timestamp())
        on conflict (name) do update set held_until = excluded.held_until, hold_reason = excluded.hold_reason
        where known.held_until is null or known.held_until < excluded.held_until`.execute(db)
    },
  }
}

const later = (afterMs: number, reason: Later['reason'] = 'busy'): Later => ({
  kind: 'later',
  afterMs: Math.max(1, Math.ceil(afterMs)),
  reason,
})

async function waitForTurn(
  db: Db,
  host: string,
  politeness: Politeness,
  queue: HostQueue,
  giveUpAt: number,
  turnLastsMs: number,
  { signal }: TurnOptions,
): Promise<Turn | Later> {
  for (;;) {
    signal?.throwIfAborted()
    const answer = await askTurn(db, host, politeness, turnLastsMs)
    const left = giveUpAt - performance.now()
    if (answer.granted) {
      const turn = openTurn(db, answer.id, queue)
      await keepGap(queue, politeness.gapMs, signal)
      if (!signal?.aborted) return turn
      await turn.release()
      signal.throwIfAborted()
    }
    if (answer.certain) {
      queue.closedUntil = performance.now() + answer.after_ms
      queue.closedBy = answer.reason
    }
    if (answer.certain ? answer.after_ms > left : left <= 0)
      return later(answer.after_ms, answer.reason)
    const waitMs = answer.certain ? answer.after_ms : Math.min(answer.after_ms, ASK_AGAIN_MS)
    await sleepOrWake(queue, Math.min(waitMs, left), signal)
  }
}

/** One answer of the database may be longer on its way than the next: the gap must hold where the requests start. */
async function keepGap(queue: HostQueue, gapMs: number, signal?: AbortSignal): Promise<void> {
  const waitMs = Math.min(queue.startedAt + gapMs - performance.now(), LONGEST_WAY_MS)
  if (waitMs > 0) await sleep(Math.ceil(waitMs), undefined, { signal }).catch(() => undefined)
  queue.startedAt = performance.now()
}

/** Turns are worth nothing after a crash: their transactions do not wait for the disk. */
const lazily = sql`set_config('synchronous_commit', 'off', true)`

type Answer = {
  id: string
  granted: boolean
  after_ms: number
  reason: HoldReason | 'busy'
  certain: boolean
}

async function askTurn(
  db: Db,
  host: string,
  { gapMs, concurrency }: Politeness,
  turnLastsMs: number,
): Promise<Answer> {
  const id = randomUUID()
  const { rows } = await sql<Omit<Answer, 'id'>>`
    select turn.* from ${lazily},
      carbonwire.take_turn(${host}, ${gapMs}, ${concurrency}, ${STRICT_FOR_MS}, ${id}, ${turnLastsMs}) as turn`.execute(
    db,
  )
  return { id, ...rows[0]! }
}

function openTurn(db: Db, id: string, queue: HostQueue): Turn {
  let isOut = true
  return {
    kind: 'turn',
    async release(sinceReceivedMs) {
      if (!isOut) return
      isOut = false
      // What was fetched does not depend on it: a turn that cannot be given back runs out.
      await endTurn(db, id, sinceReceivedMs).catch(error => {
        if (!isOutage(error)) throw error
      })
      queue.wake()
    },
  }
}

/** The host's gap counts from when the request reached it, which a slow connection puts off: a minute at most. */
async function endTurn(db: Db, id: string, sinceReceivedMs?: number): Promise<void> {
  if (sinceReceivedMs === undefined) {
    await sql`delete from carbonwire.turn using ${lazily} where id = ${id}`.execute(db)
    return
  }
  const ms = Math.min(Math.max(sinceReceivedMs, 0), TURN_LASTS_MS)
  await sql`
    with ended as (delete from carbonwire.turn where id = ${id} returning host)
    update carbonwire.host
    set last_start = greatest(last_start, clock_timestamp() - ${ms}::float8 * interval '1 ms')
    from ended, ${lazily} where name = ended.host`.execute(db)
}

async function sleepOrWake(queue: HostQueue, ms: number, signal?: AbortSignal): Promise<void> {
  const woken = new AbortController()
  queue.wake = () => woken.abort()
  const stop = signal ? AbortSignal.any([signal, woken.signal]) : woken.signal
  // A rejection says that it was woken or given up; the caller looks at its signal first.
  await sleep(Math.max(1, Math.ceil(ms)), undefined, { signal: stop }).catch(() => undefined)
  queue.wake = () => {}
}

function sweep(db: Db, queues: Map<string, HostQueue>): void {
  const now = performance.now()
  for (const [host, { gate, closedUntil }] of queues)
    if (gate.isIdle && closedUntil <= now) queues.delete(host)
  sql`
    delete from carbonwire.host where touched_at < now() - interval '2 days' and strict_until < now()
      and (held_until is null or held_until < now())`
    .execute(db)
    // The next sweep does it, and whoever asks meanwhile hears of the outage.
    .catch(() => undefined)
}
