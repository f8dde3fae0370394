import type { Context, MiddlewareHandler } from 'hono'
import { Problem } from '../http/problem.ts'
import type { RateLimit, RateLimits } from '../http/rate-limit.ts'
import type { ApiParts } from './api-parts.ts'
import { readKey } from './require-scope.ts'

export type GateDoors = {
  limit: RateLimit
  limits: RateLimits
  callerOf: (c: Context) => string
}

/** Looks for the key that a request shows. Whoever shows keys that are none (null, or a Problem) is stopped before the store is asked. */
export type KeyGuard = <T>(c: Context, look: () => Promise<T | null>) => Promise<T | null>

/** Counts wrong keys a minute and address. Throws a 429 Problem where there were too many. */
export function guardKeys({ limit, limits, callerOf }: GateDoors): KeyGuard {
  return async (c, look) => {
    const wrong = `wrong ${callerOf(c)}`
    limit.check(wrong, limits.wrongKeys)
    const found = await look().catch(error => {
      if (error instanceof Problem) limit(wrong, limits.wrongKeys)
      throw error
    })
    if (found === null) limit(wrong, limits.wrongKeys)
    return found
  }
}

/** What every service passes: the key it shows is read (`c.get('key')`), its request is counted, and pages of other sites may ask. */
export function openGate(
  parts: Pick<ApiParts, 'store' | 'now'>,
  doors: GateDoors,
  moreHeaders: string[] = [],
): MiddlewareHandler {
  const { limit, limits, callerOf } = doors
  const guard = guardKeys(doors)
  return async (c, next) => {
    if (c.req.method === 'OPTIONS') return answerPreflight(moreHeaders)
    const isShown = c.req.header('authorization') !== undefined
    const key = isShown ? await guard(c, () => readKey(parts, c)) : null
    c.set('key', key)
    const headers = key
      ? limit(`key ${key.id}`, key.perMinute ?? limits.keyed)
      : limit(callerOf(c), limits.anonymous)
    await next()
    for (const [name, value] of Object.entries(headers)) c.res.headers.set(name, value)
  }
}

/** What a page of another site asks before it sends a key. */
function answerPreflight(moreHeaders: string[]): Response {
  const allowed = ['Authorization', 'Content-Type', 'Last-Event-ID', ...moreHeaders]
  return new Response(null, {
    status: 204,
    headers: {
      'Access-Control-Allow-Origin': '*',
      'Access-Control-Allow-Methods': 'GET, HEAD, POST, PATCH, DELETE',
      'Access-Control-Allow-Headers': allowed.join(', '),
      'Access-Control-Max-Age': '86400',
    },
  })
}
