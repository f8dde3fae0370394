import type { SeriesChange } from '../model/series.ts'
import { rfc3339 } from './feed-dates.ts'

/** A change of a figure as the API, the stream and webhooks tell it. */
export const presentSeriesChange = ({ at, ...change }: SeriesChange) => ({
  ...change,
  at: rfc3339(at),
  kind:
    change.was === null
      ? ('added' as const)
      : change.value === null
        ? ('withdrawn' as const)
        : ('changed' as const),
})
