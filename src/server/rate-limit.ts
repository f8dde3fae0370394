import { Problem } from './problem.ts'

export type RateLimits = {
  /** Requests a minute and address without a key. */
  anonymous: number
  /** Requests a minute and key. */
  keyed: number
}

export const defaultLimits: RateLimits = { anonymous: 1200, keyed: 12_000 }

/** More callers than this are forgotten, the oldest first; who is forgotten begins with a full minute. */
const MOST_CALLERS = 20_000
const MINUTE_MS = 60_000

export type RateLimit = (caller: string, perMinute: number) => Record<string, string>

/**
 * Counts requests by caller: a bucket that holds a minute's worth and fills evenly. Gives the headers that tell what is left
 * (IETF draft "RateLimit header fields"); throws a 429 Problem when it is empty. Kept in this process.
 */
export function openRateLimit(now: () => Date): RateLimit {
  const buckets = new Map<string, { tokens: number; at: number }>()

  return (caller, perMinute) => {
    const at = now().getTime()
    const before = buckets.get(caller) ?? { tokens: perMinute, at }
    const filled = ((at - before.at) / MINUTE_MS) * perMinute
    const tokens = Math.min(perMinute, before.tokens + Math.max(0, filled))
    buckets.delete(caller)
    buckets.set(caller, { tokens: Math.max(0, tokens - 1), at })
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
    return { ...policy, RateLimit: `"minute";r=${Math.floor(tokens - 1)};t=60` }
  }
}
