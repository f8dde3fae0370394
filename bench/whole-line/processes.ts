import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'

const TICKS_A_SECOND = Number(execFileSync('getconf', ['CLK_TCK'], { encoding: 'utf8' }))

type Stat = { pid: number; parent: number; ticks: number }

function readStat(pid: number): Stat | null {
  try {
    const line = readFileSync(`/proc/${pid}/stat`, 'utf8')
    const fields = line.slice(line.lastIndexOf(')') + 2).split(' ')
    // utime, stime, and those of children that have ended and were waited for (proc(5): fields 14 to 17).
    const ticks = fields.slice(11, 15).reduce((sum, field) => sum + Number(field), 0)
    return { pid, parent: Number(fields[1]), ticks }
  } catch {
    return null
  }
}

/** A process and everything that it and its children have started. */
function readTree(roots: number[]): Stat[] {
  const all = readdirSync('/proc')
    .filter(name => /^\d+$/.test(name))
    .map(name => readStat(Number(name)))
    .filter(stat => stat !== null)
  const found = all.filter(({ pid }) => roots.includes(pid))
  for (let at = 0; at < found.length; at++)
    found.push(
      ...all.filter(
        stat => stat.parent === found[at]!.pid && !found.some(({ pid }) => pid === stat.pid),
      ),
    )
  return found
}

/** Processor time of these processes and all their children so far, in milliseconds. */
export const cpuOf = (roots: number[]): number =>
  (readTree(roots).reduce((sum, { ticks }) => sum + ticks, 0) * 1000) / TICKS_A_SECOND

/** Memory of these processes and all their children now, in MB: shared pages count by share. */
export function pssOf(roots: number[]): number {
  let kilobytes = 0
  for (const { pid } of readTree(roots)) {
    try {
      const rollup = readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8')
      kilobytes += Number(/^Pss:\s+(\d+) kB/m.exec(rollup)?.[1] ?? 0)
    } catch {
      // It has ended meanwhile.
    }
  }
  return kilobytes / 1024
}

/** Samples the memory of processes until stopped; returns the most that was seen. */
export function watchMemory(roots: number[], everyMs = 1_000): { stop(): number } {
  let most = 0
  const look = () => {
    most = Math.max(most, pssOf(roots))
  }
  const timer = setInterval(look, everyMs)
  look()
  return {
    stop() {
      clearInterval(timer)
      look()
      return Math.round(most)
    },
  }
}
