import { readSettings } from '../config/read-settings.ts'
import { begin, loadProcess } from './begin.ts'
import { endWith } from './main.ts'
import type { ProcessOptions } from './run-process.ts'
import { aborted, untilStopped } from './until-stopped.ts'

/** Runs one of the processes in `workers/` until it is told to stop; exits 0 when it stopped cleanly. */
export async function runWorker(name: string, options: ProcessOptions = {}): Promise<void> {
  const stop = untilStopped()
  try {
    const settings = readSettings(process.env)
    const begun = await begin(settings, options.serves)
    const { endProcess, startProcess } = await loadProcess()
    const running = await startProcess(settings, { waits: stop, ...begun, ...options })
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
