/** A host that has not answered by then holds no place: it waits for the network, and costs nothing meanwhile. */
const SLOW_AFTER_MS = 400

/** One document on its way. */
export type Place = {
  /** It has come, however late: what is made of it costs from now on. */
  arrived(): void
  leave(): void
}

/** So many documents may be on their way through a process at one time, from their request to the end of what is made of them. */
export type Places = {
  /** Waits for a place, the first come first; at once when the signal fires. */
  enter(signal: AbortSignal): Promise<Place>
}

/** Opens so many places. */
export function openPlaces(most: number): Places {
  const waiting = new Set<() => void>()
  let taken = 0

  const admitNext = () => {
    for (const admit of waiting) {
      if (taken >= most) return
      waiting.delete(admit)
      admit()
    }
  }

  const take = (): Place => {
    let isCounted = true
    taken++
    const giveBack = () => {
      clearTimeout(timer)
      if (!isCounted) return
      isCounted = false
      taken--
      admitNext()
    }
    const timer = setTimeout(giveBack, SLOW_AFTER_MS)
    return {
      arrived() {
        clearTimeout(timer)
        if (!isCounted) taken++
        isCounted = true
      },
      leave: giveBack,
    }
  }

  return {
    async enter(signal) {
      if (taken < most || signal.aborted) return take()
      return new Promise(resolve => {
        const admit = () => {
          signal.removeEventListener('abort', admit)
          waiting.delete(admit)
          resolve(take())
        }
        signal.addEventListener('abort', admit)
        waiting.add(admit)
      })
    },
  }
}
