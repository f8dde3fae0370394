import { existsSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { dirname } from 'node:path'
import { ConfigError } from '../config/config-error.ts'
import { takeUpSources } from '../pipeline/line.ts'
import type { World } from '../pipeline/world.ts'
import type { BackupReport } from '../store/backups.ts'

/** The first bytes of what zstd has written (RFC 8878, 3.1.1). */
const ZSTD = Buffer.from([0x28, 0xb5, 0x2f, 0xfd])

/** Writes everything into a file. Throws `ConfigError` rather than replace what is no backup. */
export async function backup(
  { store, now }: World,
  { file }: { file: string },
): Promise<BackupReport> {
  if (!existsSync(dirname(file)))
    throw new ConfigError(`backup ${file}: there is no folder ${dirname(file)}`)
  if (existsSync(file) && !(await isPacked(file)))
    throw new ConfigError(`backup ${file}: this is a file of another kind, it is left as it is`)
  return store.backup(file, now())
}

/** Puts a backup in the place of all there is; the sources are those of the configuration, as before. */
export async function restore(world: World, { file }: { file: string }): Promise<BackupReport> {
  if (!existsSync(file)) throw new ConfigError(`restore ${file}: there is no such file`)
  const report = await world.store.restore(file)
  await takeUpSources(world)
  return report
}

async function isPacked(file: string): Promise<boolean> {
  const handle = await open(file)
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(4), 0, 4, 0)
    return bytesRead === 4 && buffer.equals(ZSTD)
  } finally {
    await handle.close()
  }
}
