import type { Token } from '../token.ts'
import { emit } from './emit-point.ts'
import { comparesWithUnknown, periodAhead } from './look-ahead.ts'
import { lastLabelInClause, type Scene } from './scene.ts'
import { takeChangesInOrder } from './take-changes.ts'
import { takeNamesBehind } from './take-names-behind.ts'

/** Takes a word for a rise or a fall. */
export function takeVerb(scene: Scene, sign: number, token: Token) {
  const state = scene.state
  if (comparesWithUnknown(scene, token)) state.base = 'other'
  state.comparing = false
  state.verb = { sign, isFlow: false, at: token.end }
  if (scene.list.respectively) scene.list.verb = state.verb
  const target = lastLabelInClause(scene)
  if (target === 'flow') state.verb.isFlow = true
}

const vagueBefore =
  /(?:基本|大致|大体|几乎|近乎|总体|little|largely|broadly|nearly|almost|roughly|virtually|mostly|barely)\s*$/i

/** 종가 11,050원은 변동이 없습니다: a figure that no correction changes. */
const isNotChanged = ({ folded }: Scene, { start, end }: Token): boolean =>
  /\d[^\d]{0,4}[은는] $/.test(folded.slice(0, start)) &&
  /^(?:습니다|다(?!가)|음)/.test(folded.slice(end))

/** 전일과 같은 가격이다., That was unchanged on the day.: a sentence without figures on the close that the one before told. */
const goesOn = ({ tokens, passage, places }: Scene): boolean =>
  passage.carried !== null &&
  'label' in passage.carried &&
  passage.carried.label === 'close' &&
  !passage.carried.isWrong &&
  places.market < 0 &&
  !tokens.some(({ kind }) => kind === 'number' || kind === 'measure' || kind === 'mode')

/** Takes a word that says that a price stayed, which is a change of nothing. */
export function takeFlat(scene: Scene, token: Token) {
  const state = scene.state
  const { base } = state
  // Ended flat at 11,400 won for the 2025 vintage
  takeNamesBehind(scene, scene.at + 1)
  if (takeChangesInOrder(scene, token)) return
  state.comparing = false
  state.base = null
  // 收盘价及其他数据不变: no figure changed in the correction.
  if (scene.isCorrecting || isNotChanged(scene, token)) return
  // Flat to Tuesday's settlement: what stands behind is what it is compared with.
  const isCompared = /^ (?:to|with|on|against|versus|from) (?!the day)/i.test(
    scene.folded.slice(token.end),
  )
  const isSame = / (?:as|with|to)$/i.test(scene.folded.slice(token.start, token.end))
  if (isCompared || isSame) state.comparing = true
  if (vagueBefore.test(scene.folded.slice(0, token.start))) return
  if (base === 'other' || scene.statement.isForecast || scene.isDead) return
  const label = lastLabelInClause(scene)
  // 与昨日收盘价33.40元/吨持平: what is compared is the close before.
  const isBase =
    label === 'none' &&
    /[与和同较跟](?:昨[日天]?|[前上]一?个?交易日|[前上]一?[日天])收/.test(
      scene.folded.slice(0, token.start),
    )
  const target = (isBase ? null : label) ?? state.lastPrice ?? state.price
  const [subject] = scene.passage.subjects
  const isOfMarket = target === null && subject && scene.clause.hasMarket && !scene.clause.hasNumber
  if (target !== 'close' && !isOfMarket && !(target === null && goesOn(scene))) return
  if (scene.passage.time.kind !== 'day' || periodAhead(scene)) return
  emit(scene, 'change_pct', 0, '%', token)
  scene.places.change = token.end
}
