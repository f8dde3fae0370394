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

export type ReadingLimit = {
  /** To be told by the thread, with its number, when it takes the page up. */
  begun: Int32Array
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
  const begun = new Int32Array(new SharedArrayBuffer(4))
  const giveUp = new AbortController()
  const ended = new AbortController()
  void watch(pool, begun, limitMs, ended.signal).then(reason => {
    if (reason) giveUp.abort(reason)
  })
  return {
    begun,
    signal: giveUp.signal,
    end() {
      ended.abort()
      Atomics.compareExchange(begun, 0, 0, -1)
      Atomics.notify(begun, 0)
    },
  }
}

/** Resolves with why the reading is to be given up, or with null when it has ended before. */
async function watch(
  pool: Piscina,
  begun: Int32Array,
  limitMs: number,
  ended: AbortSignal,
): Promise<Error | null> {
  const began = await Atomics.waitAsync(begun, 0, 0, BEGIN_WITHIN_MS).value
  if (ended.aborted) return null
  if (began === 'timed-out') return neverBegun

  const thread = pool.threads.find(({ threadId }) => threadId === begun[0])
  const startedAt = performance.now()
  const before = await usedBy(thread)
  let waitMs = limitMs
  for (;;) {
    await pause(waitMs, ended)
    if (ended.aborted) return null
    const wallMs = performance.now() - startedAt
    const now = await usedBy(thread)
    // A thread that does not answer is in the middle of something long.
    const usedMs = before === null || now === null ? wallMs : now - before
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
    late.abort()
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
