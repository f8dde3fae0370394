import { setImmediate } from 'node:timers/promises'
import type { Settings } from '../model/settings.ts'
import type { Served } from '../server/http/serve.ts'
import { openFront } from '../server/standby.ts'
import { type OpenedDatabase, openDatabase } from '../store/open-database.ts'
import { explainPort } from './explain-port.ts'

/** What a process has begun before the rest of the program is loaded. */
export type Begun = { database: Promise<OpenedDatabase>; front: Served | null }

/** Begins what takes little of the program: the database, and answers to readers from what was served last. */
export async function begin(settings: Settings, serves = true): Promise<Begun> {
  const database = openDatabase(settings)
  // Whoever takes the database hears how that went.
  let isRefused = false
  database.catch(() => {
    isRefused = true
  })
  // Whether the directory is ours is known at once, and told before a port that is taken.
  await setImmediate()
  if (!serves || isRefused) return { database, front: null }
  const front = await openFront(settings).catch(error => explainPort(error, settings))
  return { database, front }
}

/** The rest of the program in pieces: to load one answers nobody, and all at once take a second. */
const pieces = [
  () => import('../store/open-store.ts'),
  () => import('../queue/open-queue.ts'),
  () => import('../config/load-config.ts'),
  () => import('../server/open-server.ts'),
  () => import('../world.ts'),
  () => import('../pipeline/line.ts'),
]

/** Loads the rest of the program. Who asks meanwhile is answered between two pieces of it. */
export async function loadProcess() {
  for (const load of pieces) {
    await load()
    await setImmediate()
  }
  return import('./run-process.ts')
}
