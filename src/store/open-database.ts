import { UnavailableError } from '../model/unavailable-error.ts'
import type { Database } from './database.ts'
import { takeDataDirectory } from './embedded/data-directory.ts'
import { type EngineChoice, openEmbeddedDatabase } from './embedded/open-embedded.ts'
import { openServerDatabase } from './server-database.ts'

export type DatabaseOptions = {
  /** Null: the embedded database in `dataDir`. */
  databaseUrl: string | null
  /** Where the embedded database lies; `memory://` keeps nothing. */
  dataDir: string
}

/** A database that answers. Closing it gives its data directory back. */
export type OpenedDatabase = Database & {
  /** Null where it lies in none of ours. */
  dataDir: string | null
  /** Which database runs in `dataDir`, and why. */
  choice: EngineChoice | null
  /** Has faults told that come while nobody asks for anything. */
  onError(listener: (error: Error) => void): void
}

/**
 * Opens the database. Throws `UnavailableError` when it does not answer, or when the data directory belongs to another process or cannot
 * be written to. It takes little of the program: a database of our own starts while the rest is loaded.
 */
export async function openDatabase({
  databaseUrl,
  dataDir,
}: DatabaseOptions): Promise<OpenedDatabase> {
  const listeners: ((error: Error) => void)[] = []
  const tell = (error: Error) => {
    for (const listener of listeners) listener(error)
  }
  const opened = await (databaseUrl
    ? openServerDatabase(databaseUrl)
    : dataDir === 'memory://'
      ? openInMemory(dataDir, tell)
      : openInDirectory(dataDir, tell))
  let closed: Promise<void> | null = null
  return {
    ...{ dataDir: null, choice: null, ...opened },
    onError(listener) {
      for (const pool of [opened.pool, opened.line]) pool?.on('error', listener)
      listeners.push(listener)
    },
    close() {
      closed ??= opened.close()
      return closed
    },
  }
}

type Told = (error: Error) => void

async function openInMemory(dataDir: string, onError: Told): Promise<Database> {
  const { openPgliteDatabase } = await import('./embedded/pglite-database.ts')
  return openPgliteDatabase(dataDir, { onError })
}

async function openInDirectory(dataDir: string, onError: Told) {
  const directory = takeDataDirectory(dataDir)
  let choice: EngineChoice | null = null
  try {
    const onChoice = (made: EngineChoice) => {
      choice = made
    }
    const database = await openEmbeddedDatabase(directory, { onChoice, onError })
    const close = () => database.close().finally(() => directory.release())
    return { ...database, dataDir, choice, close }
  } catch (cause) {
    directory.release()
    if (cause instanceof UnavailableError) throw cause
    const reason = cause instanceof Error ? cause.message : String(cause)
    throw new UnavailableError(
      `DATA_DIR ${dataDir}: the embedded database in it cannot be opened (${reason}): set DATA_DIR to another directory, or put a copy of it back`,
      { cause },
    )
  }
}
