/** A number of places. Those who find none wait, the first come first. */
export type Slots = {
  /** Waits for a place and gives back what frees it. */
  enter(): Promise<() => void>
}

/** Opens so many places. */
export function openSlots(places: number): Slots {
  const waiting: (() => void)[] = []
  let free = places

  const leaveOnce = () => {
    let isIn = true
    return () => {
      if (!isIn) return
      isIn = false
      const next = waiting.shift()
      if (next) next()
      else free++
    }
  }

  return {
    async enter() {
      if (free > 0) free--
      else await new Promise<void>(next => waiting.push(next))
      return leaveOnce()
    },
  }
}
