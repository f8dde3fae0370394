import { createHash } from 'node:crypto'
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { zstdCompress, zstdDecompress } from 'node:zlib'
import type { Page } from '../model/page.ts'

const compress = promisify(zstdCompress)
const decompress = promisify(zstdDecompress)

/** A page that was kept while its source was healthy, with what was read from it. `Read` is for those who read. */
export type Recording<Read> = { page: Page; kind: string; read: Read }

/** Pages of one kind that are kept of a source; the oldest make room. */
const KEPT = 8

const folderOf = (dataDir: string, sourceId: string) => join(dataDir, 'recordings', sourceId)

/** Keeps these pages. A page of the same address and kind takes the place of the older one. */
export async function saveRecordings<Read>(
  dataDir: string,
  sourceId: string,
  recordings: Recording<Read>[],
): Promise<void> {
  const folder = folderOf(dataDir, sourceId)
  await mkdir(folder, { recursive: true })
  for (const { page, kind, read } of recordings) {
    const { bytes, ...head } = page
    const body = (await compress(bytes)).toString('base64')
    const name = createHash('sha256').update(`${kind} ${page.url}`).digest('hex').slice(0, 24)
    await writeFile(join(folder, `${name}.json`), JSON.stringify({ kind, page: head, read, body }))
  }
  await dropOldest(folder)
}

async function dropOldest(folder: string): Promise<void> {
  const kept = new Map<string, number>()
  for (const { name, recording } of await loadAll(folder)) {
    const count = (kept.get(recording.kind) ?? 0) + 1
    kept.set(recording.kind, count)
    if (count > KEPT) await rm(join(folder, name), { force: true })
  }
}

/** What is kept of a source, the newest first; nothing where nothing was recorded. */
export async function loadRecordings<Read>(
  dataDir: string,
  sourceId: string,
): Promise<Recording<Read>[]> {
  const all = await loadAll(folderOf(dataDir, sourceId))
  return all.map(({ recording }) => recording as Recording<Read>)
}

async function loadAll(folder: string) {
  const names = (await readdir(folder).catch(() => [])).filter(name => name.endsWith('.json'))
  const all = await Promise.all(
    names.map(async name => {
      const { kind, page, read, body } = JSON.parse(await readFile(join(folder, name), 'utf8'))
      const bytes = new Uint8Array(await decompress(Buffer.from(body, 'base64')))
      const recording: Recording<unknown> = {
        kind,
        read,
        page: { ...page, bytes, fetchedAt: new Date(page.fetchedAt) },
      }
      return { name, recording }
    }),
  )
  return all.sort(
    (a, b) => b.recording.page.fetchedAt.getTime() - a.recording.page.fetchedAt.getTime(),
  )
}
