import type { ChildProcess, SpawnOptions } from 'node:child_process'
import { setTimeout as sleep } from 'node:timers/promises'
import { onTestFailed, onTestFinished } from 'vitest'
import { end, hasEnded, startChild } from './children.ts'

/** The processes of one test: what they say is shown where it fails, and one that ends by itself ends the waiting for what it will never do. */
export type ToldChildren = {
  start(name: string, args: string[], env: NodeJS.ProcessEnv): ChildProcess
  /** All that they have said on standard error. */
  said(): string
  /** Waits until it holds, an answer that does not come is asked for again; throws when a process has ended of which nobody asked it. */
  until(holds: () => boolean | Promise<boolean>): Promise<void>
  /** Asks one to end, and gives its exit code. */
  stop(child: ChildProcess, signal?: NodeJS.Signals): Promise<number | null>
  stopAll(): Promise<(number | null)[]>
}

const LOOK_EVERY_MS = 100

/** Called at the beginning of a test. */
export function tellOfChildren(): ToldChildren {
  const told: string[] = []
  const names = new Map<ChildProcess, string>()
  const said = () => told.join('')
  let isOver = false
  onTestFailed(() => console.error(said() || 'its processes have said nothing'))
  onTestFinished(() => {
    isOver = true
    for (const child of names.keys()) child.kill('SIGKILL')
  })

  const stop = (child: ChildProcess, signal?: NodeJS.Signals) => {
    names.delete(child)
    return end(child, signal)
  }
  return {
    start(name, args, env) {
      const options: SpawnOptions = { env, stdio: ['ignore', 'ignore', 'pipe'] }
      const child = startChild(process.execPath, args, options)
      names.set(child, name)
      child.stderr!.on('data', chunk => told.push(String(chunk)))
      child.on('exit', (code, signal) => told.push(`${name} ended with ${code ?? signal}\n`))
      return child
    },
    said,
    async until(holds) {
      while (!(await Promise.resolve(holds()).catch(() => false))) {
        for (const [child, name] of names)
          if (hasEnded(child))
            throw new Error(`${name} ended with ${child.exitCode ?? child.signalCode}`)
        if (isOver) throw new Error('what was waited for has not come')
        await sleep(LOOK_EVERY_MS)
      }
    },
    stop,
    stopAll: () => Promise.all([...names.keys()].map(child => stop(child))),
  }
}
