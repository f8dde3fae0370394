import { resolve } from 'node:path'
import { ConfigError } from '../config/config-error.ts'
import { scopes } from '../model/api/subscribers.ts'
import type { ApiKey } from '../model/subscriber.ts'
import type { OperateWorld, World } from '../pipeline/world.ts'
import type { ApiReading } from '../server/mcp/api-door.ts'
import type { ExportReport } from '../server/pages/export-site.ts'

/** What `carbonwire keys add` asks for. */
export type AskedKey = { name: string; scopes: string[]; perMinute: number | null }

/** Makes an API key; its text is in the answer and nowhere else. */
export async function makeKey(
  { store, now }: OperateWorld,
  asked: AskedKey,
): Promise<ApiKey & { key: string }> {
  const unknown = asked.scopes.find(scope => !(scopes as readonly string[]).includes(scope))
  if (unknown !== undefined)
    throw new ConfigError(`there is no scope "${unknown}", expected ${scopes.join(' or ')}`)
  if (!asked.name.trim()) throw new ConfigError('a key wants a name, by which it can be told later')
  // The server is loaded by whoever needs it alone.
  const { addKey } = await import('../server/api/keys.ts')
  return addKey(store, asked, now())
}

export const listKeys = ({ store }: OperateWorld): Promise<ApiKey[]> => store.listApiKeys()

/** Gives a key a new text; the old one counts for so many hours more. */
export async function rotateKey(
  { store, now }: OperateWorld,
  { key, hours }: { key: string; hours: number },
): Promise<{ key: string; oldUntil: Date }> {
  const { id } = await findKey(store, key)
  const { newKeyText } = await import('../server/api/keys.ts')
  const text = newKeyText()
  const oldUntil = new Date(now().getTime() + hours * 3_600_000)
  await store.rotateApiKey(id, text, oldUntil)
  return { key: text, oldUntil }
}

/** Revokes a key by its id or its name. */
export async function revokeKey(
  { store, now }: OperateWorld,
  { key }: { key: string },
): Promise<string> {
  const { id, name } = await findKey(store, key)
  await store.revokeApiKey(id, now())
  return `${name} is revoked`
}

async function findKey(store: OperateWorld['store'], key: string): Promise<ApiKey> {
  const found = (await store.listApiKeys()).filter(
    ({ id, name, revokedAt }) => !revokedAt && (id === key || name === key),
  )
  if (found.length === 0)
    throw new ConfigError(`there is no key "${key}": "carbonwire keys list" shows them`)
  if (found.length > 1)
    throw new ConfigError(`${found.length} keys are named "${key}": give the id`)
  return found[0]!
}

/** What `carbonwire export` asks for. */
export type AskedExport = { dir: string; base: string | null; ui: 'zh' | 'en' }

/** Writes feeds and pages as files. */
export async function exportFiles(world: World, asked: AskedExport): Promise<ExportReport> {
  const base = asked.base ?? world.settings.publicUrl
  if (!base || !URL.canParse(base) || !/^https?:/.test(base))
    throw new ConfigError(
      `the files need the address they will be reached at: set PUBLIC_URL, or give --base https://wire.example.org${base ? ` (was "${base}")` : ''}`,
    )
  const { exportSite } = await import('../server/pages/export-site.ts')
  return exportSite(world, {
    dir: resolve(asked.dir),
    base: base.replace(/\/+$/, ''),
    ui: asked.ui,
  })
}

/** Reads a path of the API as whoever owns this machine; a problem is told as one. */
export async function readApi(world: World, { path }: { path: string }): Promise<ApiReading> {
  const { openLocalDoor } = await import('../server/mcp/api-door.ts')
  return openLocalDoor(world)(path)
}
