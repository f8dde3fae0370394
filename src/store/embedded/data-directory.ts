import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { UnavailableError } from '../../model/unavailable-error.ts'

/** A data directory that belongs to this process until it is given back or the process ends, however it ends. */
export type DataDirectory = {
  path: string
  /** It holds what we put there and nothing else: who may enter it is for us to say. */
  isOurs: boolean
  release(): void
}

const LOCK_FILE = 'lock.sqlite'

type Holder = { pid: number; since: string }

/**
 * Takes the data directory, making it when it is not there. The lock is one of the kernel's on a file inside, so that a process that
 * was killed leaves none behind. Throws `UnavailableError` when another process holds it or it cannot be written to.
 */
export function takeDataDirectory(given: string, now = new Date()): DataDirectory {
  const path = resolve(given)
  const isOurs = prepareDirectory(path)
  const lock = openLock(path)
  const holderFile = join(path, 'holder.json')
  const holder: Holder = { pid: process.pid, since: now.toISOString() }
  writeOwn(holderFile, `${JSON.stringify(holder)}\n`)

  let held = true
  return {
    path,
    isOurs,
    release() {
      if (!held) return
      held = false
      rmSync(holderFile, { force: true })
      lock.close()
    },
  }
}

/** Makes the directory when it is not there. Nobody but us gets into one that is ours. */
function prepareDirectory(path: string): boolean {
  try {
    mkdirSync(dirname(path), { recursive: true })
    const isNew = makeDirectory(path)
    if (!statSync(path).isDirectory()) throw new Error('it is not a directory')
    const isOurs = isNew || existsSync(join(path, LOCK_FILE)) || readdirSync(path).length === 0
    if (isOurs) chmodSync(path, 0o700)
    return isOurs
  } catch (cause) {
    throw new UnavailableError(
      `DATA_DIR ${path}: the data directory cannot be made (${reasonOf(cause)}): choose one that this user may write to`,
      { cause },
    )
  }
}

function makeDirectory(path: string): boolean {
  if (existsSync(path)) return false
  mkdirSync(path, { mode: 0o700 })
  return true
}

/** Writes a file that only we may read; by way of another name, so that a link that lies there is not followed. */
function writeOwn(path: string, text: string): void {
  const draft = `${path}.new`
  rmSync(draft, { force: true })
  writeFileSync(draft, text, { mode: 0o600, flag: 'wx' })
  renameSync(draft, path)
}

function openLock(path: string): DatabaseSync {
  let lock: DatabaseSync | null = null
  try {
    const file = join(path, LOCK_FILE)
    lock = new DatabaseSync(file)
    chmodSync(file, 0o600)
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
