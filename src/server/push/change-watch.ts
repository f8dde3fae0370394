import type { KnownSequence } from '../http/known-sequence.ts'

export type ChangeWatch = {
  /** True once there is a change after `sequence`; false when `patienceMs` have passed or the signal fired before. */
  wait(sequence: number, patienceMs: number, signal: AbortSignal): Promise<boolean>
}

/** Looks for changes while anybody waits for them: many listeners cost the store one question a look. */
export function watchChanges(clock: KnownSequence, everyMs: number): ChangeWatch {
  const waiting = new Set<(sequence: number) => void>()
  let timer: NodeJS.Timeout | null = null

  const look = async () => {
    try {
      const sequence = await clock.current()
      for (const tell of [...waiting]) tell(sequence)
    } catch {
      // The store is away: those who wait go on waiting.
    } finally {
      timer = waiting.size > 0 ? setTimeout(look, everyMs) : null
      timer?.unref()
    }
  }

  return {
    wait(after, patienceMs, signal) {
      return new Promise(resolve => {
        const end = (found: boolean) => {
          waiting.delete(tell)
          clearTimeout(late)
          signal.removeEventListener('abort', stop)
          resolve(found)
        }
        const tell = (sequence: number) => sequence > after && end(true)
        const stop = () => end(false)
        const late = setTimeout(stop, patienceMs)
        late.unref()
        if (signal.aborted) return end(false)
        signal.addEventListener('abort', stop)
        waiting.add(tell)
        if (timer === null) {
          timer = setTimeout(look, 0)
          timer.unref()
        }
      })
    },
  }
}
