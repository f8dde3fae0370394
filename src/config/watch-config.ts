import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { type Config, loadConfig } from './load-config.ts'

/** A watch that is under way. */
export type ConfigWatch = AsyncDisposable & {
  /** Resolves when a reload that was under way is done; nothing is called after that. */
  close(): Promise<void>
}

/** Names, sizes and times of everything that a reload would read. */
async function takeSnapshot(dir: string): Promise<string> {
  const entries = await readdir(dir, { recursive: true }).catch(() => [])
  const rows = await Promise.all(
    entries
      .filter(name => /\.ya?ml$/.test(name))
      .sort()
      .map(async name => {
        const found = await stat(join(dir, name)).catch(() => null)
        return found ? `${name} ${found.size} ${found.mtimeMs}` : name
      }),
  )
  return rows.join('\n')
}

/**
 * Calls `onChange` with the configuration as it reads after a change. Looks every `everyMs` and waits until two looks agree,
 * so that an editor that is still writing, or a copy of many files, gives one reload. It asks for times instead of listening to
 * the system, because mounted volumes and network file systems do not tell.
 */
export async function watchConfig(
  dir: string,
  onChange: (config: Config) => void | Promise<void>,
  { everyMs = 1000, onError = (_: unknown) => {} } = {},
): Promise<ConfigWatch> {
  let closed = false
  let wake = () => {}
  const pause = () =>
    new Promise<void>(resolve => {
      const timer = setTimeout(resolve, everyMs)
      wake = () => {
        clearTimeout(timer)
        resolve()
      }
      timer.unref()
    })

  let loaded = await takeSnapshot(dir)
  const watch = async () => {
    let previous = loaded
    while (!closed) {
      await pause()
      if (closed) return
      const current = await takeSnapshot(dir)
      const settled = current === previous
      previous = current
      if (!settled || current === loaded) continue

      loaded = current
      try {
        const config = await loadConfig(dir)
        if (!closed) await onChange(config)
      } catch (error) {
        onError(error)
      }
    }
  }
  const watching = watch()
  const close = async () => {
    closed = true
    wake()
    await watching
  }
  return { close, [Symbol.asyncDispose]: close }
}
