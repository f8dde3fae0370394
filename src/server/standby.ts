import { join } from 'node:path'
import { Hono } from 'hono'
import type { Settings } from '../model/settings.ts'
import { type LastFeeds, openLastFeeds, restoreFeed } from './feeds/last-feeds.ts'
import { answerError } from './http/answer-error.ts'
import { answerDocument, commonHeaders } from './http/document.ts'
import { Problem } from './http/problem.ts'
import { requestHeaders } from './http/request-headers.ts'
import { type Served, serve } from './http/serve.ts'

const plain = { ...commonHeaders, 'Cache-Control': 'no-store' }

/**
 * Serves readers while the database has not been there since this process began: the feeds that were served last, and for all else a word
 * to come again. Rejects with the system's error (EADDRINUSE …) when it cannot listen.
 */
export function openStandby(
  settings: Pick<Settings, 'publicUrl' | 'host' | 'port' | 'dataDir'>,
): Promise<Served> {
  const lastFeeds = openLastFeeds(join(settings.dataDir, 'last-feeds'), Date.now)
  return serve(buildStandby(lastFeeds, settings), settings)
}

/** The app of `openStandby`. */
export function buildStandby(lastFeeds: LastFeeds, settings: Pick<Settings, 'publicUrl'>): Hono {
  const app = new Hono()
  const down = { status: 'down', store: { ok: false, error: 'it does not answer' } }
  app.get('/health/live', c => c.json({ status: 'ok' }, 200, plain))
  app.get('/health/ready', c => c.json({ status: 'unready', checks: [] }, 503, plain))
  app.get('/health', c => c.json(down, 503, plain))
  app.all('*', async c => {
    const { pathname, search } = new URL(c.req.url)
    const isRead = c.req.method === 'GET' || c.req.method === 'HEAD'
    const last = isRead && !search ? await lastFeeds.find(pathname) : null
    if (last) return answerDocument(restoreFeed(last), requestHeaders(c))
    const away = new Problem(
      503,
      'Not available',
      'the database is away: please try again in a minute',
      { 'Retry-After': '30' },
    )
    return answerError(away, c, { settings, now: () => new Date() })
  })
  return app
}
