/** A signal that fires when the outer one does, or at the deadline. */
export type Deadline = {
  signal: AbortSignal
  /** Whether it was the time that ran out. */
  hasPassed(): boolean
  /** Frees the timer. `AbortSignal.timeout` would keep its own until the end, one for every request. */
  clear(): void
}

/** Starts a deadline of so many milliseconds. */
export function startDeadline(ms: number, outer: AbortSignal): Deadline {
  const controller = new AbortController()
  const stop = () => controller.abort(outer.reason)
  let passed = false
  const timer = setTimeout(() => {
    passed = true
    controller.abort(new Error('the deadline has passed'))
  }, ms)
  if (outer.aborted) stop()
  outer.addEventListener('abort', stop, { once: true })

  return {
    signal: controller.signal,
    hasPassed: () => passed,
    clear() {
      clearTimeout(timer)
      outer.removeEventListener('abort', stop)
    },
  }
}
