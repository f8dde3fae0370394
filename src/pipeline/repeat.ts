/** What goes on until it is stopped; `stop` waits for what is under way. */
export type Repeating = { stop(): Promise<void> }

/**
 * Does something again and again, never twice at one time: a turn that comes while the last one is under way is left out. What one rejects
 * with (an outage) is told, and the next one tries again. `stopping` fires when no more is to be begun.
 */
export function startRepeating(
  work: (stopping: AbortSignal) => Promise<void>,
  {
    everyMs,
    firstMs = 0,
    onError,
  }: { everyMs: number; firstMs?: number; onError: (error: unknown) => void },
): Repeating {
  const stop = new AbortController()
  let running: Promise<void> | null = null
  const once = () => {
    running ??= work(stop.signal)
      .catch(onError)
      .finally(() => {
        running = null
      })
  }
  if (firstMs === 0) once()
  const first = firstMs > 0 ? setTimeout(once, firstMs) : undefined
  const timer = setInterval(once, everyMs)
  return {
    async stop() {
      stop.abort()
      clearTimeout(first)
      clearInterval(timer)
      await running
    },
  }
}
