import type { Context } from 'hono'
import type { ApiKey } from '../../model/subscriber.ts'
import { Problem } from '../http/problem.ts'
import type { ApiParts } from './api-parts.ts'

/** The key that a request shows, or null when it shows none. Throws a 401 Problem on one that is not known. */
export async function readKey(
  { store, now }: Pick<ApiParts, 'store' | 'now'>,
  c: Context,
): Promise<ApiKey | null> {
  const given = c.req.header('authorization')
  if (given === undefined) return null
  const text = /^Bearer +([!-~]{10,200})$/i.exec(given)?.[1]
  const key = text ? await store.findApiKey(text) : null
  if (!key) {
    const challenge = { 'WWW-Authenticate': 'Bearer error="invalid_token"' }
    throw new Problem(401, 'Unauthorized', 'this API key is not known', challenge)
  }
  await store.touchApiKey(key.id, now())
  return key
}

/** The key of a request that needs one with this scope. Throws a 401 or 403 Problem. */
export function requireScope(c: Context, scope: string): ApiKey {
  const key = c.get('key') as ApiKey | null | undefined
  if (!key) {
    throw new Problem(401, 'Unauthorized', 'this needs an API key: Authorization: Bearer …', {
      'WWW-Authenticate': 'Bearer',
    })
  }
  if (!key.scopes.includes(scope)) {
    throw new Problem(403, 'Forbidden', `this key has not the scope "${scope}"`)
  }
  return key
}

/** Whether a request shows a key with this scope; an unknown key, and a store that does not answer, show none. */
export async function hasScope(
  parts: Pick<ApiParts, 'store' | 'now'>,
  c: Context,
  scope: string,
): Promise<boolean> {
  const key = await readKey(parts, c).catch(() => null)
  return key?.scopes.includes(scope) ?? false
}
