import type { ApiKey } from '../model/subscriber.ts'
import { reachStore } from './reach-store.ts'
import { shortTime } from './short-time.ts'
import { renderTable } from './table.ts'
import { inLanguage, say } from './words/say.ts'

/** How a key looks after a trip through JSON. */
type KeyRow = Omit<ApiKey, 'createdAt' | 'lastUsedAt' | 'revokedAt'> & {
  createdAt: string
  lastUsedAt: string | null
  revokedAt: string | null
}

/** `carbonwire keys add NAME`: makes an API key and prints it, this once. */
export async function addKey(
  name: string,
  { scope = [], perMinute }: { scope?: string[]; perMinute?: number },
): Promise<void> {
  await using reached = await reachStore()
  const asked = { name, scopes: scope, perMinute: perMinute ?? null }
  const { key } = await reached.ask<KeyRow & { key: string }>('makeKey', asked)
  console.log(key)
}

/** `carbonwire keys list`: all keys, without their texts. */
export async function listKeys({ json }: { json?: boolean }): Promise<void> {
  await using reached = await reachStore()
  const keys = await reached.ask<KeyRow[]>('listKeys', null)
  console.log(json ? JSON.stringify(keys, null, 2) : renderKeys(keys))
}

/** `carbonwire keys rotate KEY`: gives a key a new text and prints it, this once; the old one counts for a while. */
export async function rotateKey(key: string, { keep = 24 }: { keep?: number }): Promise<void> {
  await using reached = await reachStore()
  const made = await reached.ask<{ key: string; oldUntil: string }>('rotateKey', {
    key,
    hours: keep,
  })
  console.log(made.key)
  console.error(say`the old one counts until ${shortTime(made.oldUntil)} UTC`)
}

/** `carbonwire keys revoke KEY`: ends a key by its name or id. */
export async function revokeKey(key: string): Promise<void> {
  await using reached = await reachStore()
  console.log(inLanguage(await reached.ask<string>('revokeKey', { key })))
}

const day = (at: string | null) => at?.slice(0, 10) ?? '–'

function renderKeys(keys: KeyRow[]): string {
  if (keys.length === 0) return say`There is no key yet: "carbonwire keys add NAME" makes one.`
  return renderTable(
    ['name', 'scopes', 'a minute', 'made', 'last used', 'revoked', 'id'],
    keys.map(key => [
      key.name,
      key.scopes.join(', ') || '–',
      key.perMinute ?? say`as usual`,
      day(key.createdAt),
      day(key.lastUsedAt),
      day(key.revokedAt),
      key.id,
    ]),
  )
}
