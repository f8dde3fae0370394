/** What was done to one host on one day (UTC): counts that add up over processes. */
export type PolitenessCounts = {
  /** Requests sent, robots.txt among them. */
  requests: number
  robotsRequests: number
  /** Requests that carried validators, and the ones of them that were answered "not modified". */
  conditional: number
  unchanged: number
  bytes: number
  /** Addresses left alone because robots.txt forbids them, or could not be read. */
  forbidden: number
  unreachable: number
  /** Gaps that were measured between two requests of one process, and those shorter than promised. */
  gaps: number
  shortGaps: number
  /** Times the host was left alone because it asked for it (Retry-After), and because it did not answer. */
  retryAfters: number
  overloads: number
  /** Requests that were sent in such a time all the same. */
  early: number
}

export type PolitenessDay = PolitenessCounts & {
  host: string
  /** `2026-03-01`, UTC. */
  day: string
  /** The longest gap that was promised, in milliseconds. */
  gapMs: number
  /** The shortest gap that was measured; null when no two requests followed each other. */
  shortestMs: number | null
}

export const noCounts = (): PolitenessCounts => ({
  requests: 0,
  robotsRequests: 0,
  conditional: 0,
  unchanged: 0,
  bytes: 0,
  forbidden: 0,
  unreachable: 0,
  gaps: 0,
  shortGaps: 0,
  retryAfters: 0,
  overloads: 0,
  early: 0,
})
