import type { Context } from 'hono'
import type { ApiKey } from '../../model/subscriber.ts'
import type { ApiParts } from '../api/api-parts.ts'
import { openApi } from '../api/operation.ts'
import { addReadOperations } from '../api/read-operations.ts'
import { openFeedDesk } from '../feeds/feed-desk.ts'
import { toProblem } from '../http/answer-error.ts'
import { rememberSequence } from '../http/known-sequence.ts'
import { answerProblem, notFound } from '../http/problem.ts'
import type { ServerParts } from '../parts.ts'

/** What the API answers to a path: its JSON, or why there is none. */
export type ApiReading = { value: unknown } | { problem: string }

/** Reads a path below the API's root (`/stories?limit=5`). */
export type ApiDoor = (path: string) => Promise<ApiReading>

/** For whom the API is read: the key that was shown, and the host by which the server was reached. */
export type ApiReader = { key: Pick<ApiKey, 'scopes'> | null; host?: string | undefined }

/** Opens the reading part of the API inside this process, with its checks and its words and without a connection. */
export function openApiDoor(parts: ApiParts): (reader: ApiReader) => ApiDoor {
  const api = openApi()
  api.use(async (c: Context, next) => {
    c.set('key', (c.env as ApiReader).key)
    await next()
  })
  addReadOperations(api, parts)
  api.notFound(() => answerProblem(notFound('there is no such operation')))
  api.onError((error, c) => answerProblem(toProblem(error, c, parts)))

  return reader => async path => {
    const headers = { host: reader.host ?? '' }
    const answer = await api.request(`http://inside.invalid${path}`, { headers }, reader)
    const told = (await answer.json()) as { title?: string; detail?: string }
    return answer.ok ? { value: told } : { problem: told.detail ?? told.title ?? 'no answer' }
  }
}

/** Who may open the data directory may ask why. */
const OWNER = { scopes: ['explain'] }
const FRESH_FOR_MS = 150
const doors = new WeakMap<object, ApiDoor>()

/** The API as the owner of a world reads it. */
export function openLocalDoor(world: ServerParts & { settings: { port?: number } }): ApiDoor {
  const known = doors.get(world)
  if (known) return known
  const clock = rememberSequence(() => world.store.lastSequence(), world.now, FRESH_FOR_MS)
  const desk = openFeedDesk({ ...world, hasHub: false })
  const host = `localhost:${world.settings.port ?? 0}`
  const door = openApiDoor({ ...world, desk, clock })({ key: OWNER, host })
  doors.set(world, door)
  return door
}
