import { mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { UnavailableError } from '../model/unavailable-error.ts'

/** A data directory that belongs to this process until it is given back or the process ends, however it ends. */
export type DataDirectory = { path: string; release(): void }

type Holder = { pid: number; since: string }

/**
 * Takes the data directory, making it when it is not there. The lock is one of the kernel's on a file inside, so that a process that
 * was killed leaves none behind. Throws `UnavailableError` when another process holds it or it cannot be written to.
 */
export function takeDataDirectory(path: string, now = new Date()): DataDirectory {
  prepareDirectory(path)
  const lock = openLock(path)
  const holderFile = join(path, 'holder.json')
  const holder: Holder = { pid: process.pid, since: now.toISOString() }
  writeFileSync(holderFile, `${JSON.stringify(holder)}\n`)

  let held = true
  return {
    path,
    release() {
      if (!held) return
      held = false
      rmSync(holderFile, { force: true })
      lock.close()
    },
  }
}

function prepareDirectory(path: string): void {
  try {
    mkdirSync(path, { recursive: true })
    if (!statSync(path).isDirectory()) throw new Error('it is not a directory')
  } catch (cause) {
    throw new UnavailableError(
      `DATA_DIR ${path}: the data directory cannot be made (${reasonOf(cause)}): choose one that this user may write to`,
      { cause },
    )
  }
}

function openLock(path: string): DatabaseSync {
  let lock: DatabaseSync | null = null
  try {
    lock = new DatabaseSync(join(path, 'lock.sqlite'))
    lock.exec('pragma busy_timeout = 0; begin exclusive')
    return lock
  } catch (cause) {
    lock?.close()
    if (/locked/.test(reasonOf(cause))) throw new UnavailableError(heldBy(path), { cause })
    throw new UnavailableError(
      `DATA_DIR ${path}: the data directory cannot be written to (${reasonOf(cause)}): choose one that this user may write to`,
      { cause },
    )
  }
}

function heldBy(path: string): string {
  const holder = readHolder(path)
  const who = holder ? `process ${holder.pid} since ${holder.since}` : 'another process'
  return `DATA_DIR ${path}: the data directory is in use by ${who}: stop that one first, or set DATA_DIR to another directory`
}

function readHolder(path: string): Holder | null {
  try {
    return JSON.parse(readFileSync(join(path, 'holder.json'), 'utf8')) as Holder
  } catch {
    return null
  }
}

const reasonOf = (error: unknown) => (error instanceof Error ? error.message : String(error))
