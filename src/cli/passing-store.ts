import { UnavailableError } from '../model/unavailable-error.ts'
import type { ControlCommand } from './control-commands.ts'
import { type Reached, reachStore } from './reach-store.ts'

/** So long a data directory is held after the last question: whoever wants to start the line waits no longer. */
const IDLE_MS = 15_000

/**
 * The store for a process that stays and seldom asks: through the running process where there is one, whenever that is; where there
 * is none the store is opened for a question and let go a little later.
 */
export function openPassingStore(idleMs = IDLE_MS): AsyncDisposable & Pick<Reached, 'ask'> {
  let held: Promise<Reached> | null = null
  let asking = 0
  let idle: NodeJS.Timeout | undefined
  let closed: Promise<void> = Promise.resolve()

  const letGo = () => {
    const before = held
    held = null
    closed = closed.then(async () => {
      await (await before?.catch(() => null))?.[Symbol.asyncDispose]()
    })
    return closed
  }
  const askOnce = async <Answer>(command: ControlCommand, args: unknown) => {
    held ??= closed.then(() => reachStore())
    const mine = held
    try {
      const reached = await mine
      const answer = await reached.ask<Answer>(command, args)
      if (!reached.world && held === mine) held = null
      return answer
    } catch (error) {
      if (held === mine && !(await mine.catch(() => null))?.world) held = null
      throw error
    }
  }
  return {
    async ask<Answer>(command: ControlCommand, args: unknown) {
      clearTimeout(idle)
      asking++
      try {
        return await askOnce<Answer>(command, args).catch(error => {
          // The process that answered has ended: perhaps another one runs, or the store is free.
          if (error instanceof UnavailableError) return askOnce<Answer>(command, args)
          throw error
        })
      } finally {
        if (--asking === 0) idle = setTimeout(() => void letGo(), idleMs).unref()
      }
    },
    async [Symbol.asyncDispose]() {
      clearTimeout(idle)
      await letGo()
    },
  }
}
