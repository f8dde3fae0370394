import type { OpenAPIHono } from '@hono/zod-openapi'
import type { Context } from 'hono'
import * as z from 'zod'
import { presentSeriesChange } from '../../feeds/present-series-change.ts'
import {
  measures,
  type SeriesChangeQuery,
  seriesChangeSchema,
  seriesChangesSchema,
} from '../../model/series.ts'
import type { Places } from '../http/places.ts'
import { badRequest } from '../http/problem.ts'
import type { ChangeWatch } from '../push/change-watch.ts'
import { answerEvents, EVENT_STREAM, readBeginning } from '../push/event-stream.ts'
import type { ApiParts } from './api-parts.ts'
import { checkSeriesCursor } from './check-cursor.ts'
import { addOperation, explain, problemContent, tooMany } from './operation.ts'
import { changesQuery, epochQuery, limitQuery, list } from './queries.ts'

const tag = 'Series'
const BATCH = 200
const { after, epoch } = changesQuery.shape
const filter = {
  market: list('Market ids, as `/series` tells them'),
  instrument: list('Instruments: CEA, CEA25, EUA-Dec26 …'),
  measure: list(`Of: ${measures.join(', ')}`),
  changed: z.enum(['true']).optional().meta({
    description: 'Only figures that were told before, and are told otherwise now.',
  }),
}
const query = z.strictObject({ after, epoch, ...limitQuery(1000, 200), ...filter })
const eventsQuery = z.strictObject({
  after: z.string().optional().meta({ description: 'A sequence number, or `now`.' }),
  ...epochQuery,
  ...filter,
})

/** The log of the figures: whoever asks "after N" hears of each new one, and of each that was set right. */
export function addSeriesChangeOperation(api: OpenAPIHono, parts: ApiParts): void {
  addOperation(
    api,
    {
      path: '/series/changes',
      id: 'listSeriesChanges',
      summary: 'New, corrected and withdrawn figures after a sequence number',
      description:
        'Begin with after=0 and go on with `next`, giving back `epoch`. `was` is what was told before, `value` what is told now. The numbers are those of this log, not of `/changes`.',
      tag,
      query,
      answer: seriesChangesSchema,
    },
    async ({ query: given }) => {
      const log = await checkSeriesCursor(parts, given.after, given.epoch)
      const limit = given.limit ?? 200
      const found = await parts.store.listSeriesChanges(readFilter(given), given.after, limit + 1)
      const shown = found.slice(0, limit)
      return {
        changes: shown.map(presentSeriesChange),
        next: shown.at(-1)?.sequence ?? given.after,
        more: found.length > limit,
        epoch: log,
      }
    },
  )
}

/** The same log as it grows. */
export function addSeriesEventRoute(
  api: OpenAPIHono,
  parts: Pick<ApiParts, 'store'>,
  watch: ChangeWatch,
  places: Places,
  callerOf: (c: Context) => string,
): void {
  api.openAPIRegistry.registerPath({
    method: 'get',
    path: '/series/events',
    operationId: 'listenToSeries',
    summary: 'New, corrected and withdrawn figures as they happen (Server-Sent Events)',
    description:
      'Each event is named by the kind of its change (`added`, `changed`, `withdrawn`) and has the sequence number as its id, as `/series/changes` tells it. `Last-Event-ID` goes before `after`.',
    tags: [tag],
    security: [],
    request: {
      query: eventsQuery,
      headers: z.object({ 'last-event-id': z.string().optional() }),
    },
    responses: {
      200: {
        description: 'The stream.',
        content: { [EVENT_STREAM]: { schema: seriesChangeSchema } },
      },
      400: { description: 'What was asked makes no sense.', content: problemContent },
      429: tooMany,
      410: { description: 'The place is of another change log.', content: problemContent },
      503: { description: 'Too many listeners, or no store.', content: problemContent },
    },
  })

  const { store } = parts
  api.get('/series/events', async c => {
    const given = eventsQuery.safeParse(c.req.query())
    if (!given.success) throw badRequest(explain(given.error, 'query'))
    const wanted = readFilter(given.data)
    const after = await readBeginning(c, () => store.lastSeriesSequence())
    await checkSeriesCursor(parts, after, given.data.epoch)
    const read = async (from: number) => {
      // Read before the changes are: what comes in between is looked for the next time.
      const end = await store.lastSeriesSequence()
      const changes = await store.listSeriesChanges(wanted, from, BATCH)
      const last = changes.at(-1)?.sequence ?? from
      const events = changes.map(presentSeriesChange).map(change => ({ ...change, data: change }))
      // What nobody asked for is passed over.
      return { events, upTo: changes.length < BATCH ? Math.max(last, end) : last }
    }
    return answerEvents(c, read, watch, after, places.take(callerOf(c)))
  })
}

type Filter = Partial<Record<'market' | 'instrument' | 'measure' | 'changed', string | undefined>>

function readFilter({ market, instrument, measure, changed }: Filter): SeriesChangeQuery {
  const split = (names?: string) => names?.split(',')
  return {
    market: split(market),
    instrument: split(instrument),
    measure: split(measure),
    onlyChanged: changed === 'true',
  }
}
