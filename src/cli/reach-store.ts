import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { keptSources } from '../config/keep-last-good.ts'
import { readSettings } from '../config/read-settings.ts'
import type { Settings } from '../model/settings.ts'
import { UnavailableError } from '../model/unavailable-error.ts'
import { openLastFeeds } from '../server/feeds/last-feeds.ts'
import type { OpenWorld } from '../world.ts'
import { answerControl, type ControlCommand } from './control-commands.ts'
import { askRunning } from './control-socket.ts'

const GONE = 'the running process has ended meanwhile: ask again'

/** The store of these settings, in the process that holds its data directory or in this one. */
export type Reached = AsyncDisposable & {
  /** Carries out a command; the answer is what JSON makes of it. Throws `ConfigError` for what whoever asked can mend. */
  ask<Answer>(command: ControlCommand, args: unknown): Promise<Answer>
  /** The world of this process; null when another one was found running. */
  world: OpenWorld | null
}

const STARTING_MS = 20_000
const ASK_AGAIN_MS = 250

/** Who holds the data directory and does not answer yet is starting, more often than not. */
export async function answersSoon(
  ping: () => Promise<boolean>,
  withinMs = STARTING_MS,
): Promise<boolean> {
  const until = performance.now() + withinMs
  while (!(await ping())) {
    if (performance.now() > until) return false
    await sleep(ASK_AGAIN_MS)
  }
  return true
}

/** Reaches the running process, or, where none runs, opens the world here; `before` may throw what is better told before that. */
export async function reachStore(
  before: (settings: Settings) => Promise<void> = async () => {},
): Promise<Reached> {
  const settings = readSettings({ LOG_LEVEL: 'warn', ...process.env })
  const askOther = (command: ControlCommand, args: unknown) =>
    settings.databaseUrl ? null : askRunning(settings.dataDir, { command, args })
  const other: Reached = {
    ask: async <Answer>(command: ControlCommand, args: unknown) => {
      const answer = await askOther(command, args)
      if (!answer) throw new UnavailableError(GONE)
      return answer.value as Answer
    },
    world: null,
    async [Symbol.asyncDispose]() {},
  }
  const ping = async () => (await askOther('ping', null)) !== null
  if (await ping()) return other

  await before(settings)
  // Only who opens a world waits for all of it to load.
  const { openLog, openWorld } = await import('../world.ts')
  const world = await openWorld(settings, { log: openLog(settings) }).catch(async error => {
    if (error instanceof UnavailableError && (await answersSoon(ping))) return null
    throw error
  })
  if (!world) return other
  // What is done here, the feeds that were served last do not know.
  if (!settings.databaseUrl)
    await openLastFeeds(join(settings.dataDir, 'last-feeds'), Date.now).takeCurrent()
  const config = world.config()
  await world.store.syncSources(config.sources, world.now(), keptSources(config))
  return {
    ask: async <Answer>(command: ControlCommand, args: unknown) =>
      JSON.parse(JSON.stringify(await answerControl(world, { command, args }))) as Answer,
    world,
    [Symbol.asyncDispose]: () => world[Symbol.asyncDispose](),
  }
}
