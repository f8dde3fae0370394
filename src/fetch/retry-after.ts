/** No server is taken at its word for longer than this. */
const LONGEST_MS = 24 * 3_600_000

const IMF_DATE =
  /^[A-Z][a-z]{2,8},? (\d{1,2})[ -]([A-Z][a-z]{2})[ -](\d{2}|\d{4}) (\d{2}):(\d{2}):(\d{2}) GMT$/
const ASCTIME = /^[A-Z][a-z]{2} ([A-Z][a-z]{2}) ( ?\d{1,2}) (\d{2}):(\d{2}):(\d{2}) (\d{4})$/
const MONTHS = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ')

/**
 * How long a server asks to be left alone (RFC 9110, 10.2.3): whole seconds or an HTTP date, as milliseconds from
 * `now`, at most a day. Null when the header is missing or says nothing: a time in the past, a sign, a fraction.
 */
export function parseRetryAfter(header: string | undefined, now: Date): number | null {
  const text = header?.trim() ?? ''
  if (/^\d{1,20}$/.test(text)) return atMost(Number(text) * 1000)
  const date = parseHttpDate(text)
  if (date === null) return null
  const afterMs = date - now.getTime()
  return afterMs > 0 ? atMost(afterMs) : null
}

/** An HTTP date in any of its three spellings (RFC 9110, 5.6.7) as epoch milliseconds; null for anything else. */
export function parseHttpDate(text: string): number | null {
  const imf = IMF_DATE.exec(text)
  if (imf) return instant(imf[3]!, imf[2]!, imf[1]!, imf[4]!, imf[5]!, imf[6]!)
  const asc = ASCTIME.exec(text)
  if (asc) return instant(asc[6]!, asc[1]!, asc[2]!, asc[3]!, asc[4]!, asc[5]!)
  return null
}

function instant(y: string, mon: string, d: string, h: string, min: string, s: string) {
  const month = MONTHS.indexOf(mon)
  // Two-digit years belong to the obsolete RFC 850 spelling: none that is still sent lies before 2000.
  const year = y.length === 2 ? 2000 + Number(y) : Number(y)
  const at = Date.UTC(year, month, Number(d), Number(h), Number(min), Number(s))
  const isReal = month >= 0 && new Date(at).getUTCDate() === Number(d) && Number(h) < 24
  return isReal ? at : null
}

function atMost(ms: number): number {
  return Math.min(ms, LONGEST_MS)
}
