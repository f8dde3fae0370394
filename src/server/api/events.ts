import type { OpenAPIHono } from '@hono/zod-openapi'
import type { Context } from 'hono'
import * as z from 'zod'
import { changeSchema } from '../../model/api/stories.ts'
import { commonHeaders } from '../http/document.ts'
import type { Places } from '../http/places.ts'
import { badRequest } from '../http/problem.ts'
import type { ChangeWatch } from '../push/change-watch.ts'
import type { ApiParts } from './api-parts.ts'
import { presentChanges } from './changes.ts'
import { checkCursor } from './check-cursor.ts'
import { problemContent, tooMany } from './operation.ts'
import { epochQuery } from './queries.ts'

const MEDIA_TYPE = 'text/event-stream'
const BATCH = 100
/** Proxies cut connections that are silent for a minute, some for half of one. */
const HEARTBEAT_MS = 15_000

/**
 * Changes as they happen (Server-Sent Events, WHATWG HTML 9.2). An event's id is its sequence number, so a browser that was cut off goes on
 * where it was by itself (`Last-Event-ID`).
 */
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
      200: { description: 'The stream.', content: { [MEDIA_TYPE]: { schema: changeSchema } } },
      400: { description: 'What was asked makes no sense.', content: problemContent },
      429: tooMany,
      410: { description: 'The place is of another change log.', content: problemContent },
      503: { description: 'Too many listeners, or no store.', content: problemContent },
    },
  })

  api.get('/events', async c => {
    const given = c.req.header('last-event-id') ?? c.req.query('after') ?? ''
    const after = given === 'now' ? await parts.clock.current() : readAfter(given)
    await checkCursor(parts, after, c.req.query('epoch'))
    const giveBack = places.take(callerOf(c))
    const stop = new AbortController()
    stop.signal.addEventListener('abort', giveBack, { once: true })
    c.req.raw.signal.addEventListener('abort', () => stop.abort(), { once: true })
    return new Response(openStream(parts, watch, after, stop), {
      headers: {
        ...commonHeaders,
        'Content-Type': MEDIA_TYPE,
        'Cache-Control': 'no-store',
        'Access-Control-Allow-Origin': '*',
        // nginx would hold events back to send them together.
        'X-Accel-Buffering': 'no',
      },
    })
  })
}

function readAfter(given: string): number {
  if (/^[0-9]{1,9}$/.test(given)) return Number(given)
  throw badRequest(`after "${given.slice(0, 40)}": expected a sequence number, or now`)
}

/** A stream that reads from the store only as fast as the listener takes it. */
function openStream(
  parts: Pick<ApiParts, 'store' | 'desk'>,
  watch: ChangeWatch,
  after: number,
  stop: AbortController,
): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder()
  let last = after
  let begun = false

  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      try {
        if (!begun) {
          begun = true
          controller.enqueue(encoder.encode('retry: 5000\n\n'))
          return
        }
        const events = await nextEvents()
        if (events === null) return controller.close()
        controller.enqueue(encoder.encode(events))
      } catch (error) {
        stop.abort()
        controller.error(error)
      }
    },
    cancel: () => stop.abort(),
  })

  /** Events, or a comment that keeps the connection open; null at the end. */
  async function nextEvents(): Promise<string | null> {
    while (!stop.signal.aborted) {
      const changes = await parts.store.changesWithItems(last, BATCH)
      if (changes.length > 0) {
        last = changes.at(-1)!.sequence
        const told = await presentChanges(parts, changes, false)
        return told
          .map(
            change =>
              `id: ${change.sequence}\nevent: ${change.kind}\ndata: ${JSON.stringify(change)}\n\n`,
          )
          .join('')
      }
      if (!(await watch.wait(last, HEARTBEAT_MS, stop.signal))) {
        return stop.signal.aborted ? null : ': still here\n\n'
      }
    }
    return null
  }
}
