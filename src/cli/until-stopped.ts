/**
 * A second Ctrl-C within this time is the first one heard twice: a terminal tells the whole group, and `npm` or the Node that started
 * us hands it on.
 */
const SAME_PRESS_MS = 400

/** A signal that fires when the process is asked to end (Ctrl-C, SIGTERM). A second Ctrl-C ends it at once, with exit code 130. */
export function untilStopped(): AbortSignal {
  const stop = new AbortController()
  let askedAt = 0
  const ask = (name: NodeJS.Signals) => {
    if (!stop.signal.aborted) {
      askedAt = performance.now()
      stop.abort(new Error(name))
    } else if (name === 'SIGINT' && performance.now() - askedAt > SAME_PRESS_MS) {
      process.exit(130)
    }
  }
  process.on('SIGINT', ask)
  process.on('SIGTERM', ask)
  return stop.signal
}

/** Resolves when the signal fires. */
export const aborted = (signal: AbortSignal) =>
  signal.aborted
    ? Promise.resolve()
    : new Promise<void>(resolve =>
        signal.addEventListener('abort', () => resolve(), { once: true }),
      )
