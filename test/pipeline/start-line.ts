import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { stringify } from 'yaml'
import { type Running, startProcess } from '../../src/cli/run-process.ts'
import { readSettings } from '../../src/config/read-settings.ts'
import { allRoles, type Roles } from '../../src/pipeline/line.ts'
import { untilIdle } from './until-idle.ts'

const shippedConfig = join(import.meta.dirname, '../../config')

/** A configuration directory of these sources and the shipped vocabulary, removed when disposed. */
export function makeConfig(
  sources: { id: string; [field: string]: unknown }[],
): { dir: string } & Disposable {
  const dir = mkdtempSync(join(tmpdir(), 'carbonwire-config-'))
  cpSync(shippedConfig, dir, { recursive: true })
  rmSync(join(dir, 'sources'), { recursive: true, force: true })
  mkdirSync(join(dir, 'sources'))
  for (const source of sources)
    writeFileSync(join(dir, 'sources', `${source.id}.yaml`), stringify(source))
  return { dir, [Symbol.dispose]: () => rmSync(dir, { recursive: true, force: true }) }
}

/** The whole line in this process over a database in memory, on any free port. */
export async function startLineFor(
  configDir: string,
  env: Record<string, string> = {},
  roles: Roles = allRoles,
): Promise<Running & { url: string }> {
  const settings = readSettings({
    CONFIG_DIR: configDir,
    DATA_DIR: 'memory://',
    PORT: '0',
    LOG_LEVEL: 'error',
    CRAWLER_CONTACT: 'tests@example.org',
    ...env,
  })
  const running = await startProcess(settings, { roles })
  return { ...running, url: running.url! }
}

/** Crawls every source once and everything that comes of it. Rejects when that takes longer than `limitMs`. */
export async function crawlAll({ world }: Running, limitMs: number): Promise<void> {
  const ids = world.config().sources.map(({ id }) => id)
  const limit = AbortSignal.timeout(limitMs)
  await untilIdle(world, ids, new Date(0), limit)
  limit.throwIfAborted()
}
