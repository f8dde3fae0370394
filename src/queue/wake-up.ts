/** Two wake-ups of one process are at least this far apart: each costs as much as a page, and what it stands for is read in batches. */
const APART_MS = 200

/**
 * Makes calls into one call at once, and one more at the end of each stretch of `APART_MS` in which there were others.
 */
export function gatherCalls(call: () => void): { ask(): void; stop(): void } {
  let timer: NodeJS.Timeout | null = null
  let isAsked = false

  const run = () => {
    isAsked = false
    timer = setTimeout(end, APART_MS)
    timer.unref()
    call()
  }
  const end = () => {
    timer = null
    if (isAsked) run()
  }
  return {
    ask() {
      if (timer) isAsked = true
      else run()
    },
    stop() {
      if (timer) clearTimeout(timer)
    },
  }
}
