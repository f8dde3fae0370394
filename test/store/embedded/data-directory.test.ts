import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { afterAll, describe, expect, test } from 'vitest'
import { takeDataDirectory } from '../../../src/store/embedded/data-directory.ts'
import { openStore } from '../../../src/store/open-store.ts'
import { startChild } from '../../children.ts'

const folder = mkdtempSync(join(tmpdir(), 'cw-data-'))
const children: ChildProcess[] = []
afterAll(() => {
  for (const child of children) child.kill('SIGKILL')
  rmSync(folder, { recursive: true, force: true })
})

function holdFolder(dataDir: string, task: 'hold' | 'write') {
  const program = join(import.meta.dirname, '../child-store.ts')
  const child = startChild(process.execPath, [program, dataDir, task], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  children.push(child)
  return { child, lines: createInterface({ input: child.stdout! }) }
}

describe('a data directory', () => {
  const dataDir = join(folder, 'deep', 'data')

  test('belongs to one process at a time, and the second is told which', () => {
    const held = takeDataDirectory(dataDir, new Date('2026-03-02T01:00:00Z'))
    expect(() => takeDataDirectory(dataDir)).toThrow(
      `DATA_DIR ${dataDir}: the data directory is in use by process ${process.pid} since 2026-03-02T01:00:00.000Z: stop that one first, or set DATA_DIR to another directory`,
    )
    held.release()
    takeDataDirectory(dataDir).release()
  })

  test('that was killed while writing has every row that it acknowledged, and is free at once', async () => {
    const { child, lines } = holdFolder(dataDir, 'write')
    let acknowledged = -1
    for await (const line of lines) {
      if (line === 'open') {
        await expect(openStore({ databaseUrl: null, dataDir })).rejects.toThrow(
          `in use by process ${child.pid} since`,
        )
        continue
      }
      acknowledged = Number(line)
      if (acknowledged === 60) child.kill('SIGKILL')
    }
    if (child.signalCode === null) await once(child, 'exit')

    const { store } = await openStore({ databaseUrl: null, dataDir })
    const found = (await store.listArticles({}, 10_000)).articles
    await store.close()
    expect(acknowledged).toBeGreaterThanOrEqual(60)
    expect(found.length).toBeGreaterThanOrEqual(acknowledged + 1)
  })

  test('whose database is none is told, and not held', async () => {
    const spoiled = join(folder, 'spoiled')
    mkdirSync(join(spoiled, 'database'), { recursive: true })
    writeFileSync(join(spoiled, 'database', 'PG_VERSION'), '9\n')
    await expect(openStore({ databaseUrl: null, dataDir: spoiled })).rejects.toThrow(
      /^DATA_DIR .*spoiled: the embedded database in it cannot be opened \(.+\): set DATA_DIR/,
    )
    takeDataDirectory(spoiled).release()
  })

  test('that is a file is refused with a word on what to do', () => {
    const file = join(folder, 'file')
    writeFileSync(file, '')
    expect(() => takeDataDirectory(file)).toThrow(/cannot be made .*: choose one/)
  })

  test.skipIf(process.getuid?.() === 0)('that may not be written to is refused', () => {
    const closed = join(folder, 'closed')
    takeDataDirectory(closed).release()
    chmodSync(closed, 0o500)
    expect(() => takeDataDirectory(closed)).toThrow(/cannot be written to .*: choose one/)
  })
})
