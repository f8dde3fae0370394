import { readSettings } from '../config/read-settings.ts'
import { openDatabase } from '../store/open-database.ts'
import { endWith } from './main.ts'
import type { ProcessOptions } from './run-process.ts'
import { aborted, untilStopped } from './until-stopped.ts'

/** Runs one of the processes in `workers/` until it is told to stop; exits 0 when it stopped cleanly. */
export async function runWorker(name: string, options: ProcessOptions = {}): Promise<void> {
  const stop = untilStopped()
  try {
    const settings = readSettings(process.env)
    // The database starts while the rest of the program is loaded; whoever takes it hears how that went.
    const database = openDatabase(settings)
    database.catch(() => undefined)
    const { endProcess, startProcess } = await import('./run-process.ts')
    const running = await startProcess(settings, { waits: stop, database, ...options })
    const { log } = running.world
    log.info({ worker: name, url: running.url }, 'started')
    await aborted(stop)
    log.info({ worker: name }, 'stopping')
    await endProcess(running)
  } catch (error) {
    // Stopped while it waited for its database: it held nothing.
    if (stop.aborted && (error as Error).name === 'AbortError') process.exit(0)
    endWith(error)
  }
}
