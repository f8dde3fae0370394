import type { OpenAPIHono } from '@hono/zod-openapi'
import * as z from 'zod'
import { measures, seriesChangeSchema } from '../../model/series.ts'
import type { SeriesChange } from '../../store/series-changes.ts'
import type { ApiParts } from './api-parts.ts'
import { checkCursor } from './check-cursor.ts'
import { addOperation } from './operation.ts'
import { changesQuery, limitQuery, list } from './queries.ts'

const { after, epoch } = changesQuery.shape
const query = z.strictObject({
  after,
  epoch,
  ...limitQuery(1000, 200),
  market: list('Market ids, as `/series` tells them'),
  instrument: list('Instruments: CEA, CEA25, EUA-Dec26 …'),
  measure: list(`Of: ${measures.join(', ')}`),
  changed: z.enum(['true']).optional().meta({
    description: 'Only figures that were told before, and are told otherwise now.',
  }),
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
      tag: 'Series',
      query,
      answer: z.object({
        changes: z.array(seriesChangeSchema),
        next: z.int(),
        more: z.boolean(),
        epoch: z.string(),
      }),
    },
    async ({ query: given }) => {
      const log = await checkCursor(parts, 0, given.epoch)
      const limit = given.limit ?? 200
      const split = (names?: string) => names?.split(',')
      const wanted = {
        market: split(given.market),
        instrument: split(given.instrument),
        measure: split(given.measure),
        onlyChanged: given.changed === 'true',
      }
      const found = await parts.store.listSeriesChanges(wanted, given.after, limit + 1)
      const shown = found.slice(0, limit)
      return {
        changes: shown.map(present),
        next: shown.at(-1)?.sequence ?? given.after,
        more: found.length > limit,
        epoch: log,
      }
    },
  )
}

const present = ({ at, ...change }: SeriesChange) => ({
  ...change,
  at: at.toISOString(),
  kind:
    change.was === null
      ? ('added' as const)
      : change.value === null
        ? ('withdrawn' as const)
        : ('changed' as const),
})
