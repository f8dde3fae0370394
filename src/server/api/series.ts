import type { OpenAPIHono } from '@hono/zod-openapi'
import * as z from 'zod'
import { measures, seriesPointSchema } from '../../model/series.ts'
import type { SeriesQuery, StoredPoint } from '../../store/series.ts'
import { commonHeaders } from '../http/document.ts'
import { badRequest } from '../http/problem.ts'
import type { ApiParts } from './api-parts.ts'
import { addOperation, explain, problemContent, tooMany } from './operation.ts'
import { limitQuery, list, noQuery } from './queries.ts'
import { addSeriesChangeOperation } from './series-changes.ts'

const tag = 'Series'
const day = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/, 'expected a day such as 2026-03-17')
  .refine(value => !Number.isNaN(Date.parse(value)), 'expected a day of the calendar')
  .optional()

const filter = {
  market: list('Market ids, as `/series` tells them'),
  instrument: list('Instruments: CEA, CEA25, EUA-Dec26 …'),
  measure: list(`Of: ${measures.join(', ')}`),
  since: day,
  until: day,
  held: z.enum(['true']).optional().meta({
    description: 'Also figures that are held back because they jump beyond reason.',
  }),
}
const pointsQuery = z.strictObject({
  ...filter,
  ...limitQuery(1000, 200),
  after: z
    .string()
    .regex(
      /^\d{4}-\d{2}-\d{2}~[^~]*~[^~]*~[^~]*$/,
      'expected the `next` of the page before this one',
    )
    .optional()
    .meta({ description: '`next` of the page before this one.' }),
})
const bulkQuery = z.strictObject(filter)

/** Series: the figures that bulletins print of carbon markets. */
export function addSeriesOperations(api: OpenAPIHono, parts: ApiParts): void {
  addOperation(
    api,
    {
      path: '/series',
      id: 'listSeries',
      summary: 'What series there are: market, instrument and measure',
      tag,
      query: noQuery,
      answer: z.object({
        series: z.array(
          z.object({
            market: z.string(),
            instrument: z.string(),
            measure: z.string(),
            unit: z.string(),
            first: z.string(),
            last: z.string(),
            points: z.int(),
          }),
        ),
        sequence: z.int().meta({
          description:
            'Where the log of changes ends: kept before the points are read, a copy goes on from it.',
        }),
      }),
    },
    async () => {
      const sequence = await parts.store.lastSeriesSequence()
      return { series: await parts.store.listSeries(), sequence }
    },
  )
  addOperation(
    api,
    {
      path: '/series/points',
      id: 'listSeriesPoints',
      summary: 'Figures of trading days with where they were read, the newest day first',
      description:
        'One point for each market, instrument, day and measure. A correction wins, then the report that starts its story. `conflicts` counts the articles that print another figure.',
      tag,
      query: pointsQuery,
      answer: z.object({ points: z.array(seriesPointSchema), next: z.string().nullable() }),
    },
    async ({ query }) => parts.store.listPoints(readFilter(query), query.limit ?? 200, query.after),
  )
  addSeriesChangeOperation(api, parts)
  addBulk(api, parts, 'csv', 'text/csv; charset=utf-8', points => points.map(csvLine).join(''))
  addBulk(api, parts, 'ndjson', 'application/x-ndjson', points =>
    points.map(point => `${JSON.stringify(point)}\n`).join(''),
  )
}

function readFilter(query: z.infer<typeof bulkQuery>): SeriesQuery {
  const split = (given?: string) => given?.split(',')
  const { market, instrument, measure, since, until, held } = query
  return {
    market: split(market),
    instrument: split(instrument),
    measure: split(measure),
    since,
    until,
    withHeld: held === 'true',
  }
}

const columns = [
  'market',
  'instrument',
  'day',
  'measure',
  'value',
  'unit',
  'articleId',
  'revision',
  'where',
  'quote',
  'conflicts',
] as const

/** A line of CSV (RFC 4180); what a spreadsheet would run as a formula begins with an apostrophe. */
const csvLine = (point: StoredPoint): string =>
  `${columns
    .map(name => {
      const value = point[name]
      if (typeof value === 'number') return String(value)
      const text = /^[=+@-]/.test(String(value)) ? `'${value}` : String(value)
      return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
    })
    .join(',')}\r\n`

const BATCH = 1000

function addBulk(
  api: OpenAPIHono,
  parts: ApiParts,
  extension: 'csv' | 'ndjson',
  mediaType: string,
  render: (points: StoredPoint[]) => string,
): void {
  const path = `/series/points.${extension}`
  api.openAPIRegistry.registerPath({
    method: 'get',
    path,
    operationId: extension === 'csv' ? 'seriesAsCsv' : 'seriesAsLines',
    summary: `All figures that fit, as ${extension === 'csv' ? 'CSV' : 'a JSON object a line'}`,
    tags: [tag],
    security: [],
    request: { query: bulkQuery },
    responses: {
      200: { description: 'As asked.', content: { [mediaType]: { schema: z.string() } } },
      400: { description: 'What was asked makes no sense.', content: problemContent },
      429: tooMany,
    },
  })
  api.get(path, c => {
    const given = bulkQuery.safeParse(c.req.query())
    if (!given.success) throw badRequest(explain(given.error, 'query'))
    const head = extension === 'csv' ? `${columns.join(',')}\r\n` : ''
    const pages = readPages(parts, readFilter(given.data))
    const encoder = new TextEncoder()
    let begun = false
    const stream = new ReadableStream({
      async pull(controller) {
        if (!begun && head) controller.enqueue(encoder.encode(head))
        begun = true
        const { value, done } = await pages.next()
        if (done) return controller.close()
        controller.enqueue(encoder.encode(render(value)))
      },
    })
    return new Response(stream, { headers: { ...commonHeaders, 'Content-Type': mediaType } })
  })
}

async function* readPages({ store }: ApiParts, query: SeriesQuery) {
  let after: string | undefined
  for (;;) {
    const { points, next } = await store.listPoints(query, BATCH, after)
    if (points.length > 0) yield points
    if (next === null) return
    after = next
  }
}
