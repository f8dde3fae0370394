import type { SeriesConfig, TradeMode } from '../../model/series.ts'
import type { Token } from '../token.ts'
import { emitNone } from './emit-point.ts'
import { comparesWithUnknown, startsBehind } from './look-ahead.ts'
import { marketIsNamed, type Scene } from './scene.ts'
import type { FlowLabel, PriceLabel } from './state.ts'

export function takeMeasure(scene: Scene, measure: keyof SeriesConfig['measures'], token: Token) {
  const state = scene.state
  // 申报总量: of what stands before it.
  if (scene.folded.slice(token.start, token.end) === '总量' && !beginsLabel(scene, token)) return
  if (isOfUntraded(scene, token) || isOfSession(scene, token)) return
  // What is measured next begins again with the first of 北京、上海和广东.
  if (scene.places.usedAhead !== token.start) scene.list.figures = 0
  if (measure === 'close' && state.comparing && isOwnClose(scene, token)) {
    state.comparing = false
    return setPrice(scene, measure, token)
  }
  // 较上一交易日涨跌幅为0.00%: the name of what is measured ends the comparison.
  if (state.comparing && measure === 'change') {
    if (comparesWithUnknown(scene, token)) state.base = 'other'
    state.comparing = false
  }
  if (state.comparing) {
    // From €70.78, in turnover of …: English leaves the comparison with the next thing measured.
    const word = scene.folded.slice(token.start, token.end)
    const isOwnOpen =
      measure === 'open' &&
      / from an $/i.test(scene.folded.slice(0, token.start)) &&
      word === 'open'
    if (
      isOwnOpen ||
      ((measure === 'low' || measure === 'high') && /session|intraday|day|盘中|日内/i.test(word))
    ) {
      // From an open of £54.54, recovering from a session low of €74.02: the day's own.
      state.comparing = false
      return setPrice(scene, measure, token)
    }
    if (measure !== 'volume' && measure !== 'value') return
    if (/[\u4e00-\u9fff]/.test(scene.folded.slice(token.start, token.end))) {
      scene.clause.labels.push({ flow: measure, mode: null })
      return
    }
    state.comparing = false
  }
  if (measure === 'change') {
    state.last = 'change'
    // 最低价：41.95　涨跌幅：0.83%: a label of its own behind a figure is of the close.
    const isOwnLabel =
      scene.tokens[scene.at - 1]?.kind === 'number' && scene.folded[token.end] === ':'
    if (isOwnLabel) scene.clause.labels = []
    if (!state.verb) state.verb = { sign: 0, isFlow: false, at: token.end }
    const word = scene.folded.slice(token.start, token.end)
    state.verb = {
      sign: /(?:跌幅|下落率|하락률|하락폭)$/.test(word) && !/涨跌/.test(word) ? -1 : 0,
      isFlow: false,
      at: token.end,
    }
    return
  }
  // Average of the last ten settlements: no close of a day.
  if (measure === 'close' && averageBefore.test(scene.folded.slice(0, token.start)))
    return setPrice(scene, 'none', token)
  if (measure === 'volume' && isNoneOfMarket(scene, token)) return emitNone(scene, ['total'], token)
  if (measure === 'volume' || measure === 'value') return takeFlow(scene, measure, token)
  if (
    scene.statement.isForecast &&
    measure === 'close' &&
    scene.clause.labels.length === 0 &&
    !scene.clause.hasNumber &&
    scene.statement.isForecastTold
  )
    scene.statement.isForecast = false
  setPrice(scene, measure, token)
}

const averageBefore =
  /\b(?:average|mean|median)(?: of)?(?: the)?(?: (?:last|past|previous))?(?: [\w-]+){0,2} $/i

/** 有效申报量, 计划发放数量: a word of a thing's amount says nothing new behind the thing that was not traded. */
const isOfUntraded = ({ tokens, at, folded }: Scene, { start, end }: Token): boolean => {
  const before = tokens[at - 1]
  const isBehind = before?.kind === 'mark' && before.mark === 'none_flow' && before.end === start
  return isBehind && /^[总数]?[量额]$|^金额$/.test(folded.slice(start, end))
}

/** Finished Thursday's trade at $30.10: the session, not what was traded in it. */
const isOfSession = ({ folded }: Scene, { start, end }: Token): boolean =>
  /^(?:trade|trading)$/i.test(folded.slice(start, end)) &&
  /\b(?:finish|end|clos|settl|start|open|beg[ai]n)\w* (?:the day|[a-z]+day)'s $/i.test(
    folded.slice(0, start),
  )

const beginsLabel = ({ folded }: Scene, { start }: Token): boolean =>
  /(?:^|[,;:、 ])$/.test(folded.slice(0, start))

/** 较当日收盘价67.1元/吨折价4.9%: what is compared with is the day's own close. */
const isOwnClose = ({ tokens, at, folded }: Scene, token: Token): boolean => {
  const before = tokens[at - 1]
  const isSameDay = before?.kind === 'mark' && ['same_day', 'today'].includes(before.mark)
  return isSameDay && folded.slice(before.end, token.start).trim() === ''
}

/** 当日无CCER成交 */
function isNoneOfMarket({ tokens, at }: Scene, token: Token): boolean {
  const [none, market] = tokens.slice(Math.max(0, at - 2), at)
  return (
    none?.kind === 'mark' &&
    none.mark === 'none_before' &&
    market?.kind === 'market' &&
    market.start - none.end <= 1 &&
    token.start - market.end <= 4 &&
    tokens[at + 1]?.kind !== 'number'
  )
}

/** 本周最高价, the week's high. */
const isSpanOfDays = (token: Token): boolean =>
  (token.kind === 'mark' && token.mark === 'period') ||
  (token.kind === 'time' && token.time.kind === 'period')

const spanBehind =
  /^ (?:(?:for|of|in|over) the (?:past |last )?|this |so far this )(?:week|month|quarter|year)\b/i

const isBehindFigure = ({ tokens, at }: Scene): boolean => {
  const before = tokens[at - 1]
  return before?.kind === 'number' && tokens[at]!.start - before.end <= 4
}

export function setPrice(scene: Scene, label: PriceLabel, token: Token) {
  const state = scene.state
  // €71.35 settlement, 91.42元/吨收盘: the label behind the figure belongs to it, and was used.
  if (scene.places.usedAhead === token.start) return
  // 시초가 1만400원으로 출발해 …: the verb belongs to the figure before it.
  if (startsBehind.test(scene.folded.slice(token.start, token.end)) && isBehindFigure(scene)) return
  // CEA25收盘价…，综合收盘价…: the composite is of all vintages.
  if (/综合/.test(scene.folded.slice(Math.max(0, token.start - 2), token.end))) dropVintage(scene)
  const before = scene.tokens[scene.at - 1]
  if (before && token.start - before.end <= 3 && isSpanOfDays(before)) scene.statement.isSpan = true
  scene.isMomentary = /一度|短暂|盘中触及|briefly/.test(scene.folded.slice(token.start, token.end))
  const isExtreme = label === 'high' || label === 'low'
  // Peaked for the week at €76.40
  const isOfSpan =
    isExtreme && (scene.statement.isSpan || spanBehind.test(scene.folded.slice(token.end)))
  state.price = isOfSpan ? 'none' : label
  scene.isPreviousClose = false
  state.priceAt = token.end
  state.last = 'price'
  scene.statement.labels.push({ price: label })
  scene.clause.labels.push({ price: label })
}

export function takeFlow(scene: Scene, flow: FlowLabel, token: Token) {
  const state = scene.state
  if (scene.places.usedAhead === token.start) return
  state.flow = flow
  state.flowFresh = true
  state.last = 'flow'
  const word = scene.folded.slice(token.start, token.end)
  if (scene.passage.isOfAuction && flow === 'volume' && soldWord.test(word)) state.mode = 'auction'
  if (/总|[日天]累计|全[天日]|合计|共/.test(word) && flow !== 'none') {
    if (/合计/.test(word)) leaveVintage(scene)
    setTotal(scene)
  }
  scene.statement.labels.push({ flow, mode: state.isTotal ? 'total' : state.mode })
  scene.clause.labels.push({ flow, mode: state.mode })
}

function setTotal(scene: Scene) {
  const state = scene.state
  // What an auction raised in all is still the auction's.
  if (state.mode === 'auction' && clauseModesOnly(scene, 'auction')) return
  // 共达成2笔大宗协议，合计247,326吨: the sum of what was just counted.
  if (state.mode && countsDeals.test(scene.folded.slice(0, scene.tokens[scene.at]!.start))) {
    state.flowFresh = true
    state.last = 'flow'
    return
  }
  // 挂牌交易方面，全天共成交…: the total of the mode that heads the sentence.
  if (scene.head.mode && state.mode === scene.head.mode && isRightBehindHead(scene)) return
  state.mode = 'total'
  state.isTotal = true
  if ((state.flow !== null && state.flow !== 'none') || isAloneBeforeFigure(scene)) {
    state.flowFresh = true
    state.last = 'flow'
  }
}

const countsDeals =
  /[\d一二三四五六七八九十]+ ?[笔单宗][^,;。]{0,6}(?:大宗|挂牌|协议)[^,;。\d]{0,8},$/

/** Total 262,100t, a total of 108,200 tonnes, the total to 69,120 tonnes: English heads a figure with the word alone. */
const isAloneBeforeFigure = ({ tokens, at, isChinese, folded, state }: Scene): boolean => {
  const [word, next] = tokens.slice(at, at + 2)
  const isBare =
    next?.kind === 'number' &&
    /^(?: (?:of|to|at|was|is))? ?$/.test(folded.slice(word!.end, next.start))
  return !isChinese && state.flow === null && isBare
}

/** No figure of volume or money stands between the mode at the head and this word. */
const isRightBehindHead = ({ tokens, at, head }: Scene): boolean =>
  !tokens.slice(head.at, at).some(one => one.kind === 'number' && one.unit !== 'drop')

const clauseModesOnly = (scene: Scene, mode: TradeMode) =>
  scene.modes.size === 1 && scene.modes.has(mode)

/** What auctions are told with alone. */
export const soldWord =
  /^(?:sold|awarded|placed|taken up|竞得|售出|拍出|竞买成交|得标[数]?量?|(?:实际)?决标(?:[数]?量)?|脱标量)$/i

/** 两个年度配额合计成交…: what is summed is of all vintages. */
function leaveVintage(scene: Scene) {
  if (!scene.clause.hasMarket && !marketIsNamed(scene)) dropVintage(scene)
}

/** What follows is of all vintages. */
export function dropVintage(scene: Scene) {
  const [subject] = scene.passage.subjects
  if (subject?.vintage) scene.passage.subjects = [{ ...subject, vintage: null }]
}

const contextReset = /^(?:总成交|合计|全市场|总交易|total|全天|全日)/i

/** No auction is scheduled today: none was to be. */
const notHeld =
  /^s?,? (?:(?:is|are|was|were) (?:scheduled|planned|due|set|expected|on the)|will|this|next|until|scheduled|planned|due|today|tomorrow|on (?:the )?(?:\d|mon|tues|wednes|thurs|fri|good fri|easter)|(?:between|during|over|from) (?:the )?(?:\d|[a-z]+ holiday|easter|christmas))/i

/** 경매가 끝난 뒤, 拍卖结束后, 入札後, after the auction: when it was, not how it was traded. */
const saysWhen = ({ tokens, at, folded }: Scene): boolean =>
  /^(?:가|이|는|은)? ?(?:끝난 |마감 |종료 |결과 (?:발표 )?)?(?:뒤|후|이후|직후|직전|전|앞두고)(?= |$|,)|^(?:结束|结果公布|完成)?(?:之?[前后]|以[前后])(?!的?成交)|^(?:の(?:结果|终了))?(?:[前后](?=[,、は]|に(?!行)))|^に先立/.test(
    folded.slice(tokens[at]!.end),
  )

/** 无挂牌成交的沿用上一交易日: of any that had none, which says of none that it had. */
const ofThose = /^(?:成交|交易)?[的者](?!情况)/

/** Done on the screen: of markets that know no listed agreements it is all of what was traded. */
export const isScreenAbroad = (
  { tokens, at, folded, passage }: Scene,
  token = tokens[at]!,
): boolean =>
  /screen$/i.test(folded.slice(token.start, token.end)) &&
  passage.subjects.every(({ market }) => market.currencies[0] !== 'CNY')

const isBeside = (before: Token, { tokens, at }: Scene): boolean =>
  tokens[at]!.start - before.end <= 1

export function takeMode(scene: Scene, mode: TradeMode) {
  const state = scene.state
  if (state.comparing || (mode === 'auction' && saysWhen(scene))) return
  if (scene.places.usedAhead === scene.tokens[scene.at]!.start) return
  if (mode === 'total') {
    if (state.isCumulative) return
    const word = scene.folded.slice(scene.tokens[scene.at]!.start)
    if (contextReset.test(word)) leaveVintage(scene)
    return setTotal(scene)
  }
  if (isScreenAbroad(scene)) return
  state.mode = mode
  state.isTotal = false
  // 拟竞价转让150万吨: what is meant to be sold.
  const planned = scene.tokens[scene.at - 1]
  if (planned?.kind === 'mark' && planned.mark === 'none_flow' && isBeside(planned, scene)) return
  state.flow = state.flow === 'none' ? null : state.flow
  state.flowFresh = true
  state.last = 'flow'
  scene.statement.modes.push(mode)
  scene.modes.add(mode)
  scene.clause.modes.push(mode)
  // 无单向竞价: nothing was traded that way.
  const before = scene.tokens[scene.at - 1]
  if (
    before?.kind === 'mark' &&
    before.mark === 'none_before' &&
    !ofThose.test(scene.folded.slice(scene.tokens[scene.at]!.end)) &&
    !notHeld.test(scene.folded.slice(scene.tokens[scene.at]!.end)) &&
    !/^ (?:hubo|habrá|hay) $/i.test(
      scene.folded.slice(before.end, scene.tokens[scene.at]!.start),
    ) &&
    scene.tokens[scene.at]!.start - before.end <= 6
  )
    emitNone(scene, [mode], scene.tokens[scene.at]!)
}
