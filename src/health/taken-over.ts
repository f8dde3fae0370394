import type { EntryCounts, RoundRecord } from '../model/health.ts'

const ENOUGH_STRANGE = 3
/** This part of a list is a large one. */
export const STRANGE_SHARE = 0.3

/** True for a list of which a large part sells something else than news. */
export const isTakenOver = ({ rows, strange }: EntryCounts): boolean =>
  rows !== null && rows > 0 && strange >= ENOUGH_STRANGE && strange >= rows * STRANGE_SHARE

/** True for a round whose lists were taken over: what they led to says nothing of the source's own pages. */
export const wasTakenOver = ({ counts }: RoundRecord): boolean => counts.entries.some(isTakenOver)
