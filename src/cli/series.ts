import type { PointKey } from '../model/series.ts'
import type { StoredPoint } from '../store/series.ts'
import { reachStore } from './reach-store.ts'
import { renderTable } from './table.ts'
import { inLanguage, say } from './words/say.ts'

/** `carbonwire series held`: the figures that are held back, the newest day first. */
export async function listHeld({ json }: { json?: boolean }): Promise<void> {
  await using reached = await reachStore()
  const points = await reached.ask<StoredPoint[]>('heldPoints', {})
  if (json) return console.log(JSON.stringify(points, null, 2))
  console.log(points.length ? renderHeld(points) : say`no figure is held back`)
}

/** `carbonwire series release MARKET INSTRUMENT DAY MEASURE`: lets a figure be told that was held back. */
export async function releaseHeld(...named: string[]): Promise<void> {
  const [market, instrument, day, measure] = named as [string, string, string, string]
  const key: PointKey = { market, instrument, day, measure }
  await using reached = await reachStore()
  console.log(inLanguage(await reached.ask<string>('releasePoints', key)))
}

const renderHeld = (points: StoredPoint[]) =>
  renderTable(
    ['market', 'instrument', 'day', 'measure', 'value', 'held', 'quote'],
    points.map(({ market, instrument, day, measure, value, held, quote }) => [
      market,
      instrument,
      day,
      measure,
      value,
      held ?? '',
      quote.slice(0, 60),
    ]),
  )
