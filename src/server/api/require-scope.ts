import type { Context } from 'hono'
import type { ApiKey } from '../../model/subscriber.ts'
import { Problem } from '../http/problem.ts'
import type { ApiParts } from './api-parts.ts'

type KeyParts = Pick<ApiParts, 'store' | 'now'>

/** What a request shows as its key; undefined where it shows none, or something else, such as a proxy's password. */
export const readBearer = (c: Context): string | undefined =>
  /^Bearer +(\S+)$/i.exec(c.req.header('authorization') ?? '')?.[1]

/** The key with this text, whose use is noted; null when there is none. */
async function findKey({ store, now }: KeyParts, text: string | undefined): Promise<ApiKey | null> {
  const key = text && /^[!-~]{10,200}$/.test(text) ? await store.findApiKey(text) : null
  if (key) await store.touchApiKey(key.id, now())
  return key
}

/** The key with this text where it has one of these scopes; null otherwise. */
export async function findKeyFor(
  parts: KeyParts,
  text: string | undefined,
  ...scopes: string[]
): Promise<ApiKey | null> {
  const key = await findKey(parts, text)
  return key?.scopes.some(scope => scopes.includes(scope)) ? key : null
}

/** The key that a request shows, or null when it shows none. Throws a 401 Problem on one that is not known. */
export async function readKey(parts: KeyParts, c: Context): Promise<ApiKey | null> {
  if (c.req.header('authorization') === undefined) return null
  const key = await findKey(parts, readBearer(c))
  if (key) return key
  const challenge = { 'WWW-Authenticate': 'Bearer error="invalid_token"' }
  throw new Problem(401, 'Unauthorized', 'this API key is not known', challenge)
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
