import type { OpenAPIHono } from '@hono/zod-openapi'
import type { Context } from 'hono'
import * as z from 'zod'
import { rfc3339 } from '../../feeds/feed-dates.ts'
import { changeSchema, storySchema } from '../../model/api/stories.ts'
import { readNumber } from '../feeds/feed-params.ts'
import { commonHeaders } from '../http/document.ts'
import type { Places } from '../http/places.ts'
import { badRequest } from '../http/problem.ts'
import { type ApiParts, presentStories } from './api-parts.ts'
import { presentChanges } from './changes.ts'
import { checkCursor } from './check-cursor.ts'
import { problemContent, tooMany } from './operation.ts'
import { epochQuery, filterQuery } from './queries.ts'
import { readFilter } from './stories.ts'

/** Built in one go: a batch is a moment in which nobody else is answered. */
const BATCH = 50
const STALLED_AFTER_MS = 60_000
const MEDIA_TYPE = 'application/x-ndjson'

/** Bulk export: everything as streams of one JSON object a line, read from the store as fast as it is taken. */
export function addExportRoutes(
  api: OpenAPIHono,
  parts: ApiParts,
  places: Places,
  callerOf: (c: Context) => string,
): void {
  const doors = { ...parts, takePlace: (c: Context) => places.take(callerOf(c)) }
  describeStream(api, {
    path: '/export/stories.ndjson',
    operationId: 'exportStories',
    summary: 'All stories, the last published first, a line each',
    query: z.strictObject(filterQuery),
    line: storySchema,
  })
  api.get('/export/stories.ndjson', c => {
    const { query } = readFilter(parts, new URL(c.req.url).searchParams, BATCH)
    return answerLines(c, readStories(parts, query), doors)
  })

  describeStream(api, {
    path: '/export/changes.ndjson',
    operationId: 'exportChanges',
    summary: 'All changes after a sequence number, a line each',
    query: z.strictObject({
      after: z.string().optional().meta({ type: 'integer', minimum: 0 }),
      ...epochQuery,
    }),
    line: changeSchema,
  })
  api.get('/export/changes.ndjson', async c => {
    const search = new URL(c.req.url).searchParams
    for (const name of search.keys())
      if (name !== 'after' && name !== 'epoch')
        throw badRequest(`query: "${name.slice(0, 40)}" is not known`)
    const given = search.get('after') ?? '0'
    const after = given === '0' ? 0 : readNumber('after', given)
    await checkCursor(parts, after, search.get('epoch') ?? undefined)
    return answerLines(c, readChanges(parts, after), doors)
  })
}

type StreamRoute = {
  path: string
  operationId: string
  summary: string
  query: z.ZodObject
  line: z.ZodType
}

function describeStream(
  api: OpenAPIHono,
  { path, operationId, summary, query, line }: StreamRoute,
) {
  api.openAPIRegistry.registerPath({
    method: 'get',
    path,
    operationId,
    summary,
    tags: ['Export'],
    security: [],
    request: { query },
    responses: {
      200: {
        description: 'One JSON object a line. The schema is that of a line.',
        content: { [MEDIA_TYPE]: { schema: line } },
      },
      400: { description: 'What was asked makes no sense.', content: problemContent },
      429: tooMany,
      503: { description: 'The store does not answer.', content: problemContent },
    },
  })
}

async function* readStories(parts: ApiParts, query: Parameters<ApiParts['store']['readFeed']>[0]) {
  let before: number | undefined
  for (;;) {
    const items = await parts.store.readFeed(query, BATCH, before)
    yield await presentStories(parts, items, true)
    before = items.at(-1)?.firstSequence
    if (items.length < BATCH || before === undefined) return
  }
}

async function* readChanges(parts: ApiParts, after: number) {
  let from = after
  for (;;) {
    const changes = await parts.store.changesWithItems(from, BATCH)
    yield await presentChanges(parts, changes, true)
    const last = changes.at(-1)
    if (changes.length < BATCH || !last) return
    from = last.sequence
  }
}

/** The first batch is read before the answer begins, so that an outage is still a proper error. */
async function answerLines(
  c: Context,
  batches: AsyncGenerator<unknown[]>,
  {
    log,
    now,
    takePlace,
  }: Pick<ApiParts, 'log' | 'now'> & { takePlace: (c: Context) => () => void },
): Promise<Response> {
  const giveBack = takePlace(c)
  const first = await batches.next().catch(error => {
    giveBack()
    throw error
  })
  const encoder = new TextEncoder()
  const encode = (lines: unknown[]) =>
    encoder.encode(lines.map(line => `${JSON.stringify(line)}\n`).join(''))
  let next: IteratorResult<unknown[]> | null = first

  let stalled: NodeJS.Timeout | undefined
  const end = () => {
    clearTimeout(stalled)
    giveBack()
  }
  if (c.req.method === 'HEAD') end()

  const stream = new ReadableStream<Uint8Array>({
    async pull(controller) {
      clearTimeout(stalled)
      try {
        const batch = next ?? (await batches.next())
        next = null
        if (batch.done) {
          end()
          return controller.close()
        }
        controller.enqueue(encode(batch.value))
        // Whoever does not read holds a place that others wait for.
        stalled = setTimeout(() => {
          end()
          controller.error(new Error('the reader does not read'))
        }, STALLED_AFTER_MS).unref()
        // Readers of feeds have their turn between two batches.
        await new Promise(setImmediate)
      } catch (error) {
        end()
        // A stream that breaks off is an error for whoever reads it; a line of another kind would not be.
        log.error({ err: error, path: c.req.path }, 'export broke off')
        controller.error(error)
      }
    },
    async cancel() {
      end()
      await batches.return(undefined)
    },
  })
  return new Response(c.req.method === 'HEAD' ? null : stream, {
    headers: {
      ...commonHeaders,
      'Content-Type': `${MEDIA_TYPE}; charset=utf-8`,
      'Cache-Control': 'no-cache',
      'Access-Control-Allow-Origin': '*',
      'X-Export-Started': rfc3339(now()),
    },
  })
}
