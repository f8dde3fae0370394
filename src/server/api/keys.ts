import { randomBytes } from 'node:crypto'
import type { OpenAPIHono } from '@hono/zod-openapi'
import { rfc3339 } from '../../feeds/feed-dates.ts'
import {
  createdKeySchema,
  keySchema,
  keysSchema,
  newKeySchema,
} from '../../model/api/subscribers.ts'
import type { ApiKey } from '../../model/subscriber.ts'
import type { Store } from '../../store/store.ts'
import { notFound } from '../http/problem.ts'
import type { ApiParts } from './api-parts.ts'
import { noteAction } from './note-action.ts'
import { addOperation, readBody } from './operation.ts'
import { noQuery, sourceParams } from './queries.ts'

/** A new key's text: 256 random bits behind a prefix that scanners of leaked secrets can look for. */
export const newKeyText = () => `cw_${randomBytes(32).toString('base64url')}`

const present = (key: ApiKey) => ({
  ...key,
  createdAt: rfc3339(key.createdAt),
  lastUsedAt: key.lastUsedAt && rfc3339(key.lastUsedAt),
  revokedAt: key.revokedAt && rfc3339(key.revokedAt),
})

/** Makes a key. What is given back holds its text, which is stored nowhere. */
export async function addKey(
  store: Pick<Store, 'addApiKey'>,
  key: { name: string; scopes: string[]; perMinute: number | null },
  now: Date,
): Promise<ApiKey & { key: string }> {
  const text = newKeyText()
  return { ...(await store.addApiKey({ ...key, text }, now)), key: text }
}

/** Keys, for whoever has one with the scope `keys`; the first is made on the command line. */
export function addKeyOperations(api: OpenAPIHono, parts: ApiParts): void {
  const { store } = parts
  const scope = 'keys'
  const tag = 'Keys'

  addOperation(
    api,
    {
      path: '/keys',
      id: 'listKeys',
      summary: 'All API keys',
      tag,
      scope,
      query: noQuery,
      answer: keysSchema,
    },
    async () => ({ keys: (await store.listApiKeys()).map(present) }),
  )
  addOperation(
    api,
    {
      method: 'post',
      path: '/keys',
      id: 'createKey',
      summary: 'Make an API key',
      tag,
      scope,
      body: newKeySchema,
      answer: createdKeySchema,
      status: 201,
    },
    async ({ c }) => {
      const wanted = await readBody(c, newKeySchema)
      const made = await addKey(
        store,
        { ...wanted, perMinute: wanted.perMinute ?? null },
        parts.now(),
      )
      await noteAction(parts, c, scope, { action: 'makeKey', subject: made.name })
      return { ...present(made), key: made.key }
    },
  )
  addOperation(
    api,
    {
      method: 'delete',
      path: '/keys/{id}',
      id: 'revokeKey',
      summary: 'Revoke an API key',
      tag,
      scope,
      params: sourceParams,
      answer: keySchema.optional(),
      status: 204,
    },
    async ({ c, params }) => {
      if (!(await store.revokeApiKey(params.id, parts.now()))) {
        throw notFound('there is no such key')
      }
      await noteAction(parts, c, scope, { action: 'revokeKey', subject: params.id })
      return undefined
    },
  )
}
