import { setTimeout as sleep } from 'node:timers/promises'
import type { HoldReason, Later, Pace, Politeness, Turn } from '../model/pace.ts'

/** How long the strictest setting for a host holds after it was last used; then the host is forgotten. */
const STRICT_FOR_MS = 24 * 3_600_000

/** A turn that was not given back by then has lost its holder: a request lasts 20 s at most. */
const TURN_LASTS_MS = 60_000

/** How often idle hosts are swept out. */
const SWEEP_EVERY = 1000

export type PaceOptions = { turnLastsMs?: number }

/** What is known of one host. Times are epoch milliseconds. */
type HostBook = {
  gapMs: number
  concurrency: number
  strictUntil: number
  lastStart: number
  heldUntil: number
  holdReason: HoldReason
  /** The end of each turn that is out. */
  turns: Map<symbol, number>
  /** Wakes those who wait for a place. */
  waiters: Set<() => void>
}

/** The pace of one process, kept in memory: for the command line, for tests, and where there is no database. */
export function openPace({ turnLastsMs = TURN_LASTS_MS }: PaceOptions = {}): Pace {
  const books = new Map<string, HostBook>()
  let asked = 0

  const bookOf = (host: string): HostBook => {
    if (++asked % SWEEP_EVERY === 0) forgetIdle(books)
    const known = books.get(host)
    if (known) return known
    const book: HostBook = {
      gapMs: 0,
      concurrency: Number.POSITIVE_INFINITY,
      strictUntil: 0,
      lastStart: Number.NEGATIVE_INFINITY,
      heldUntil: 0,
      holdReason: 'overloaded',
      turns: new Map(),
      waiters: new Set(),
    }
    books.set(host, book)
    return book
  }

  return {
    async takeTurn(host, politeness, { maxWaitMs = Number.POSITIVE_INFINITY, signal } = {}) {
      const giveUpAt = Date.now() + maxWaitMs
      for (;;) {
        signal?.throwIfAborted()
        const book = bookOf(host)
        const wait = askTurn(book, politeness, turnLastsMs)
        if (wait.kind === 'turn') return wait
        const left = giveUpAt - Date.now()
        if (wait.certain ? wait.afterMs > left : left <= 0) {
          return { kind: 'later', afterMs: wait.afterMs, reason: wait.reason }
        }
        await sleepOrWake(book, Math.min(wait.afterMs, left), signal)
      }
    },

    async holdOff(host, untilMs, reason) {
      const book = bookOf(host)
      if (untilMs <= book.heldUntil) return
      book.heldUntil = untilMs
      book.holdReason = reason
    },
  }
}

/** A wait is certain when nothing that others do can shorten it. */
type Wait = Later & { certain: boolean }

function askTurn(book: HostBook, politeness: Politeness, turnLastsMs: number): Turn | Wait {
  const now = Date.now()
  keepStrictest(book, politeness, now)
  for (const [turn, endsAt] of book.turns) if (endsAt <= now) book.turns.delete(turn)

  if (book.heldUntil > now) {
    return { kind: 'later', afterMs: book.heldUntil - now, reason: book.holdReason, certain: true }
  }
  const gapLeft = book.lastStart + book.gapMs - now
  if (gapLeft > 0) return { kind: 'later', afterMs: gapLeft, reason: 'busy', certain: true }
  if (book.turns.size >= book.concurrency) {
    const firstEnd = Math.min(...book.turns.values())
    return { kind: 'later', afterMs: firstEnd - now, reason: 'busy', certain: false }
  }
  return startTurn(book, now, turnLastsMs)
}

function startTurn(book: HostBook, now: number, turnLastsMs: number): Turn {
  const turn = Symbol('turn')
  book.lastStart = now
  book.turns.set(turn, now + turnLastsMs)
  return {
    kind: 'turn',
    async release() {
      if (!book.turns.delete(turn)) return
      for (const wake of book.waiters) wake()
    },
  }
}

/** The strictest setting used of late holds for everybody. */
function keepStrictest(book: HostBook, { gapMs, concurrency }: Politeness, now: number): void {
  if (book.strictUntil <= now) {
    book.gapMs = gapMs
    book.concurrency = concurrency
  }
  const isStrictest = gapMs >= book.gapMs || concurrency <= book.concurrency
  if (isStrictest) book.strictUntil = now + STRICT_FOR_MS
  book.gapMs = Math.max(book.gapMs, gapMs)
  book.concurrency = Math.min(book.concurrency, concurrency)
}

async function sleepOrWake(book: HostBook, ms: number, signal?: AbortSignal): Promise<void> {
  const woken = new AbortController()
  const wake = () => woken.abort()
  book.waiters.add(wake)
  const stop = signal ? AbortSignal.any([signal, woken.signal]) : woken.signal
  try {
    await sleep(ms, undefined, { signal: stop })
  } catch {
    // Woken early or given up: the caller looks at its signal first.
  } finally {
    book.waiters.delete(wake)
  }
}

function forgetIdle(books: Map<string, HostBook>): void {
  const now = Date.now()
  for (const [host, book] of books) {
    const isIdle = book.turns.size === 0 && book.waiters.size === 0
    if (isIdle && book.strictUntil <= now && book.heldUntil <= now) books.delete(host)
  }
}
