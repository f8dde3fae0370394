/** Two clocks of one machine read at one time: the one on the wall, which may be set, and one that only goes on. */
export type ClockReading = { wall: number; steady: number }

/** A difference below this is the way between two readings, not a clock that was set. */
export const SAME_MS = 500

/** How far the clock on the wall was set between two readings, ahead or (below zero) back. */
export const clockSetBy = (before: ClockReading, after: ClockReading): number =>
  after.wall - before.wall - (after.steady - before.steady)
