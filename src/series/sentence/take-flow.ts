import type { Measure, TradeMode } from '../../model/series.ts'
import type { NumberToken, Token } from '../tokenize.ts'
import { emit } from './emit-point.ts'
import { auctionAhead, periodAhead } from './look-ahead.ts'
import { isBlocked, nextLabel, type Scene, takesCurrency } from './scene.ts'

export function takeTonnes(scene: Scene, token: Token & NumberToken) {
  const state = scene.state
  if (state.comparing) return
  if (isBlocked(scene)) return
  const given = nextLabel(scene)
  const flow = given && 'flow' in given ? given.flow : state.flow
  if (flow === 'none') return
  if (flow === null && !state.mode && !state.isCumulative) return takeTonnesBehind(scene, token)
  const isList = scene.passage.subjects.length > 1
  if (!given && !state.flowFresh && !isList && flow !== 'value') return
  emitFlow(scene, 'volume', token, given && 'flow' in given ? given.mode : null)
  if (!isList || scene.numbersSinceGroup >= scene.passage.subjects.length) state.flowFresh = false
}

/** 18.4 million tonnes changed hands, 2.7 million EUAs were sold. */
function takeTonnesBehind(scene: Scene, token: Token & NumberToken) {
  for (let at = scene.at + 1; at <= scene.at + 3; at++) {
    const next = scene.tokens[at]
    if (!next || next.start - token.end > 40 || next.kind === 'number' || next.kind === 'stop')
      return
    if (next.kind === 'mark' && ['none_flow', 'none_price', 'deal', 'forecast'].includes(next.mark))
      return
    if (next.kind !== 'measure' || next.measure !== 'volume') continue
    if (
      !/\b(?:traded|changed hands|changing hands|sold|exchanged|transacted|awarded|volume|turnover)/i.test(
        scene.folded.slice(next.start, next.end),
      )
    )
      return
    scene.usedAhead = next.start
    return emitFlow(scene, 'volume', token, null)
  }
}

export function takeMoney(scene: Scene, token: Token & NumberToken) {
  const state = scene.state
  if (isBlocked(scene) || !takesCurrency(scene, token)) return
  const given = nextLabel(scene)
  const flow = given && 'flow' in given ? given.flow : state.flow
  if (flow === 'none' || (flow === null && !state.isCumulative && !state.mode)) return
  emitFlow(scene, 'value', token, given && 'flow' in given ? given.mode : null)
  state.flowFresh = false
}

function emitFlow(
  scene: Scene,
  flow: 'volume' | 'value',
  token: Token & NumberToken,
  given: TradeMode | null,
) {
  const state = scene.state
  const passage = scene.passage
  const unit =
    flow === 'volume' ? 't' : (token.currency ?? passage.subjects[0]?.market.currencies[0] ?? '')
  if (passage.time.kind !== 'day' || periodAhead(scene)) return
  if (state.isCumulative) {
    if (state.mode && state.mode !== 'total') return
    return emit(scene, `${flow}_cumulative`, token.value, unit, token)
  }
  const mode =
    given ??
    (state.isTotal ? 'total' : state.mode) ??
    auctionAhead(scene) ??
    passage.mode ??
    'total'
  if (scene.isAsOf && mode === 'total' && flow === 'volume' && token.value >= 1e8)
    return emit(scene, 'volume_cumulative', token.value, unit, token)
  if (flow === 'value' && mode === 'auction') return
  emit(scene, `${flow}_${mode}` as Measure, token.value, unit, token)
}
