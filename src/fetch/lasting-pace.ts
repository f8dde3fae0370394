import type { HostMark, HostMemory, Pace } from '../model/pace.ts'
import { openPace, type PaceOptions } from './pace.ts'

/** When requests started is kept so often; a hold is kept at once. */
const KEEP_EVERY_MS = 1_000

export type LastingPace = Pace & { close(): Promise<void> }

/**
 * The pace of a process that alone crawls with its database: turns are given in memory, and what must hold beyond the process is kept. After
 * one that was killed every host waits its gap once more: what was asked in its last second is not known.
 */
export async function openLastingPace(
  memory: HostMemory,
  onError: (error: unknown) => void,
  options: Pick<PaceOptions, 'turnLastsMs'> = {},
): Promise<LastingPace> {
  const { marks, isWhole } = await memory.recall()
  const changed = new Map<string, HostMark>()
  let keeping: Promise<void> = Promise.resolve()
  let timer: NodeJS.Timeout | null = null

  const keepAll = (isLasting = false) => {
    if (timer) clearTimeout(timer)
    timer = null
    const latest = [...changed.values()]
    changed.clear()
    keeping = keeping.then(() => (latest.length ? memory.keep(latest, isLasting) : undefined))
    keeping = keeping.catch(error => {
      // What could not be kept is kept with what comes.
      for (const mark of latest) if (!changed.has(mark.host)) changed.set(mark.host, mark)
      onError(error)
    })
    return keeping
  }
  const pace = openPace({
    ...options,
    known: marks,
    unknownUntil: isWhole ? 0 : Date.now(),
    onChange(mark) {
      changed.set(mark.host, mark)
      timer ??= setTimeout(() => void keepAll(), KEEP_EVERY_MS).unref()
    },
  })

  return {
    takeTurn: (...given) => pace.takeTurn(...given),
    async holdOff(...given) {
      await pace.holdOff(...given)
      await keepAll(true)
    },
    async close() {
      await keepAll()
      if (!changed.size) await memory.end().catch(onError)
    },
  }
}
