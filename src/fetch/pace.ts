import { setTimeout as sleep } from 'node:timers/promises'
import {
  type HostMark,
  type Later,
  LONGEST_HOLD_MS,
  type Pace,
  type Politeness,
  STRICT_FOR_MS,
  type Turn,
} from '../model/pace.ts'
import { type ClockReading, clockSetBy, SAME_MS } from '../text/clock-set.ts'

/** A turn that was not given back by then has lost its holder: a request lasts 20 s at most. */
const TURN_LASTS_MS = 60_000

/** Those who wait for others look again at least this often. */
const LOOK_AGAIN_MS = 5000

/** How often idle hosts are swept out. */
const SWEEP_EVERY = 1000

export type PaceOptions = {
  turnLastsMs?: number
  /** What was known before. */
  known?: HostMark[]
  /** Hosts may have been asked until then (epoch milliseconds) without anybody knowing. */
  unknownUntil?: number
  /** Told what has changed for a host. */
  onChange?: (mark: HostMark) => void
  /** The machine's clocks; handed in by tests. */
  readClocks?: () => ClockReading
}

const machineClocks = (): ClockReading => ({ wall: Date.now(), steady: performance.now() })

/** What is known of one host. */
type HostBook = HostMark & {
  /** The end of each turn that is out. */
  turns: Map<symbol, number>
  /** Those who wait, the first come first, and how to wake them. */
  line: Map<symbol, () => void>
}

/** The pace of one process, kept in memory: for the command line, for tests, and where there is no database. */
export function openPace({
  turnLastsMs = TURN_LASTS_MS,
  known: before = [],
  unknownUntil = 0,
  onChange = () => {},
  readClocks = machineClocks,
}: PaceOptions = {}): Pace {
  let looked = readClocks()
  const books = new Map<string, HostBook>(
    before.map(mark => [mark.host, openBook(mark, unknownUntil, looked.wall)]),
  )
  let asked = 0

  /** The time. What is known of the hosts goes back with a clock that is set back: nobody waits for the hours that it was ahead. */
  const readNow = () => {
    const at = readClocks()
    const setBy = clockSetBy(looked, at)
    looked = at
    if (setBy < -SAME_MS) for (const book of books.values()) moveBook(book, setBy)
    return at.wall
  }

  const bookOf = (host: string): HostBook => {
    if (++asked % SWEEP_EVERY === 0) forgetIdle(books, readNow())
    const known = books.get(host)
    if (known) return known
    const book = newBook(host, unknownUntil)
    books.set(host, book)
    return book
  }

  return {
    async takeTurn(host, politeness, { maxWaitMs = Number.POSITIVE_INFINITY, signal } = {}) {
      const giveUpAt = readClocks().steady + maxWaitMs
      const place = Symbol('place')
      const book = bookOf(host)
      book.line.set(place, () => {})
      try {
        for (;;) {
          signal?.throwIfAborted()
          const wait = findWait(book, politeness, place, readNow())
          if (!wait) return startTurn(book, turnLastsMs, readNow, onChange)
          const left = giveUpAt - readClocks().steady
          if (wait.certain ? wait.afterMs > left : left <= 0) {
            return { kind: 'later', afterMs: wait.afterMs, reason: wait.reason }
          }
          await sleepOrWake(book, place, Math.min(wait.afterMs, left), signal)
        }
      } finally {
        book.line.delete(place)
        wakeAll(book)
      }
    },

    async holdOff(host, untilMs, reason) {
      readNow()
      const book = bookOf(host)
      if (untilMs <= book.heldUntil) return
      book.heldUntil = untilMs
      book.holdReason = reason
      onChange(markOf(book))
    },
  }
}

const newBook = (host: string, lastStart: number): HostBook => ({
  host,
  gapMs: 0,
  concurrency: Number.POSITIVE_INFINITY,
  strictUntil: 0,
  lastStart,
  heldUntil: 0,
  holdReason: 'overloaded',
  turns: new Map(),
  line: new Map(),
})

/** What the last process knew. A time that cannot be was written while the clock was ahead. */
function openBook(mark: HostMark, unknownUntil: number, now: number): HostBook {
  return {
    ...newBook(mark.host, 0),
    ...mark,
    lastStart: Math.min(Math.max(mark.lastStart, unknownUntil), now),
    heldUntil: Math.min(mark.heldUntil, now + LONGEST_HOLD_MS),
    strictUntil: Math.min(mark.strictUntil, now + STRICT_FOR_MS),
  }
}

function moveBook(book: HostBook, byMs: number): void {
  const moved = (at: number) => (at > 0 ? at + byMs : at)
  book.lastStart = moved(book.lastStart)
  book.heldUntil = moved(book.heldUntil)
  book.strictUntil = moved(book.strictUntil)
  for (const [turn, endsAt] of book.turns) book.turns.set(turn, moved(endsAt))
}

const markOf = ({ turns, line, ...mark }: HostBook): HostMark => mark

/** A wait is certain when nothing that others do can shorten it. */
type Wait = Omit<Later, 'kind'> & { certain: boolean }

/** What stands between this place in the line and a turn; null when nothing does. */
function findWait(book: HostBook, politeness: Politeness, place: symbol, now: number): Wait | null {
  keepStrictest(book, politeness, now)
  for (const [turn, endsAt] of book.turns) if (endsAt <= now) book.turns.delete(turn)

  const held = book.heldUntil - now
  if (held > 0) return { afterMs: held, reason: book.holdReason, certain: true }
  const gapLeft = book.lastStart + book.gapMs - now
  if (gapLeft > 0) return { afterMs: gapLeft, reason: 'busy', certain: true }
  if (book.turns.size >= book.concurrency) {
    const firstEnd = Math.min(...book.turns.values())
    return { afterMs: firstEnd - now, reason: 'busy', certain: false }
  }
  const isFirst = book.line.keys().next().value === place
  return isFirst ? null : { afterMs: LOOK_AGAIN_MS, reason: 'busy', certain: false }
}

function startTurn(
  book: HostBook,
  turnLastsMs: number,
  readNow: () => number,
  onChange: (mark: HostMark) => void,
): Turn {
  const turn = Symbol('turn')
  const now = readNow()
  book.lastStart = now
  book.turns.set(turn, now + turnLastsMs)
  onChange(markOf(book))
  return {
    kind: 'turn',
    async release(sinceReceivedMs = Number.POSITIVE_INFINITY) {
      if (!book.turns.delete(turn)) return
      const receivedAt = readNow() - sinceReceivedMs
      if (receivedAt > book.lastStart) {
        book.lastStart = receivedAt
        onChange(markOf(book))
      }
      wakeAll(book)
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

async function sleepOrWake(book: HostBook, place: symbol, ms: number, signal?: AbortSignal) {
  const woken = new AbortController()
  book.line.set(place, () => woken.abort())
  const stop = signal ? AbortSignal.any([signal, woken.signal]) : woken.signal
  // A rejection says that it was woken or given up; the caller looks at its signal first.
  await sleep(Math.max(1, Math.ceil(ms)), undefined, { signal: stop }).catch(() => undefined)
}

function wakeAll(book: HostBook): void {
  for (const wake of book.line.values()) wake()
}

function forgetIdle(books: Map<string, HostBook>, now: number): void {
  for (const [host, book] of books) {
    const isIdle = book.turns.size === 0 && book.line.size === 0
    if (isIdle && book.strictUntil <= now && book.heldUntil <= now) books.delete(host)
  }
}
