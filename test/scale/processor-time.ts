import { readdirSync, readFileSync } from 'node:fs'

/** The kernel counts in hundredths of a second on every Linux. */
const TICK_MS = 10

type Stat = { parent: number; ms: number; ended: number }

/** The words of `/proc/PID/stat` behind the name; null for a process that is gone. */
function readStat(pid: number): Stat | null {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8')
    const words = text.slice(text.lastIndexOf(')') + 2).split(' ')
    const at = (field: number) => Number(words[field - 3])
    return { parent: at(4), ms: (at(14) + at(15)) * TICK_MS, ended: (at(16) + at(17)) * TICK_MS }
  } catch {
    return null
  }
}

/** Milliseconds of processor time of these processes, their threads and their children, also those that have ended. */
export function processorMs(pids: number[]): number {
  const stats = new Map(
    readdirSync('/proc')
      .map(Number)
      .filter(pid => pid > 0)
      .flatMap(pid => {
        const stat = readStat(pid)
        return stat ? [[pid, stat] as const] : []
      }),
  )
  const children = Map.groupBy(stats.keys(), pid => stats.get(pid)!.parent)
  const sum = (pid: number): number => {
    const own = stats.get(pid)
    if (!own) return 0
    return (children.get(pid) ?? []).reduce((all, each) => all + sum(each), own.ms + own.ended)
  }
  return pids.reduce((all, pid) => all + sum(pid), 0)
}

/** The most memory that a process has had, in MB. */
export function peakMb(pid: number): number {
  const [, kb] = /VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? []
  return Math.round(Number(kb) / 1_024)
}
