/** 1995 in seconds: a smaller number is an id or a count. */
const EARLIEST_SECONDS = 788_918_400

/** ASP.NET writes `/Date(1627604400000+0800)/`, its slashes escaped or not; the offset is for show. */
const ASP_NET = /^\s*\\?\/Date\((-?\d{12,13})(?:[+-]\d{4})?\)\\?\/\s*$/

/**
 * An instant given as seconds or milliseconds since 1970 (`data-time="1627604400"`, `/Date(…)/`), or null when the text is no such
 * number or lies after `now` by more than a day.
 */
export function readEpoch(text: string, now: Date): Date | null {
  const digits =
    /^\s*(\d{9,10}|\d{12,13})(?:\.\d{1,6})?\s*$/.exec(text)?.[1] ?? ASP_NET.exec(text)?.[1]
  if (!digits) return null
  const ms = Number(digits) * (digits.length <= 10 ? 1000 : 1)
  if (ms < EARLIEST_SECONDS * 1000 || ms > now.getTime() + 86_400_000) return null
  return new Date(ms)
}
