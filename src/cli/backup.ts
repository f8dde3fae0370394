import { resolve } from 'node:path'
import type { BackupReport } from '../store/backups.ts'
import { reachStore } from './reach-store.ts'
import { say } from './words/say.ts'

/** `carbonwire backup FILE`: everything there is at one moment, checked after it was written. */
export async function backup(file: string, { json }: { json?: boolean }): Promise<void> {
  await using reached = await reachStore()
  const done = await reached.ask<BackupReport>('backup', { file: resolve(file) })
  if (json) return console.log(JSON.stringify(done, null, 2))
  console.log(
    say`${file}: ${describe(done)}, written and read back; it holds secrets, keep it closed`,
  )
}

/** `carbonwire restore FILE`: what a backup holds instead of what there is. */
export async function restore(file: string, { json }: { json?: boolean }): Promise<void> {
  await using reached = await reachStore()
  const done = await reached.ask<BackupReport>('restore', { file: resolve(file) })
  if (json) return console.log(JSON.stringify(done, null, 2))
  console.log(
    say`all is as it was on ${String(done.madeAt).slice(0, 19).replace('T', ' ')} UTC: ${describe(done)}, compared; who follows the changes is told to begin again`,
  )
}

const MB = 1024 * 1024
const describe = ({ rows, tables, bytes }: BackupReport) =>
  say`${rows} rows of ${tables} tables in ${(bytes / MB).toFixed(1)} MB`
