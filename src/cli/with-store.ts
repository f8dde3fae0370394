import { readSettings } from '../config/read-settings.ts'
import { startLine, takeUpSources } from '../pipeline/line.ts'
import { openLog, openWorld } from '../world.ts'
import { answerControl, type ControlCommand } from './control-commands.ts'
import { askRunning } from './control-socket.ts'

/** Whether a command only looks, or needs workers to do what it asks for. */
export type Need = 'look' | 'work'

/**
 * Carries out a command in the process that holds the data directory, or, where none runs, in this one. Either way the answer is what
 * JSON makes of it.
 */
export async function withStore<Answer>(
  command: ControlCommand,
  args: unknown,
  need: Need,
): Promise<Answer> {
  const settings = readSettings({ LOG_LEVEL: 'warn', ...process.env })
  const running = settings.databaseUrl
    ? null
    : await askRunning(settings.dataDir, { command, args })
  if (running) return running.value as Answer

  await using world = await openWorld(settings, { log: openLog(settings) })
  await takeUpSources(world)
  const line = need === 'work' ? startLine(world, { crawl: 12, publish: 1 }) : null
  try {
    return JSON.parse(JSON.stringify(await answerControl(world, { command, args }))) as Answer
  } finally {
    await line?.stop()
  }
}
