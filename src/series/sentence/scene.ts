import type { PriceMeasure, TradeMode } from '../../model/series.ts'
import type { FoundPoint } from '../found-point.ts'
import type { Subject } from '../instrument.ts'
import type { Dates, Time } from '../read-time.ts'
import type { NumberToken, Token } from '../token.ts'

/** What holds from one sentence of a text to the next. */
export type Passage = {
  dates: Dates
  /** What the figures are of; several for 北京、上海和广东分别…. Empty where nothing is named. */
  subjects: Subject[]
  /** Every market named so far, the last one last: 两地. */
  recent: Subject[]
  time: Time
  /** The mode that a heading, the title or a sentence on all figures names. */
  mode: TradeMode | null
  /** The one contract that the text names, by market. */
  contracts: Map<string, string>
  /** The last day of the week that the text has named by its days. */
  weekEnd: string | null
  /** The latest day named so far. */
  lastNamed: string | null
  /** The whole text names one contract and no other. */
  hasOneContract: boolean
  /** The contract named last: 同期合约 of another market means it. */
  lastContract: string | null
  /** The text says that its quotes are closes. */
  quotesAreCloses: boolean
  /** The title is about an auction: what is sold is sold there. */
  isOfAuction: boolean
  /** The sentence before told of a single deal. */
  isOfDeal: boolean
  /** The sentence before told what an auction sold. */
  isBehindAuction: boolean
  /** A line of a list of contract months: its figures are of the contract that it begins with, however late. */
  isContractRow: boolean
  /** 单位：万吨、万元: the powers of ten of a table's figures, where its heads name none. */
  scales: { volume: number; value: number }
  /** The label of the price told last, or of a flow told wrongly: a figure that sets it right may follow in the next sentence. */
  carried: { label: PriceLabel; isWrong: boolean } | { flow: 'volume' | 'value' } | null
  where: FoundPoint['where']
}

export type PriceLabel = PriceMeasure | 'none'
export type FlowLabel = 'volume' | 'value' | 'none'
/** What a change is measured against: the trading day before, or anything else. */
export type Base = 'prev' | 'other' | null
export type Label = { price: PriceLabel } | { flow: FlowLabel; mode: TradeMode | null }

/** What the words so far say of the figure to come. Brackets keep a copy of it. */
export type State = {
  price: PriceLabel | null
  priceAt: number
  lastPrice: PriceLabel | null
  flow: FlowLabel | null
  /** No figure has taken this label yet. */
  flowFresh: boolean
  mode: TradeMode | null
  isTotal: boolean
  isCumulative: boolean
  last: 'price' | 'flow' | 'change' | null
  verb: { sign: number; isFlow: boolean; at: number } | null
  base: Base
  comparing: boolean
  /** The figure to come is one that was wrong. */
  isOld: boolean
}

/** A sentence while it is read from its first token to its last. */
export type Scene = {
  readonly tokens: Token[]
  readonly folded: string
  readonly printed: string
  readonly passage: Passage
  readonly points: FoundPoint[]
  readonly isChinese: boolean
  /** The token that is read. */
  at: number
  state: State
  stack: { state: State; time: Time; hadNumber: boolean }[]
  /** Other goods or single deals: nothing is a point until a market is named again. */
  isDead: boolean
  isForecast: boolean
  isForecastClauseOver: boolean
  clauseHasMarket: boolean
  clauseHasNumber: boolean
  clauseLabels: Label[]
  clauseModes: TradeMode[]
  labels: Label[]
  modes: TradeMode[]
  /** The modes that 分别 gave figures to, for the next list: 对应成交额为360万元、1716万元. */
  listModes: TradeMode[]
  readonly sentenceModes: Set<TradeMode>
  /** Labels that 分别 gives to the figures behind it, in order. */
  queue: Label[]
  respectively: boolean
  /** The word itself was read. */
  isListed: boolean
  numbersSinceGroup: number
  /** What the figures of a span are: the low, then the high. */
  range: PriceMeasure[]
  isCorrecting: boolean
  /** 均为挂牌协议交易: the one mode of all the sentence's figures. */
  allMode: TradeMode | null
  /** The verb that 分别 gives to all the percentages behind it. */
  verbOfList: State['verb']
  /** 挂牌协议交易中，…: the mode that heads the sentence. */
  headMode: TradeMode | null
  /** The token behind that mode's clause. */
  headAt: number
  /** 两市合计: a sum of several markets, no market's own. */
  isSum: boolean
  isAsOf: boolean
  /** 截至8月28日: the day that what was counted so far is of. */
  asOfDay: string | null
  /** 盘中一度跌至: a percentage behind it is of that moment. */
  isMomentary: boolean
  /** The week's high was named: the low beside it is the week's too. */
  isSpan: boolean
  /** 截至午间: what is told of half a day is no figure of the day. */
  isMidSession: boolean
  /** 首日, 去年末: the figures are of a day that is told for comparison. */
  isOtherDay: boolean
  /** 某公司…: what one company did is no figure of the market. */
  isDeal: boolean
  /** The time to go back to when the clause ends that named another in passing. */
  inPassing: Time | null
  /** The time to go back to when the sentence ends. */
  afterSentence: Time | null
  /** True once the clauses so far have named their day. */
  sawTime: boolean
  /** 11月4日和6日: the days before the last one named. */
  joinedDays: string[]
  /** 周一至周五收盘价依次为: the days that the figures to come are of, one each. */
  daysToCome: string[]
  lastMarketEnd: number
  /** The label of the last price of the sentence: CEA25 ended at 67.90 yuan and CEA24 at 69.10. */
  sentencePrice: PriceLabel | null
  /** Where the last change ends that was taken for the day's. */
  changeEnd: number
  /** 昨收: the price to come is the close before. */
  isPreviousClose: boolean
  /** Where the last figure ends that was only compared with. */
  comparedEnd: number
  /** What the figures were of before spot allowances were named. */
  beforeSpot: Subject[] | null
  /** Where a label stands that belongs to the figure before it. */
  usedAhead: number
}

export const freshState = (): State => ({
  price: null,
  priceAt: -1,
  lastPrice: null,
  flow: null,
  flowFresh: false,
  mode: null,
  isTotal: false,
  isCumulative: false,
  last: null,
  verb: null,
  base: null,
  comparing: false,
  isOld: false,
})

const allFigures =
  /(?:^|[,;，；、(])\s*(?:(?:其?均|全部|皆|全|都|所有成交均?)(?:为|系|是|采用|通过|以|由|来自|属)|(?:all|entirely|solely|exclusively)\b)[^\d,;，；]*$/i

/** The mode that a clause without figures names for all of a statement, when no other clause names one. */
export function allModeOf(tokens: Token[], folded: string): TradeMode | null {
  const modes = tokens.filter(token => token.kind === 'mode' && token.mode !== 'total')
  const [first] = modes
  if (first?.kind !== 'mode' || modes.some(one => one.kind === 'mode' && one.mode !== first.mode))
    return null
  return modes.every(one => allFigures.test(folded.slice(0, one.start))) ? first.mode : null
}

/** 某公司…, 本公司…: what one company did is no figure of the market. */
const singleDeal =
  /^(?:公司|集团)(?!.{0,4}(?:数据|发布))|^.{0,12}某[^,。，]{0,8}(?:集团|公司|企业|电厂|银行|机构)|^.{0,6}(?:[本该我]公司|[我本]司|[我本]集团)(?!.{0,14}(?:发布|公布|公告|刊登|网站|公众号|微信))/

/** A sentence that names a market or a day tells no more of the deal before it. */
const namesAnew = (tokens: Token[], folded: string): boolean =>
  /碳市场|碳市|碳价/.test(folded) ||
  tokens.some(
    token =>
      token.kind === 'market' ||
      token.kind === 'time' ||
      (token.kind === 'mark' && ['today', 'yesterday', 'same_day'].includes(token.mark)),
  )

/** The tokens from a place to the next semicolon. */
export function statementFrom(tokens: Token[], from: number): Token[] {
  const end = tokens.findIndex(
    (token, at) => at >= from && token.kind === 'stop' && token.stop === ';',
  )
  return tokens.slice(from, end < 0 ? undefined : end)
}

/** A sentence before its first token is read. */
export function openScene(
  tokens: Token[],
  folded: string,
  printed: string,
  passage: Passage,
): Scene {
  return {
    tokens,
    folded,
    printed,
    passage,
    points: [],
    isChinese: /[\u4e00-\u9fff]/.test(folded),
    at: 0,
    state: freshState(),
    stack: [],
    isDead: false,
    isForecast: false,
    isForecastClauseOver: false,
    clauseHasMarket: false,
    clauseHasNumber: false,
    clauseLabels: [],
    clauseModes: [],
    labels: [],
    modes: [],
    listModes: [],
    sentenceModes: new Set(),
    queue: [],
    respectively: tokens.some(token => token.kind === 'mark' && token.mark === 'respectively'),
    isListed: false,
    numbersSinceGroup: 0,
    range: [],
    isCorrecting: false,
    allMode: allModeOf(statementFrom(tokens, 0), folded),
    verbOfList: null,
    headMode: null,
    headAt: 0,
    isSum: false,
    isAsOf: false,
    asOfDay: null,
    isSpan: false,
    isMomentary: false,
    isOtherDay: false,
    isMidSession: false,
    isDeal: (passage.isOfDeal && !namesAnew(tokens, folded)) || singleDeal.test(folded),
    inPassing: null,
    afterSentence: null,
    sawTime: false,
    joinedDays: [],
    daysToCome: [],
    lastMarketEnd: -1,
    sentencePrice: null,
    changeEnd: -1,
    comparedEnd: -1,
    isPreviousClose: false,
    beforeSpot: null,
    usedAhead: -1,
  }
}

export function isBlocked(scene: Scene): boolean {
  const state = scene.state
  return (
    state.comparing ||
    state.isOld ||
    scene.isForecast ||
    scene.isDead ||
    scene.isSum ||
    scene.isOtherDay ||
    scene.isMidSession ||
    scene.isDeal
  )
}

function fillQueue(scene: Scene) {
  const { flow, flowFresh } = scene.state
  if (scene.modes.length >= 2 && flow) queueModes(scene, flow, scene.modes)
  else if (flow && flowFresh && isNextList(scene)) queueModes(scene, flow, scene.listModes)
  else if (scene.labels.length >= 2) scene.queue = [...scene.labels]
}

function queueModes(scene: Scene, flow: FlowLabel, modes: TradeMode[]) {
  scene.queue = modes.map(mode => ({ flow, mode }))
  scene.listModes = [...modes]
}

/** As many figures follow, in a row, as modes had figures before. */
function isNextList({ listModes, modes, tokens, at }: Scene): boolean {
  const end = tokens.findIndex(({ kind }, index) => index > at && kind !== 'number')
  const count = (end < 0 ? tokens.length : end) - at
  return modes.length === 0 && listModes.length > 1 && count === listModes.length
}

export function nextLabel(scene: Scene): Label | null {
  if (!scene.respectively) return null
  if (scene.queue.length === 0 && scene.passage.subjects.length < 2) {
    fillQueue(scene)
    scene.labels = []
    scene.modes = []
  }
  return scene.queue.shift() ?? null
}

export function takesCurrency(scene: Scene, token: NumberToken): boolean {
  const { subjects } = scene.passage
  // £57.15 of €78.40 and £57.15 is of the second market.
  const subject = subjects[subjects.length > 1 ? scene.numbersSinceGroup % subjects.length : 0]
  if (token.plainSign && subject?.market.plain_signs.includes(token.plainSign))
    token.currency = subject.market.currencies[0]!
  return !token.currency || !subject || subject.market.currencies.includes(token.currency)
}

export function lastLabelInClause(scene: Scene): string | null {
  const label = scene.clauseLabels.at(-1)
  if (!label) return null
  return 'price' in label ? label.price : 'flow'
}

/** True once this sentence has named a market. */
export const marketIsNamed = (scene: Scene): boolean => scene.lastMarketEnd >= 0

/** What a session did at the figure before it: 10,400원으로 출발해. */
export const startsBehind = /^(?:출발|거래를 시작|장을 열|始ま|スタート|取引を(?:开始|始め))/
