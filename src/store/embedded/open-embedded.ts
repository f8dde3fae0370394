import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { UnavailableError } from '../../model/unavailable-error.ts'
import type { Database } from '../database.ts'
import { isCluster } from './cluster.ts'
import type { DataDirectory } from './data-directory.ts'
import { clusterOf, openNativeDatabase } from './native-database.ts'
import { findPrograms, type Programs } from './programs.ts'
import { findServerUser, type ServerUser } from './server-user.ts'

/** Which database runs in a data directory, and why not the other one. */
export type EngineChoice =
  | { engine: 'native'; programs: Programs; user: ServerUser }
  | { engine: 'pglite'; reason: string }

/** What was made before there was a PostgreSQL of our own, or where none runs. */
export const pgliteOf = (dataDir: string) => join(dataDir, 'database')

/**
 * Decides which database runs in a directory: a PostgreSQL of our own wherever one can, PGlite where none can or where the directory holds
 * one already. Throws `UnavailableError` when the directory holds a cluster that no server can be started in.
 */
export async function chooseEngine(
  directory: Pick<DataDirectory, 'path' | 'isOurs'>,
  find: (linksFolder: string) => Programs = findPrograms,
): Promise<EngineChoice> {
  const { path, isOurs } = directory
  const hasCluster = isCluster(clusterOf(path))
  if (!hasCluster && existsSync(join(pgliteOf(path), 'PG_VERSION')))
    return {
      engine: 'pglite',
      reason: 'the data directory holds one: "carbonwire move-data" brings it over to PostgreSQL',
    }
  try {
    const programs = find(join(path, 'lib'))
    return { engine: 'native', programs, user: await findServerUser(programs, path, isOurs) }
  } catch (cause) {
    const reason = `PostgreSQL cannot run here (${(cause as Error).message})`
    if (!hasCluster) return { engine: 'pglite', reason }
    throw new UnavailableError(
      `DATA_DIR ${path}: the database in it needs PostgreSQL, and ${reason}: start it as the user who made it, or set DATA_DIR to another directory`,
      { cause },
    )
  }
}

/** The line in the log about it. */
export const describeChoice = (choice: EngineChoice): string =>
  choice.engine === 'pglite'
    ? `the database is PGlite: ${choice.reason}`
    : 'the database is a PostgreSQL of our own'

/** Opens the database of a data directory that the caller has taken. `onChoice` is told which one it is. */
export async function openEmbeddedDatabase(
  directory: DataDirectory,
  options: { onChoice?: (choice: EngineChoice) => void; onError?: (error: Error) => void } = {},
): Promise<Database> {
  const choice = await chooseEngine(directory)
  options.onChoice?.(choice)
  if (choice.engine === 'native')
    return openNativeDatabase({ ...choice, ...options, cluster: clusterOf(directory.path) })

  const { openPgliteDatabase } = await import('./pglite-database.ts')
  return openPgliteDatabase(directory.path, options)
}
