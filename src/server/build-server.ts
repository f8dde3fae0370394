import { type Context, Hono } from 'hono'
import { addAdminRoutes } from './admin/admin-routes.ts'
import { addIncidentFeed } from './admin/incident-feed.ts'
import { addApiRoutes } from './api/api-routes.ts'
import { guardKeys } from './api/gate.ts'
import { addDigestRoutes } from './feeds/digest-routes.ts'
import { openFeedDesk } from './feeds/feed-desk.ts'
import { addFeedRoutes } from './feeds/feed-routes.ts'
import { addOpmlRoutes } from './feeds/opml-routes.ts'
import { answerError, toProblem } from './http/answer-error.ts'
import { openCallerOf } from './http/caller.ts'
import { rememberSequence } from './http/known-sequence.ts'
import { badRequest, notFound, Problem } from './http/problem.ts'
import { defaultLimits, openRateLimit } from './http/rate-limit.ts'
import { addMcpRoute } from './mcp/mcp-route.ts'
import { addImageRoutes } from './pages/image-routes.ts'
import { addPageRoutes, openPageDesk } from './pages/page-routes.ts'
import { addReaderRoutes } from './pages/reader-routes.ts'
import { addSiteRoutes } from './pages/site-routes.ts'
import type { ServerParts } from './parts.ts'
import { addHealthRoute } from './probes/health.ts'
import { meterAnswers } from './probes/meter-answers.ts'
import { addPolitenessRoutes } from './probes/politeness-routes.ts'
import { addProbeRoutes } from './probes/probe-routes.ts'
import { watchChanges } from './push/change-watch.ts'
import { addHubRoutes } from './push/hub-routes.ts'

/** The store is asked so often at most; in between an article that was just published waits. */
const FRESH_FOR_MS = 150
/** A feed that was right this many times as long ago serves while the next is made. */
const STALE_TIMES = 20
/** Subscriptions a minute and address. */
const HUB_REQUESTS = 60

const isProbe = (path: string) => path === '/metrics' || /^\/health(?:\/|$)/.test(path)

/** The whole server, ready to be served or asked directly (`app.request('/feed.xml')`). */
export function buildServer(parts: ServerParts): Hono {
  const app = new Hono()
  const freshForMs = parts.freshForMs ?? FRESH_FOR_MS
  const clock = rememberSequence(() => parts.store.lastSequence(), parts.now, freshForMs)
  const figures = rememberSequence(() => parts.store.lastSeriesSequence(), parts.now, freshForMs)
  const { poster } = parts
  const desk = openFeedDesk({ ...parts, hasHub: poster !== undefined })
  const limit = openRateLimit(parts.now)
  const limits = { ...defaultLimits, ...parts.limits }
  const callerOf = openCallerOf(parts.settings.trustedProxies ?? { list: [] })
  /** What is not at hand and has to be made costs more than what is. */
  const limitMade = (c: Context) => void limit(`made ${callerOf(c)}`, limits.made)
  const pages = openPageDesk(parts, clock, limitMade)

  if (parts.meter) app.use(meterAnswers(parts.meter))
  app.use((c, next) => {
    // No text holds it, no database takes it, and no link leads to it.
    if (c.req.url.includes('%00')) throw badRequest('the address holds a zero byte')
    if (!isProbe(c.req.path)) limit(`all ${callerOf(c)}`, limits.all)
    return next()
  })
  addFeedRoutes(app, parts, desk, clock, freshForMs * STALE_TIMES, limitMade)
  // The page of a source comes before the page of its feed.
  addReaderRoutes(app, parts, desk, pages)
  addPageRoutes(app, parts, desk, pages, clock)
  addOpmlRoutes(app, parts)
  addSiteRoutes(app, parts, desk, clock)
  addDigestRoutes(app, parts, pages, limitMade)
  const doors = { limit, limits, callerOf }
  const guard = guardKeys(doors)
  addApiRoutes(
    app,
    { ...parts, desk, clock },
    {
      pages,
      watch: watchChanges(clock, Math.max(50, freshForMs)),
      watchSeries: watchChanges(figures, Math.max(50, freshForMs)),
      ...doors,
    },
  )
  addMcpRoute(app, { ...parts, desk, clock }, doors)
  if (poster) {
    const limitHub = (caller: string) => limit(caller, HUB_REQUESTS)
    addHubRoutes(app, { ...parts, poster }, clock, limitHub, callerOf)
  }
  const { imageProxySecret } = parts.settings
  if (parts.images && imageProxySecret) addImageRoutes(app, parts.images, imageProxySecret)
  addPolitenessRoutes(app, parts, pages)
  addHealthRoute(app, parts, guard)
  // With a port of their own, instruments are not for readers.
  addProbeRoutes(app, parts, { metrics: (parts.settings.metricsPort ?? null) === null })
  const { operate } = parts
  addIncidentFeed(app, parts, guard)
  if (operate) addAdminRoutes(app, { ...parts, operate }, doors)

  app.notFound(c => {
    if (c.req.method === 'GET' || c.req.method === 'HEAD') {
      const path = new URL(c.req.url).pathname.slice(0, 200)
      return answerError(notFound(`nothing stands at ${path}`), c, parts)
    }
    const allow = { Allow: 'GET, HEAD' }
    return answerError(new Problem(405, 'Method not allowed', undefined, allow), c, parts)
  })
  app.onError((error, c) => answerError(toProblem(error, c, parts), c, parts))
  return app
}
