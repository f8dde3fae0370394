/** A signal that fires when one of the outer ones does, or at the deadline. */
export type Deadline = {
  signal: AbortSignal
  /** Whether it was the time that ran out. */
  hasPassed(): boolean
  /** Frees the timer. `AbortSignal.timeout` would keep its own until the end, one for every request. */
  clear(): void
}

/**
 * Starts a deadline of so many milliseconds. Not `AbortSignal.any` over `AbortSignal.timeout`: nothing holds that one's signal, and once it
 * is swept up the other never fires (Node 20), or says for good that it has not (Node 24, `findings/lost-timeout.sh`).
 */
export function startDeadline(ms: number, ...outer: AbortSignal[]): Deadline {
  const controller = new AbortController()
  const stop = () => controller.abort(outer.find(({ aborted }) => aborted)?.reason)
  let passed = false
  const timer = setTimeout(() => {
    passed = true
    controller.abort(new Error('the deadline has passed'))
  }, ms)
  if (outer.some(({ aborted }) => aborted)) stop()
  for (const each of outer) each.addEventListener('abort', stop, { once: true })

  return {
    signal: controller.signal,
    hasPassed: () => passed,
    clear() {
      clearTimeout(timer)
      for (const each of outer) each.removeEventListener('abort', stop)
    },
  }
}
