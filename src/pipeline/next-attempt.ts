const SECOND = 1000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE

/** The waits of the Standard Webhooks specification's example, over three days in all. */
const waits = [
  5 * SECOND,
  MINUTE,
  5 * MINUTE,
  30 * MINUTE,
  2 * HOUR,
  5 * HOUR,
  10 * HOUR,
  14 * HOUR,
  20 * HOUR,
  24 * HOUR,
]

/** When to try again after so many failures in a row; null when it is time to give up. What the other side asks for (`Retry-After`, in seconds) is the least. */
export function nextAttempt(failures: number, now: Date, retryAfter: string | null): Date | null {
  const wait = waits[failures - 1]
  if (wait === undefined) return null
  const asked = retryAfter && /^\d{1,6}$/.test(retryAfter) ? Number(retryAfter) * SECOND : 0
  return new Date(now.getTime() + Math.max(wait, Math.min(asked, 24 * HOUR)))
}
