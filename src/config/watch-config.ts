import { type FSWatcher, watch } from 'node:fs'
import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { type Config, loadConfig } from './load-config.ts'

/** A watch that is under way. */
export type ConfigWatch = AsyncDisposable & {
  /** Resolves when a reload that was under way is done; nothing is called after that. */
  close(): Promise<void>
}

/** Names, sizes and times of everything that a reload would read, and the directories that it lies in. */
async function takeSnapshot(dir: string): Promise<{ rows: string; folders: string[] }> {
  const entries = await readdir(dir, { recursive: true, withFileTypes: true }).catch(() => [])
  const files = entries.map(entry => join(entry.parentPath, entry.name))
  const rows = await Promise.all(
    files
      .filter(path => /\.ya?ml$/.test(path))
      .sort()
      .map(async path => {
        const found = await stat(path).catch(() => null)
        return found ? `${path} ${found.size} ${found.mtimeMs}` : path
      }),
  )
  const folders = entries.flatMap((entry, at) => (entry.isDirectory() ? [files[at]!] : []))
  return { rows: rows.join('\n'), folders: [dir, ...folders] }
}

/** Listens to the system for what happens in some directories. It may tell of nothing: whoever must know looks by himself too. */
function listenTo(tell: () => void) {
  const watched = new Map<string, FSWatcher>()
  const leave = (folder: string) => {
    watched.get(folder)?.close()
    watched.delete(folder)
  }
  return {
    follow(folders: string[]) {
      for (const folder of watched.keys()) if (!folders.includes(folder)) leave(folder)
      for (const folder of folders) {
        if (watched.has(folder)) continue
        try {
          const watcher = watch(folder, { persistent: false }, tell)
          // The directory is gone: the next look finds what has come in its place.
          watcher.on('error', () => leave(folder))
          watched.set(folder, watcher)
        } catch {
          // Gone meanwhile, or the system has no more places for listeners.
        }
      }
    },
    close() {
      for (const folder of [...watched.keys()]) leave(folder)
    },
  }
}

/** To look at every file is most of what a process costs that has nothing to do: where nothing is told it is done so much less often. */
const QUIET_TIMES = 10

/**
 * Calls `onChange` with the configuration as it reads after a change. Looks `everyMs` after the system told of one, and waits until
 * two looks agree, so that an editor that is still writing, or a copy of many files, gives one reload. Mounted volumes and network
 * file systems do not tell: it looks by itself too, ten times as rarely.
 */
export async function watchConfig(
  dir: string,
  onChange: (config: Config) => void | Promise<void>,
  { everyMs = 1000, onError = (_: unknown) => {} } = {},
): Promise<ConfigWatch> {
  let closed = false
  let isTold = true
  let wake = () => {}
  const pause = () =>
    new Promise<void>(resolve => {
      let timer = setTimeout(resolve, isTold ? everyMs : everyMs * QUIET_TIMES).unref()
      wake = () => {
        clearTimeout(timer)
        if (closed) resolve()
        else timer = setTimeout(resolve, everyMs).unref()
      }
    })
  const system = listenTo(() => {
    if (!isTold) wake()
    isTold = true
  })

  let { rows: loaded, folders } = await takeSnapshot(dir)
  system.follow(folders)
  const look = async () => {
    let previous = loaded
    while (!closed) {
      await pause()
      if (closed) return
      isTold = false
      const current = await takeSnapshot(dir)
      system.follow(current.folders)
      const settled = current.rows === previous
      previous = current.rows
      isTold ||= !settled
      if (!settled || current.rows === loaded) continue

      loaded = current.rows
      try {
        const config = await loadConfig(dir)
        if (!closed) await onChange(config)
      } catch (error) {
        onError(error)
      }
    }
  }
  const looking = look()
  const close = async () => {
    closed = true
    system.close()
    wake()
    await looking
  }
  return { close, [Symbol.asyncDispose]: close }
}
