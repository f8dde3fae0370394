import type { OpenAPIHono } from '@hono/zod-openapi'
import type { Context } from 'hono'
import * as z from 'zod'
import { changeSchema } from '../../model/api/stories.ts'
import type { Places } from '../http/places.ts'
import type { ChangeWatch } from '../push/change-watch.ts'
import { answerEvents, EVENT_STREAM, readBeginning } from '../push/event-stream.ts'
import type { ApiParts } from './api-parts.ts'
import { presentChanges } from './changes.ts'
import { checkCursor } from './check-cursor.ts'
import { problemContent, tooMany } from './operation.ts'
import { epochQuery } from './queries.ts'

const BATCH = 100

/** Changes as they happen. An event's id is its sequence number, so a browser that was cut off goes on where it was by itself. */
export function addEventRoute(
  api: OpenAPIHono,
  parts: Pick<ApiParts, 'store' | 'desk' | 'clock'>,
  watch: ChangeWatch,
  places: Places,
  callerOf: (c: Context) => string,
): void {
  api.openAPIRegistry.registerPath({
    method: 'get',
    path: '/events',
    operationId: 'listen',
    summary: 'Changes as they happen (Server-Sent Events)',
    description:
      'Each event is named by the kind of its change and has the sequence number as its id. `Last-Event-ID` goes before `after`.',
    tags: ['Changes'],
    security: [],
    request: {
      query: z.object({
        after: z.string().meta({ description: 'A sequence number, or `now`.' }),
        ...epochQuery,
      }),
      headers: z.object({ 'last-event-id': z.string().optional() }),
    },
    responses: {
      200: { description: 'The stream.', content: { [EVENT_STREAM]: { schema: changeSchema } } },
      400: { description: 'What was asked makes no sense.', content: problemContent },
      429: tooMany,
      410: { description: 'The place is of another change log.', content: problemContent },
      503: { description: 'Too many listeners, or no store.', content: problemContent },
    },
  })

  const read = async (after: number) => {
    const changes = await parts.store.changesWithItems(after, BATCH)
    const told = await presentChanges(parts, changes, false)
    return {
      events: told.map(change => ({ sequence: change.sequence, kind: change.kind, data: change })),
      upTo: changes.at(-1)?.sequence ?? after,
    }
  }
  api.get('/events', async c => {
    const after = await readBeginning(c, () => parts.clock.current())
    await checkCursor(parts, after, c.req.query('epoch'))
    return answerEvents(c, read, watch, after, places.take(callerOf(c)))
  })
}
