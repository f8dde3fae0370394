import type { MarketConfig, Point } from '../model/series.ts'

/** A price that moves more than this from the nearest one known is looked at first. */
const MOST_JUMP = 0.35
/** No daily price limit of a carbon market is wider. */
const MOST_CHANGE_PCT = 35

/** Why a figure is held back: out of its market's bounds, or a jump from the close nearest to its day. Null for one in order. */
export function judgePoint(
  point: Point,
  market: MarketConfig | undefined,
  nearClose: number | null,
): 'implausible' | 'jump' | null {
  if (point.measure === 'change_pct')
    return Math.abs(point.value) > MOST_CHANGE_PCT ? 'implausible' : null
  if (!point.unit.endsWith('/t')) return point.value < 0 ? 'implausible' : null
  const [least, most] = market?.plausible ?? [0, Number.POSITIVE_INFINITY]
  if (point.value < least || point.value > most) return 'implausible'
  if (nearClose === null) return null
  return Math.abs(point.value - nearClose) > nearClose * MOST_JUMP ? 'jump' : null
}
