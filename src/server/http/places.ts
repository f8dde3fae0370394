import { Problem } from './problem.ts'

export type Places = {
  /** Takes a place for a caller; the answer gives it back, once. Throws a 429 or 503 Problem when there is none. */
  take(caller: string): () => void
}

/** Places for what lasts long, so many in all and so many for one caller. */
export function openPlaces({ all, each }: { all: number; each: number }): Places {
  const taken = new Map<string, number>()
  let open = 0

  return {
    take(caller) {
      const own = taken.get(caller) ?? 0
      const later = { 'Retry-After': '60' }
      if (own >= each)
        throw new Problem(429, 'Too many requests', `expected at most ${each} at one time`, later)
      if (open >= all) throw new Problem(503, 'Not available', 'too many at one time', later)
      taken.set(caller, own + 1)
      open++
      let isHeld = true
      return () => {
        if (!isHeld) return
        isHeld = false
        open--
        const left = taken.get(caller)! - 1
        if (left > 0) taken.set(caller, left)
        else taken.delete(caller)
      }
    },
  }
}
