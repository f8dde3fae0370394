import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { createReadStream, createWriteStream } from 'node:fs'
import { open, rename, rm } from 'node:fs/promises'
import { createInterface } from 'node:readline'
import { finished } from 'node:stream/promises'
import { createZstdCompress, createZstdDecompress } from 'node:zlib'
import { UnavailableError } from '../model/unavailable-error.ts'

/** The first line of a backup: what it is, and how the schema was that it was written from. */
export type BackupHead = {
  carbonwire: 'backup'
  format: 1
  madeAt: string
  /** The number of the last migration. */
  migration: number
  /** Counters beside the tables, by name. */
  sequences: Record<string, string>
}

/** How much a table holds: its rows, and a sum over what they say. */
export type TableSum = { table: string; rows: number; sum: string }

/** What stands in a backup behind its head: tables, each with its rows as the database writes them and their sum, and the end. */
export type BackupPart =
  | { kind: 'begin'; table: string }
  | { kind: 'row'; row: string }
  | { kind: 'table'; sum: TableSum }
  | { kind: 'end'; tables: number }

/** Adds up rows the way `sumOfTable` does in the database. */
export function sumRows(): { add(row: string): void; of(table: string): TableSum } {
  let [rows, sum] = [0, 0n]
  return {
    add(row) {
      rows++
      sum += BigInt(`0x${createHash('md5').update(row).digest('hex').slice(0, 15)}`)
    },
    of: table => ({ table, rows, sum: String(sum) }),
  }
}

/** Statement for the same sum over a table. */
export const sumOfTable = (table: string) =>
  `select count(*)::integer as rows, coalesce(sum(('x' || left(md5(t::text), 15))::bit(60)::bigint), 0)::text as sum from ${table} t`

export type BackupWriter = {
  write(line: unknown): Promise<void>
  /** Forces everything to the disk and puts the file in its place. */
  finish(): Promise<void>
  /** Leaves nothing behind. */
  abandon(): Promise<void>
}

/** Writes a backup beside its place, so that a file of that name is whole or the one from before. It is its owner's alone: it holds secrets. */
export async function writeBackupFile(path: string): Promise<BackupWriter> {
  const draft = `${path}.part`
  await rm(draft, { force: true })
  const file = createWriteStream(draft, { mode: 0o600, flags: 'wx' })
  await once(file, 'open')
  const zstd = createZstdCompress()
  const done = finished(zstd.pipe(file))
  // Who writes hears of it at the next line.
  done.catch(() => undefined)
  return {
    async write(line) {
      if (file.errored) throw file.errored
      const isRoom = zstd.write(`${JSON.stringify(line)}\n`)
      if (!isRoom) await Promise.race([once(zstd, 'drain'), done])
    },
    async finish() {
      zstd.end()
      await done
      const handle = await open(draft, 'r+')
      await handle.sync()
      await handle.close()
      await rename(draft, path)
    },
    async abandon() {
      zstd.destroy()
      file.destroy()
      await rm(draft, { force: true })
    },
  }
}

/** Reads a backup line by line. Throws `UnavailableError` where the file is none, is damaged, or ends early. */
export async function* readBackupFile(path: string): AsyncGenerator<BackupHead | BackupPart> {
  const file = createReadStream(path)
  const zstd = createZstdDecompress()
  file.on('error', error => zstd.destroy(error))
  let isEnded = false
  try {
    for await (const line of createInterface({ input: file.pipe(zstd), crlfDelay: 0 })) {
      const part = readLine(path, line)
      if (typeof part === 'object' && 'kind' in part && part.kind === 'end') isEnded = true
      yield part
    }
    // A stream that fails ends the lines without a word.
    if (zstd.errored) throw zstd.errored
  } catch (cause) {
    if (cause instanceof UnavailableError) throw cause
    throw new UnavailableError(
      `${path} is no backup that can be read (${(cause as Error).message})`,
      {
        cause,
      },
    )
  } finally {
    file.destroy()
    zstd.destroy()
  }
  if (!isEnded) throw new UnavailableError(`${path} ends early: it is not whole`)
}

function readLine(path: string, line: string): BackupHead | BackupPart {
  const value = JSON.parse(line) as string | object
  if (typeof value === 'string') return { kind: 'row', row: value }
  if ('carbonwire' in value && (value as BackupHead).format !== 1)
    throw new UnavailableError(`${path} was written by a newer version of Carbonwire: install that`)
  return value as BackupHead | BackupPart
}

/** Reads a whole backup and compares every table with its sum. */
export async function checkBackupFile(
  path: string,
): Promise<{ head: BackupHead; rows: number; tables: number }> {
  let head: BackupHead | null = null
  let [rows, tables] = [0, 0]
  let sum = sumRows()
  for await (const part of readBackupFile(path)) {
    if ('carbonwire' in part) head = part
    else if (!head) break
    else if (part.kind === 'row') sum.add(part.row)
    else if (part.kind === 'table') {
      compareSums(path, part.sum, sum.of(part.sum.table))
      rows += part.sum.rows
      tables++
      sum = sumRows()
    }
  }
  if (!head) throw new UnavailableError(`${path} is no backup of Carbonwire`)
  return { head, rows, tables }
}

/** Throws when they differ. */
export function compareSums(where: string, wanted: TableSum, found: TableSum): void {
  if (wanted.rows === found.rows && wanted.sum === found.sum) return
  throw new UnavailableError(
    `${where}: ${wanted.table} is not as it was written (${wanted.rows} rows, ${found.rows} found)`,
  )
}
