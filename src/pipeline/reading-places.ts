/** A page that waits so long for a thread that runs calls for one more. */
const CALL_AFTER_MS = 1_000

/** A place on a thread. */
export type ReadingPlace = {
  /** The thread has taken the page up: it runs, and is not being started. */
  begun(): boolean
}

/**
 * Places for pages that are read at one time. A page is handed over when one is free, so that the deadline is that page's own. There is
 * one place until pages wait for it (one keeps the thread, or they come faster than they are read), for each thread costs its start and
 * some 60 MB, and one reads faster than the rest of the line takes in; when none is read there is one again.
 */
export function openReadingPlaces(most: number, callAfterMs = CALL_AFTER_MS) {
  let open = 1
  const taken = new Set<ReadingPlace>()
  const waiting = new Set<() => void>()

  const admit = () => {
    for (const enter of waiting) {
      if (taken.size >= open) return
      waiting.delete(enter)
      enter()
    }
  }
  const callForMore = (enter: () => void) => {
    if (!waiting.has(enter) || open >= most) return
    if ([...taken].every(place => place.begun())) {
      open++
      admit()
    }
    if (waiting.has(enter)) setTimeout(callForMore, callAfterMs, enter).unref()
  }

  return {
    /** Waits for a place and takes it. */
    async take(place: ReadingPlace): Promise<void> {
      if (taken.size >= open)
        await new Promise<void>(resolve => {
          const enter = () => {
            taken.add(place)
            resolve()
          }
          waiting.add(enter)
          setTimeout(callForMore, callAfterMs, enter).unref()
        })
      taken.add(place)
    },
    giveBack(place: ReadingPlace): void {
      taken.delete(place)
      if (!taken.size && !waiting.size) open = 1
      admit()
    },
  }
}
