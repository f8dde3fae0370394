import { Problem } from './problem.ts'

export type RateLimits = {
  /** Requests a minute and address without a key. */
  anonymous: number
  /** Requests a minute and key. */
  keyed: number
  /** Requests of any kind a minute and address. */
  all: number
  /** Feeds and pages a minute and address that are not at hand and have to be made. */
  made: number
  /** Keys a minute and address that are none. */
  wrongKeys: number
}

export const defaultLimits: RateLimits = {
  anonymous: 1200,
  keyed: 12_000,
  all: 60_000,
  made: 1200,
  wrongKeys: 30,
}

/** More callers than this are forgotten, the oldest first; who is forgotten begins with a full minute. */
const MOST_CALLERS = 20_000
const MINUTE_MS = 60_000

export type RateLimit = {
  /** Counts a request. */
  (caller: string, perMinute: number): Record<string, string>
  /** Throws as well when nothing is left, and counts nothing. */
  check(caller: string, perMinute: number): void
}

/**
 * Counts requests by caller: a bucket that holds a minute's worth and fills evenly. Gives the headers that tell what is left
 * (IETF draft "RateLimit header fields"); throws a 429 Problem when it is empty. Kept in this process.
 */
export function openRateLimit(now: () => Date): RateLimit {
  const buckets = new Map<string, { tokens: number; at: number }>()

  const count = (caller: string, perMinute: number, cost: 0 | 1) => {
    const at = now().getTime()
    const before = buckets.get(caller) ?? { tokens: perMinute, at }
    const filled = ((at - before.at) / MINUTE_MS) * perMinute
    const tokens = Math.min(perMinute, before.tokens + Math.max(0, filled))
    buckets.delete(caller)
    buckets.set(caller, { tokens: Math.max(0, tokens - cost), at })
    if (buckets.size > MOST_CALLERS) buckets.delete(buckets.keys().next().value!)

    const seconds = Math.ceil(((1 - tokens) / perMinute) * 60)
    const policy = { 'RateLimit-Policy': `"minute";q=${perMinute};w=60` }
    if (tokens < 1) {
      throw new Problem(429, 'Too many requests', `expected at most ${perMinute} a minute`, {
        ...policy,
        RateLimit: `"minute";r=0;t=${seconds}`,
        'Retry-After': String(Math.max(1, seconds)),
      })
    }
    return { ...policy, RateLimit: `"minute";r=${Math.floor(tokens - cost)};t=60` }
  }
  const limit = (caller: string, perMinute: number) => count(caller, perMinute, 1)
  return Object.assign(limit, {
    check: (caller: string, perMinute: number) => void count(caller, perMinute, 0),
  })
}
