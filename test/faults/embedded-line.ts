import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'vitest'
import { makeConfig } from '../pipeline/start-line.ts'
import { freePort } from '../services.ts'
import { allTitles, sourcesOf, startProcess, untilWhole } from './processes.ts'
import { openShakenWeb } from './shaken-web.ts'

export const ARTICLES = 20
const SITES = 4
export const whole = SITES * ARTICLES

/** An invented web, a data directory of its own, and how a process over them is started. */
export async function openEmbeddedLine(more: Record<string, string> = {}) {
  await using opened = new AsyncDisposableStack()
  const web = opened.use(await openShakenWeb({ articles: ARTICLES }))
  const config = opened.use(makeConfig(sourcesOf(web, SITES)))
  const dir = mkdtempSync(join(tmpdir(), 'carbonwire-faults-'))
  opened.defer(() => rmSync(dir, { recursive: true, force: true }))
  const port = await freePort()
  const env = {
    ...{ CONFIG_DIR: config.dir, DATA_DIR: join(dir, 'data'), PORT: String(port) },
    ...{ ALLOW_ADDRESSES: '127.0.0.1', ...more },
  }
  const line = opened.move()
  return {
    ...{ web, dir, env, base: `http://127.0.0.1:${port}` },
    start: (before?: string[]) => startProcess(['bin/carbonwire.mjs', 'start'], env, before),
    [Symbol.asyncDispose]: () => line.disposeAsync(),
  }
}

/** Nothing lost, nothing doubled, every number given once, and nothing told twice. */
export async function expectWhole(base: string): Promise<void> {
  const held = await untilWhole(base, whole)
  expect(held.titles).toEqual(allTitles(SITES, ARTICLES))
  expect(held.sequences).toEqual(held.sequences.map((_, at) => at + 1))
  expect(held.kinds).toEqual(['added'])
}
