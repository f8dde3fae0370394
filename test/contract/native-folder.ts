import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'vitest'
import { type OpenedStore, openStore } from '../../src/store/open-store.ts'

/** A data directory of a suite's own, in which the PostgreSQL that npm brings runs. */
export function nativeFolder(): Disposable & { path: string; open(): Promise<OpenedStore> } {
  const path = mkdtempSync(join(tmpdir(), 'cw-native-'))
  return {
    path,
    async open() {
      const opened = await openStore({ databaseUrl: null, dataDir: join(path, 'data') })
      expect(opened.engine).toBe('native')
      return opened
    },
    [Symbol.dispose]: () => rmSync(path, { recursive: true, force: true }),
  }
}
