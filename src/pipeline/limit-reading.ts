import type { Worker } from 'node:worker_threads'
import type { Piscina } from 'piscina'

/** However busy the machine: a page that holds its thread for so many times its limit is given up. */
const MOST_TIMES = 12
/** A thread that has not begun by then will not. */
const BEGIN_WITHIN_MS = 180_000
const ANSWER_WITHIN_MS = 2000
const LOOK_AGAIN_MS = 250

/** Why a page was given back that no thread has taken up. */
export const neverBegun = new Error('no thread took the page up')

/** What a thread tells of a page that it takes up: its own number, and the processor time that it has used until then, in milliseconds. */
export type Begun = { thread: Int32Array; usedMs: Float64Array }

/** The page is over: whoever watches it stops. A reason of our own, for to make the usual one costs as much as the rest of it. */
const OVER = 'over'

export type ReadingLimit = {
  /** To be told by the thread when it takes the page up (`tellBegun`). */
  begun: Begun
  /** Fires when the reading has had its time, which kills its thread. */
  signal: AbortSignal
  /** The page was read: frees what watches it. */
  end(): void
}

/**
 * Limits the processor's time that one reading takes. It counts from when a thread has taken the page up, and it counts that
 * thread alone: on a machine that others use, an innocent page is late and not given up.
 */
export function limitReading(pool: Piscina, limitMs: number): ReadingLimit {
  const begun: Begun = {
    thread: new Int32Array(new SharedArrayBuffer(4)),
    usedMs: new Float64Array(new SharedArrayBuffer(8)),
  }
  const giveUp = new AbortController()
  const ended = new AbortController()
  void watch(pool, begun, limitMs, ended.signal).then(reason => {
    if (reason) giveUp.abort(reason)
  })
  return {
    begun,
    signal: giveUp.signal,
    end() {
      ended.abort(OVER)
      Atomics.compareExchange(begun.thread, 0, 0, -1)
      Atomics.notify(begun.thread, 0)
    },
  }
}

/** Said on the reading thread: it takes a page up, having used so much of its processor. */
export function tellBegun({ thread, usedMs }: Begun, threadId: number, used: number): void {
  usedMs[0] = used
  Atomics.store(thread, 0, threadId)
  Atomics.notify(thread, 0)
}

/** Resolves with why the reading is to be given up, or with null when it has ended before. */
async function watch(
  pool: Piscina,
  begun: Begun,
  limitMs: number,
  ended: AbortSignal,
): Promise<Error | null> {
  const began = await Atomics.waitAsync(begun.thread, 0, 0, BEGIN_WITHIN_MS).value
  if (ended.aborted) return null
  if (began === 'timed-out') return neverBegun

  const thread = pool.threads.find(({ threadId }) => threadId === begun.thread[0])
  const startedAt = performance.now()
  const before = begun.usedMs[0]!
  let waitMs = limitMs
  for (;;) {
    await pause(waitMs, ended)
    if (ended.aborted) return null
    const wallMs = performance.now() - startedAt
    const now = await usedBy(thread)
    // A thread that does not answer is in the middle of something long.
    const usedMs = now === null ? wallMs : now - before
    if (usedMs >= limitMs || wallMs >= limitMs * MOST_TIMES)
      return new Error('the reading took too long')
    waitMs = Math.max(LOOK_AGAIN_MS, limitMs - usedMs)
  }
}

/** Processor time of a thread in milliseconds; null where it cannot be told. */
async function usedBy(thread: Worker | undefined): Promise<number | null> {
  // Older Nodes cannot tell.
  if (typeof thread?.cpuUsage !== 'function') return null
  const late = new AbortController()
  const answer = thread.cpuUsage().then(
    ({ user, system }) => (user + system) / 1000,
    () => null,
  )
  try {
    return await Promise.race([answer, pause(ANSWER_WITHIN_MS, late.signal).then(() => null)])
  } finally {
    late.abort(OVER)
  }
}

/** Waits without keeping the process alive; the signal ends it early. */
function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise(resolve => {
    if (signal.aborted) return resolve()
    const timer = setTimeout(done, ms)
    timer.unref()
    function done() {
      clearTimeout(timer)
      signal.removeEventListener('abort', done)
      resolve()
    }
    signal.addEventListener('abort', done)
  })
}
