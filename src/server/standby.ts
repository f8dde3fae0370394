import { join } from 'node:path'
import { Hono } from 'hono'
import type { Settings } from '../model/settings.ts'
import { type LastFeeds, openLastFeeds, restoreFeed } from './feeds/last-feeds.ts'
import { answerDocument, commonHeaders } from './http/document.ts'
import { Problem } from './http/problem.ts'
import { requestHeaders } from './http/request-headers.ts'
import { type Served, serve } from './http/serve.ts'

const plain = { ...commonHeaders, 'Cache-Control': 'no-store' }

/**
 * Serves readers while the database has not been there since this process began: the feeds that were served last, and for all else a word
 * to come again. Rejects with the system's error (EADDRINUSE …) when it cannot listen.
 */
export function openStandby(settings: StandbySettings): Promise<Served> {
  const lastFeeds = openLastFeeds(folderOf(settings), Date.now)
  return serve(buildStandby(lastFeeds, settings), settings)
}

/**
 * Serves the main feeds of an embedded database while the rest of the program loads; null where it is not known that they are as the
 * store has them: the process before was killed, or a command has opened the store since.
 */
export async function openFront(
  settings: StandbySettings & Pick<Settings, 'databaseUrl'>,
): Promise<Served | null> {
  if (settings.databaseUrl || settings.dataDir === 'memory://') return null
  const lastFeeds = openLastFeeds(folderOf(settings), Date.now)
  const current = await lastFeeds.takeCurrent()
  if (!current.length) return null
  const find: LastFeeds['find'] = async path =>
    current.includes(path) ? lastFeeds.find(path) : null
  const starting = { detail: 'the server is starting', againInSeconds: 2 }
  return serve(buildStandby({ find }, settings, starting), settings)
}

type StandbySettings = Pick<Settings, 'publicUrl' | 'host' | 'port' | 'dataDir'>
const folderOf = ({ dataDir }: StandbySettings) => join(dataDir, 'last-feeds')

/** Why there are feeds and nothing else. */
const away = { detail: 'the database is away: please try again in a minute', againInSeconds: 30 }

/** The app of `openStandby`. */
export function buildStandby(
  lastFeeds: Pick<LastFeeds, 'find'>,
  settings: Pick<Settings, 'publicUrl'>,
  { detail, againInSeconds } = away,
): Hono {
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
    const problem = new Problem(503, 'Not available', detail, {
      'Retry-After': String(againInSeconds),
    })
    // Pages are loaded for those who ask for one.
    const { answerError } = await import('./http/answer-error.ts')
    return answerError(problem, c, { settings, now: () => new Date() })
  })
  return app
}
