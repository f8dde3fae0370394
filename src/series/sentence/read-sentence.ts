import type { FoundPoint } from '../found-point.ts'
import type { Subject } from '../instrument.ts'
import type { Passage } from '../passage.ts'
import { namesInstrument, type Token } from '../token.ts'
import { freshClause, freshStatement, openScene, type Scene } from './scene.ts'
import { freshState, type State } from './state.ts'
import { dropVintage, takeMeasure, takeMode } from './take-label.ts'
import { takeMark } from './take-mark.ts'
import { takeNumber } from './take-number.ts'
import { takeContract, takeMarket, takeOther, takeVintage } from './take-subject.ts'
import { takeTime } from './take-time.ts'

/** Reads the points of one sentence, and moves the passage on. `folded` and `printed` are the same in length. */
export function readSentence(
  tokens: Token[],
  folded: string,
  printed: string,
  passage: Passage,
): FoundPoint[] {
  const scene = openScene(tokens, folded, printed, passage)
  const { carried } = passage
  if (carried && 'flow' in carried) takeCarriedFlow(scene, carried.flow)
  else if (carried && (carried.isWrong || setsRight(tokens)))
    Object.assign(scene.state, { price: carried.label, last: 'price' })
  goBackToMarketOfCurrency(scene)
  if (passage.dayBefore && ofMorning.test(folded)) passage.time = passage.dayBefore
  for (scene.at = 0; scene.at < tokens.length; scene.at++) take(scene, tokens[scene.at]!)
  // The spot contract was assessed at …: the next sentence goes on with the future.
  if (scene.beforeSpot && scene.points.length === 0) passage.subjects = scene.beforeSpot
  if (namesVintages(tokens)) dropVintage(scene)
  leavePassing(scene)
  if (scene.timeBefore && passage.time.kind === 'period') passage.time = scene.timeBefore
  const { isOld, price, flow } = scene.state
  const wrong = isOld && price !== 'none' ? price : null
  const label = wrong ?? scene.priceTold
  const isWrongFlow = isOld && wrong === null && (flow === 'volume' || flow === 'value')
  passage.carried = isWrongFlow ? { flow } : label && { label, isWrong: wrong !== null }
  const ofDeal = scene.isDeal || tokens.some(one => one.kind === 'mark' && one.mark === 'deal')
  passage.isBehindAuction = scene.points.at(-1)?.measure === 'volume_auction'
  passage.isOfDeal = ofDeal && scene.points.length === 0
  return scene.points
}

const ofMorning =
  /^\W*(?:the|this) (?:morning|midday|lunchtime)(?:'s)? (?:[\w-]+ )?(?:auction|sale)\b/i

/** We gave turnover as 32.1 million tonnes. The right figure is 23.1 million. */
function takeCarriedFlow({ state, tokens, folded }: Scene, flow: 'volume' | 'value') {
  if (setsRight(tokens) || goesOnWithIt.test(folded))
    Object.assign(state, { flow, flowFresh: true, last: 'flow' })
}

/** It was 54,000 units, not 45,000. */
const goesOnWithIt =
  /^\W*(?:it|they|that|the (?:correct|right|actual) [a-z]+) (?:was|were|is|came to)\b/i

/** It should have been £54.38: a sentence that begins with what is right names nothing again. */
function setsRight(tokens: Token[]): boolean {
  const figure = tokens.findIndex(({ kind }) => kind === 'number')
  const lead = tokens.slice(0, Math.max(0, figure)).filter(({ kind }) => kind !== 'stop')
  const isNew = (one: Token) => one.kind === 'mark' && one.mark === 'new'
  return lead.some(isNew) && lead.every(({ kind }) => kind === 'mark')
}

/** A morning auction cleared at 78.61 euros, told behind a price in pounds: of the market before it, whose currency that is. */
function goBackToMarketOfCurrency({ tokens, passage }: Scene) {
  const printed = tokens.flatMap(token =>
    token.kind === 'number' && token.currency && !token.plainSign ? [token.currency] : [],
  )
  const isOf = ({ market }: Subject) => printed.some(one => market.currencies.includes(one))
  const isNamed = tokens.some(({ kind }) => kind === 'market' || kind === 'other')
  if (printed.length === 0 || isNamed || passage.subjects.some(isOf)) return
  const [meant, ...others] = passage.recent.filter(isOf)
  if (meant && others.length === 0) passage.subjects = [meant]
}

/** CEA24收盘…，CEA25收盘…: what follows such a list is of all vintages. */
function namesVintages(tokens: Token[]): boolean {
  const named = tokens.flatMap(token =>
    token.kind === 'market' && token.market.composite && token.vintage ? [token.vintage] : [],
  )
  return new Set(named).size > 1
}

function take(scene: Scene, token: Token) {
  switch (token.kind) {
    case 'stop':
      return takeStop(scene, token.stop)
    case 'market':
      return takeMarket(scene, token)
    case 'contract':
      return takeContract(scene, token)
    case 'vintage':
      return takeVintage(scene, token.year)
    case 'other':
      return takeOther(scene, token)
    case 'time':
      return takeTime(scene, token.time, token)
    case 'measure':
      return takeMeasure(scene, token.measure, token)
    case 'mode':
      return takeMode(scene, token.mode)
    case 'mark':
      return takeMark(scene, token.mark, token)
    case 'number':
      return takeNumber(scene, token)
  }
}

function takeStop(scene: Scene, stop: string) {
  if (stop === ':') return
  if (isLabelBracket(scene)) return takeLabelBracket(scene)
  if (isHeadBracket(scene)) return takeHead(scene)
  if (stop === '(') return openBracket(scene)
  if (stop === ')') return closeBracket(scene)
  if (isShareOfMode(scene)) leaveMode(scene)
  keepHeadMode(scene)
  endClause(scene)
  if (stop !== ',') endStatement(scene)
}

/** 【收盘】…【成交】…【累计】…: either bracket of a label alone. */
function isLabelBracket({ tokens, at, folded }: Scene): boolean {
  const { start } = tokens[at]!
  const opened = folded.lastIndexOf('【', start)
  const closed = folded.indexOf('】', start)
  if (opened < 0 || closed < 0 || !(opened === start || closed === start)) return false
  const inside = tokens.filter(one => one.start > opened && one.end <= closed)
  const isLabel = (one: Token) =>
    one.kind === 'measure' || (one.kind === 'mark' && one.mark === 'cumulative')
  const said = inside.length > 0 && inside.every(isLabel)
  return said && inside[0]!.start === opened + 1 && inside.at(-1)!.end === closed
}

/** Such a label begins a statement, which is of all vintages until one is named, and holds for what follows. */
function takeLabelBracket(scene: Scene) {
  const { tokens, at, folded, passage } = scene
  if (folded[tokens[at]!.start] !== '【') return
  endClause(scene)
  endStatement(scene)
  if (passage.subjects[0]?.market.composite) dropVintage(scene)
}

/** 【挂牌协议交易】CEA24成交…: brackets that a line begins with are its heading. */
const isHeadBracket = ({ tokens, at, folded }: Scene): boolean => {
  const { start } = tokens[at]!
  if (folded[start] === '【' || folded[start] === '〖') return folded.slice(0, start).trim() === ''
  return (
    /^\s*[【〖][^【〖】〗]{1,24}$/.test(folded.slice(0, start)) && /[】〗]/.test(folded[start]!)
  )
}

/** A heading's mode holds for all of its line, and where it names no vintage the line is on all of them until one is named. */
function takeHead(scene: Scene) {
  const { tokens, at, folded, clause, passage } = scene
  const [mode] = clause.modes
  if (/[【〖]/.test(folded[tokens[at]!.start]!)) return
  if (!mode || mode === 'total') {
    scene.state = freshState()
    return
  }
  scene.head.mode = mode
  scene.head.at = at
  const title = tokens.slice(0, at)
  if (!title.some(namesInstrument) && passage.subjects[0]?.market.composite) dropVintage(scene)
}

/** 其中大宗协议占比九成，成交额…: how large a part was says nothing of what follows. */
const isShareOfMode = ({ tokens, at, folded }: Scene): boolean => {
  if (tokens[at + 1]?.kind !== 'measure') return false
  const start = tokens.slice(0, at).findLast(({ kind }) => kind === 'stop')?.end ?? 0
  return /^\s*其中[^,]*占/.test(folded.slice(start, tokens[at]!.start))
}

/** 挂牌协议交易中，CEA23成交…；CEA24成交…: a mode that heads the sentence is that of every part that names a market. */
function keepHeadMode(scene: Scene) {
  const before = scene.folded.slice(0, scene.tokens[scene.at]!.start)
  const [mode] = scene.clause.modes
  const hasFigures = scene.clause.labels.length > 0 || scene.clause.hasNumber
  if (!mode || mode === 'total' || hasFigures || !/(?:中|方面|方式下|方式)$/.test(before)) return
  scene.head.mode = mode
  scene.head.at = scene.at
}

function leaveMode({ state }: Scene) {
  state.mode = null
  state.isTotal = false
}

function openBracket(scene: Scene) {
  scene.stack.push({ state: { ...scene.state }, time: scene.passage.time, hadNumber: false })
  scene.clause.labels = []
}

function closeBracket(scene: Scene) {
  const saved = scene.stack.pop()
  if (!saved) return
  if (saved.hadNumber) scene.passage.time = saved.time
  const { lastPrice, base } = scene.state
  scene.state = { ...saved.state, lastPrice: saved.state.lastPrice ?? lastPrice }
  // 较节前最后一个交易日（9月30日）: the brackets say which day is compared with.
  if (saved.state.comparing && base) scene.state.base = base
}

const saysWrong =
  /误|原|此前|先前|earlier|original|previous|wrong|incorrect|mis|the correct|should (?:be|have|read)/i

/** Where the clause gives figures of a span named in passing, what follows goes on with it. */
function leavePassing(scene: Scene) {
  const hasFigures = scene.clause.labels.length > 0 && scene.clause.hasNumber
  if (scene.clause.timeBefore && !hasFigures) scene.passage.time = scene.clause.timeBefore
  scene.clause.timeBefore = null
}

function endClause(scene: Scene) {
  leavePassing(scene)
  scene.clause = freshClause()
  scene.state.comparing = false
  if (scene.state.isOld && !saysWrong.test(scene.folded)) scene.state.isOld = false
}

/** Listed volume: 64,210 t; value: 5.57 million yuan: the line is on one mode, and its value follows. */
function isValueOfFirstMode({ tokens, at, folded, modes }: Scene): boolean {
  const [first] = tokens
  const [next, after] = tokens.slice(at + 1)
  if (first?.kind !== 'mode' || first.mode === 'total' || modes.size !== 1) return false
  if (next?.kind !== 'measure' || next.measure !== 'value' || after?.kind === 'mode') return false
  const words = folded.slice(tokens[at]!.end, next.end).trim()
  return !/总|合计|total/i.test(words) && folded.slice(0, first.start).trim() === ''
}

/** Volume: EUA 19.4 Mt; UKA 1.2 Mt: the label that heads a list of markets is that of each. */
function labelAtHead({ tokens, folded }: Scene): Partial<State> | null {
  const [label, stop, next] = tokens
  const isHead = label?.kind === 'measure' && /^[\s*•·-]*$/.test(folded.slice(0, label.start))
  if (!isHead || stop?.kind !== 'stop' || stop.stop !== ':') return null
  if (!next || !namesInstrument(next) || label.measure === 'change') return null
  return label.measure === 'volume' || label.measure === 'value'
    ? { flow: label.measure, flowFresh: true, last: 'flow' }
    : { price: label.measure, priceAt: next.end, last: 'price' }
}

/** 大宗协议成交量…；对应成交额…: the value is that of the mode before it. */
const ofSameMode = /^\s*(?:其?对应|相应)的?(?:成交|交易)?(?:金?额|总额)/

function endStatement(scene: Scene) {
  const { tokens, at, folded } = scene
  const next = tokens[at + 1]
  const goesOn = next?.kind === 'market' || next?.kind === 'vintage'
  const { isOld, price } = scene.state
  const wrong = isOld && price !== 'none' ? price : null
  const isSame = isValueOfFirstMode(scene) || ofSameMode.test(folded.slice(tokens[at]!.end))
  const mode = goesOn ? scene.head.mode : isSame ? scene.state.mode : null
  scene.state = { ...freshState(), mode, ...(goesOn ? labelAtHead(scene) : null) }
  // Was given as 81.60; the correct figure is 81.06.
  if (wrong) Object.assign(scene.state, { price: wrong, last: 'price' })
  scene.statement = freshStatement(tokens, at + 1, folded)
}
