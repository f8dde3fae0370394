import type { MiddlewareHandler } from 'hono'
import type { Meter } from '../../metrics/meter.ts'

/** Kinds of pages by their paths; the first that fits. A closed list, whatever is asked for. */
const kinds: [RegExp, string][] = [
  [/\/feed\.[a-z]+$/, 'feed'],
  [/^\/api(?:\/|$)/, 'api'],
  [/^\/(?:metrics|health)(?:\/|$)/, 'probe'],
  [/^\/image(?:s)?\//, 'image'],
  [/^\/assets\//, 'asset'],
  [/^\/hub$/, 'hub'],
]

/** Counts every answer, those of errors too. */
export const meterAnswers =
  (meter: Meter): MiddlewareHandler =>
  async (c, next) => {
    const startedAt = performance.now()
    await next()
    const { path } = c.req
    const route = kinds.find(([pattern]) => pattern.test(path))?.[1] ?? 'page'
    meter.answered(route, c.res.status, performance.now() - startedAt)
  }
