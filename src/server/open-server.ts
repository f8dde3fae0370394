import { join } from 'node:path'
import type { Hono } from 'hono'
import type { Settings } from '../model/settings.ts'
import { buildServer } from './build-server.ts'
import { openLastFeeds } from './feeds/last-feeds.ts'
import { type Served, serve } from './http/serve.ts'
import type { ServerParts } from './parts.ts'

/** What a process hands over to be served: its doors and where to listen. */
export type ServedWorld = Omit<ServerParts, 'settings'> & {
  settings: ServerParts['settings'] &
    Pick<Settings, 'publicUrl' | 'host' | 'port'> &
    Partial<Pick<Settings, 'dataDir'>>
}

/** Builds the server and listens. Rejects with the system's error (EADDRINUSE …) when it cannot. */
export async function openServer(world: ServedWorld): Promise<Served> {
  const { dataDir } = world.settings
  const keeps = dataDir !== undefined && dataDir !== 'memory://'
  const lastFeeds = keeps ? openLastFeeds(join(dataDir, 'last-feeds'), Date.now) : undefined
  const app = buildServer({ ...world, ...(lastFeeds && { lastFeeds }) })
  const served = await serve(app, world.settings)
  // The feeds that most read are kept from the beginning, whether somebody has asked for them yet or not.
  if (keeps) void keepMain(app, world.settings.publicUrl ?? served.url)
  return served
}

async function keepMain(app: Hono, base: string): Promise<void> {
  const headers = { Host: new URL(base).host }
  for (const format of ['json', 'xml', 'atom'])
    await Promise.resolve(app.request(`${base}/feed.${format}`, { headers })).catch(() => {})
}
