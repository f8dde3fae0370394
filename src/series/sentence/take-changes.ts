import type { FoundPoint } from '../found-point.ts'
import type { Token } from '../token.ts'
import { comparesWithUnknown, onTheDayAhead, periodAhead, verbBehind } from './look-ahead.ts'
import { isBlocked, type Scene } from './scene.ts'

type Change = { value: number; token: Token }

/**
 * CEA25 closed at 81.15 yuan and CEA24 at 78.90 yuan, up 1.12% and 0.6%; 广东收于41.08元/吨，上海收于70.15元/吨，分别上涨0.5%和下跌0.8%: as many
 * changes as the sentence has told closes without one are of these, in order. False where there is no such list.
 */
export function takeChangesInOrder(scene: Scene, token: Token): boolean {
  const closes = closesWithoutChange(scene)
  if (closes.length < 2 || scene.passage.subjects.length > 1 || scene.list.daysToCome.length > 0)
    return false
  const { changes, end } = changesFrom(scene)
  if (changes.length !== closes.length) return false
  const { state } = scene
  if (comparesWithUnknown(scene, token)) state.base = 'other'
  const isOther = state.base === 'other' || scene.statement.isForecast
  state.comparing = false
  state.base = null
  scene.at = end
  const isOfDay = !isOther && (!periodAhead(scene) || onTheDayAhead(scene)) && !isBlocked(scene)
  if (isOfDay) for (const [at, change] of changes.entries()) tell(scene, closes[at]!, change)
  scene.places.change = scene.tokens[end]!.end
  state.verb = null
  return true
}

const instrumentOf = ({ market, instrument, day }: FoundPoint) => `${market} ${instrument} ${day}`

function closesWithoutChange({ points }: Scene): FoundPoint[] {
  const changed = new Set(
    points.filter(({ measure }) => measure === 'change_pct').map(instrumentOf),
  )
  return points.filter(point => point.measure === 'close' && !changed.has(instrumentOf(point)))
}

function tell(scene: Scene, close: FoundPoint, { value, token }: Change) {
  const printed = scene.printed.slice(token.start, token.end)
  scene.points.push({ ...close, measure: 'change_pct', value, unit: '%', printed, isSoft: false })
}

/** The percentages of a list from here on, each with the last word before it for a rise or a fall, and where the list ends. */
function changesFrom(scene: Scene): { changes: Change[]; end: number } {
  const { tokens, folded, at } = scene
  const changes: Change[] = []
  let end = at
  let sign = scene.state.verb?.sign ?? 0
  for (let next = at; next < tokens.length; next++) {
    const token = tokens[next]!
    if (next > at && !joins.test(folded.slice(tokens[next - 1]!.end, token.start))) break
    if (token.kind === 'stop' && token.stop === ',') continue
    if (token.kind === 'mark' && (token.mark === 'up' || token.mark === 'down')) {
      sign = token.mark === 'up' ? 1 : -1
      continue
    }
    const value = token.kind === 'mark' && token.mark === 'flat' ? 0 : percentOf(token)
    if (value === null) break
    const way = token.kind === 'number' && token.sign !== 0 ? token.sign : sign
    changes.push({ value: way < 0 ? -value || 0 : value, token })
    end = next
  }
  const behind = sign === 0 ? verbBehind({ ...scene, at: end }, tokens[end]!) : null
  if (behind && behind.sign < 0) for (const change of changes) change.value = -change.value || 0
  return { changes, end }
}

const percentOf = (token: Token): number | null =>
  token.kind === 'number' && token.unit === 'percent' ? token.value : null

const joins = /^[\s、,和及与]*(?:and|respectively|a|an|of|by|for)?(?: an?)? ?$/
