import type { Context } from 'hono'
import { getCookie, setCookie } from 'hono/cookie'

/** What a reader has set, and what the reader has seen: kept by the browser in cookies, never here. */
export type Visit = {
  /** An IANA zone; null for the sources' own. */
  zone: string | null
  /** Whether j, k and o move through the stories. */
  hasKeys: boolean
}

const YEAR_SECONDS = 31_536_000
/** A visit ends when nothing was looked at for so long. */
const VISIT_SECONDS = 1800
const known = new Map<string, boolean>()
const MOST_KNOWN = 1000

/** Whether a name is a zone of the runtime's own table. */
export function isZone(name: string): boolean {
  const before = known.get(name)
  if (before !== undefined) return before
  const found = /^[A-Za-z][A-Za-z0-9_+/-]{1,40}$/.test(name) && hasZone(name)
  if (known.size >= MOST_KNOWN) known.clear()
  known.set(name, found)
  return found
}

function hasZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name })
    return true
  } catch {
    return false
  }
}

export function readVisit(c: Context): Visit {
  const { zone, keys } = getCookie(c)
  return { zone: zone && isZone(zone) ? zone : null, hasKeys: keys !== 'off' }
}

const cookieOptions = (isSecure: boolean) =>
  ({ path: '/', sameSite: 'Lax', httpOnly: true, secure: isSecure }) as const

/** Keeps what a reader has set. */
export function keepVisit(c: Context, { zone, hasKeys }: Visit, isSecure: boolean): void {
  const options = cookieOptions(isSecure)
  setCookie(c, 'zone', zone ?? '', { ...options, maxAge: zone ? YEAR_SECONDS : 0 })
  setCookie(c, 'keys', hasKeys ? '' : 'off', { ...options, maxAge: hasKeys ? 0 : YEAR_SECONDS })
}

/** The number of the last change that the reader's visit before this one knew; null at the first. */
export function readSeen(c: Context): number | null {
  const { visit, seen } = getCookie(c)
  const number = visit ?? seen
  return number !== undefined && /^[0-9]{1,9}$/.test(number) ? Number(number) : null
}

/** Remembers what has been shown. `visit` holds the beginning of this visit while it lasts, so that a page asked for twice says the same. */
export function keepSeen(
  headers: Headers,
  seen: number | null,
  sequence: number,
  isSecure: boolean,
): void {
  const rest = `Path=/; HttpOnly; SameSite=Lax${isSecure ? '; Secure' : ''}`
  headers.append('Set-Cookie', `seen=${sequence}; Max-Age=${YEAR_SECONDS}; ${rest}`)
  headers.append('Set-Cookie', `visit=${seen ?? sequence}; Max-Age=${VISIT_SECONDS}; ${rest}`)
}
