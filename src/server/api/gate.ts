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

/** What every service passes: the key it shows is read (`c.get('key')`), its request is counted, and pages of other sites may ask. */
export function openGate(
  parts: Pick<ApiParts, 'store' | 'now'>,
  { limit, limits, callerOf }: GateDoors,
  moreHeaders: string[] = [],
): MiddlewareHandler {
  return async (c, next) => {
    if (c.req.method === 'OPTIONS') return answerPreflight(moreHeaders)
    const caller = callerOf(c)
    const wrong = `wrong ${caller}`
    // Whoever guesses is stopped before the store is asked.
    if (c.req.header('authorization') !== undefined) limit.check(wrong, limits.wrongKeys)
    const key = await readKey(parts, c).catch(error => {
      if (error instanceof Problem) limit(wrong, limits.wrongKeys)
      throw error
    })
    c.set('key', key)
    const headers = key
      ? limit(`key ${key.id}`, key.perMinute ?? limits.keyed)
      : limit(caller, limits.anonymous)
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
