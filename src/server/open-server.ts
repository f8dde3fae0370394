import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Hono } from 'hono'
import type { Settings } from '../model/settings.ts'
import { buildServer } from './build-server.ts'
import { type LastFeeds, openLastFeeds } from './feeds/last-feeds.ts'
import { type Served, serve } from './http/serve.ts'
import type { ServerParts } from './parts.ts'

/** What a process hands over to be served: its doors and where to listen. */
export type ServedWorld = Omit<ServerParts, 'settings'> & {
  settings: ServerParts['settings'] &
    Pick<Settings, 'publicUrl' | 'host' | 'port'> &
    Partial<Pick<Settings, 'dataDir' | 'databaseUrl'>>
}

/**
 * Builds the server and listens, or takes over from what listens already. Rejects with the system's error (EADDRINUSE …) when it cannot.
 */
export async function openServer(world: ServedWorld, front?: Served | null): Promise<Served> {
  const { dataDir } = world.settings
  const keeps = dataDir !== undefined && dataDir !== 'memory://'
  const lastFeeds = keeps ? openLastFeeds(join(dataDir, 'last-feeds'), Date.now) : undefined
  const app = buildServer({ ...world, ...(lastFeeds && { lastFeeds }) })
  await lastFeeds?.takeCurrent()
  front?.use(app)
  const served = front ?? (await serve(app, world.settings))
  // The feeds that most read are kept from the beginning, whether somebody has asked for them yet or not.
  const base = world.settings.publicUrl ?? served.url
  if (keeps) void keepMain(app, base)
  return {
    ...served,
    async close(deadlineMs) {
      const isOwn = !world.settings.databaseUrl
      const ended = isOwn && lastFeeds && endFeeds(app, base, lastFeeds)
      await Promise.all([served.close(deadlineMs), ended])
    },
  }
}

const mainFeeds = ['/feed.json', '/feed.xml', '/feed.atom']

async function keepMain(app: Hono, base: string): Promise<boolean> {
  const headers = { Host: new URL(base).host }
  let isDone = true
  for (const path of mainFeeds) {
    const answer = await Promise.resolve(app.request(`${base}${path}`, { headers })).catch(
      () => null,
    )
    isDone &&= answer?.ok === true
  }
  return isDone
}

/** A database that does not answer is not waited for. */
const END_WITHIN_MS = 1_000

/** A feed that is asked for after a change is made within this time, while the one of before is answered. */
const MADE_WITHIN_MS = 200

/** What was served last is what the next start begins with. */
async function endFeeds(app: Hono, base: string, lastFeeds: LastFeeds): Promise<void> {
  const late = sleep(END_WITHIN_MS, false, { ref: false })
  const renewed = keepMain(app, base)
    .then(() => sleep(MADE_WITHIN_MS))
    .then(() => keepMain(app, base))
  if (await Promise.race([renewed, late])) await lastFeeds.end(mainFeeds)
}
