import { execFileSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, readlinkSync, realpathSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

/** What a server is asked with, one after the other, and how long it is waited for each time. */
const asks: [NodeJS.Signals, number][] = [
  ['SIGINT', 10_000],
  ['SIGQUIT', 5_000],
  ['SIGKILL', 5_000],
]
const LOOK_EVERY_MS = 20

/**
 * Ends the server that a process before us left in this cluster, and takes the traces of a dead one away. The caller holds the data
 * directory's lock: nobody else's server can be in it.
 */
export async function endLeftOver(cluster: string): Promise<void> {
  const pid = readServerPid(cluster)
  if (pid !== null && isServerOf(pid, cluster)) {
    for (const [signal, limitMs] of asks) if (await endProcess(pid, signal, limitMs)) break
  }
  // The number of a dead server may be another program's by now, and the next server would refuse to start beside it.
  for (const name of ['postmaster.pid', '.s.PGSQL.5432', '.s.PGSQL.5432.lock'])
    rmSync(join(cluster, name), { force: true })
}

/** Kills what outlived a killed server of this cluster: a statement that still runs keeps the next server from starting. */
export function killOrphans(cluster: string): void {
  if (!existsSync('/proc/self/cwd')) return
  for (const pid of readdirSync('/proc').map(Number))
    if (pid > 1 && isServerOf(pid, cluster)) signal(pid, 'SIGKILL')
}

/** The number stands in the first line; an empty file is what a power cut leaves. */
function readServerPid(cluster: string): number | null {
  try {
    const pid = Number(readFileSync(join(cluster, 'postmaster.pid'), 'utf8').split('\n')[0])
    return Number.isInteger(pid) && pid > 1 ? pid : null
  } catch {
    return null
  }
}

/** A server works in its cluster: that tells it from a program that was given its number later. */
function isServerOf(pid: number, cluster: string): boolean {
  try {
    if (process.platform === 'linux') {
      const program = readlinkSync(`/proc/${pid}/exe`).replace(/ \(deleted\)$/, '')
      return (
        program.endsWith('/postgres') && readlinkSync(`/proc/${pid}/cwd`) === realpathSync(cluster)
      )
    }
    const command = execFileSync('ps', ['-p', String(pid), '-o', 'command='], { encoding: 'utf8' })
    return /postgres/.test(command) && command.includes(cluster)
  } catch {
    return false
  }
}

async function endProcess(pid: number, name: NodeJS.Signals, limitMs: number): Promise<boolean> {
  for (let waited = 0; waited < limitMs; waited += LOOK_EVERY_MS) {
    if (!signal(pid, waited === 0 ? name : 0)) return true
    await sleep(LOOK_EVERY_MS)
  }
  return false
}

/** False when there is no such process any more. */
function signal(pid: number, name: NodeJS.Signals | 0): boolean {
  try {
    process.kill(pid, name)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}
