import type { PriceMeasure, TradeMode } from '../../model/series.ts'
import type { FoundPoint } from '../found-point.ts'
import type { Subject } from '../instrument.ts'
import type { Passage } from '../passage.ts'
import type { Time } from '../read-time.ts'
import type { Token } from '../token.ts'
import { allModeFrom } from './all-mode.ts'
import { isOfSingleDeal } from './single-deal.ts'
import { freshState, type Label, type PriceLabel, type State } from './state.ts'

/** What holds to the next comma. */
export type Clause = {
  hasMarket: boolean
  hasNumber: boolean
  labels: Label[]
  modes: TradeMode[]
  /** What the figures of a span are: the low, then the high. */
  range: PriceMeasure[]
  /** 两市合计: a sum of several markets, no market's own. */
  isSum: boolean
  /** The time to go back to when the clause ends that named another in passing. */
  timeBefore: Time | null
}

/** What holds to the next semicolon or full stop. */
export type Statement = {
  /** Labels and modes that no figure has taken yet. */
  labels: Label[]
  modes: TradeMode[]
  /** Labels that 分别 gives to the figures behind it, in order. */
  queue: Label[]
  /** 均为挂牌协议交易: the one mode of all the statement's figures. */
  allMode: TradeMode | null
  /** True once the clauses so far have named their day. */
  sawTime: boolean
  isForecast: boolean
  /** The forecast has given its figure: a close told behind it is one. */
  isForecastTold: boolean
  isAsOf: boolean
  /** Several contracts under one label, as in a row: a later one is told like the front one. */
  isRow: boolean
  /** The week's high was named: the low beside it is the week's too. */
  isSpan: boolean
  /** 截至午间: what is told of half a day is no figure of the day. */
  isMidSession: boolean
  /** 首日, 去年末: the figures are of a day that is told for comparison. */
  isOtherDay: boolean
}

/** 分别, and what figures are given in order of. */
export type List = {
  respectively: boolean
  /** The word itself was read. */
  isSaid: boolean
  /** How many figures the group of markets has had. */
  figures: number
  /** The modes that 分别 gave figures to, for the next list: 对应成交额为360万元、1716万元. */
  modes: TradeMode[]
  /** The verb that 分别 gives to all the percentages behind it. */
  verb: State['verb']
  /** 11月4日和6日: the days before the last one named. */
  daysJoined: string[]
  /** 周一至周五收盘价依次为: the days that the figures to come are of, one each. */
  daysToCome: string[]
}

/** Where things stand in the sentence, -1 while there are none. */
export type Places = {
  /** The end of the last market. */
  market: number
  /** The end of the last change that was taken for the day's. */
  change: number
  /** The end of the last figure that was only compared with. */
  compared: number
  /** The start of a label that belongs to the figure before it. */
  usedAhead: number
}

/** A sentence while it is read from its first token to its last. What a comma or a semicolon ends is in `clause` and `statement`. */
export type Scene = {
  readonly tokens: Token[]
  readonly folded: string
  readonly printed: string
  readonly passage: Passage
  readonly points: FoundPoint[]
  readonly isChinese: boolean
  readonly modes: Set<TradeMode>
  readonly list: List
  readonly places: Places
  /** The token that is read. */
  at: number
  state: State
  /** What to go back to behind each bracket that is open. */
  stack: { state: State; time: Time; hadNumber: boolean }[]
  clause: Clause
  statement: Statement
  /** 挂牌协议交易中，…: the mode that heads the sentence, and the token behind its clause. */
  head: { mode: TradeMode | null; at: number }
  /** Other goods or single deals: nothing is a point until a market is named again. */
  isDead: boolean
  /** 某公司…: what one company did is no figure of the market. */
  isDeal: boolean
  isCorrecting: boolean
  /** 盘中一度跌至: a percentage behind it is of that moment. */
  isMomentary: boolean
  /** 昨收: the price to come is the close before. */
  isPreviousClose: boolean
  /** The label of the last price of the sentence: CEA25 ended at 67.90 yuan and CEA24 at 69.10. */
  priceTold: PriceLabel | null
  /** 截至8月28日: the day that what was counted so far is of. */
  asOfDay: string | null
  /** The time to go back to when the sentence ends. */
  timeBefore: Time | null
  /** What the figures were of before spot allowances were named. */
  beforeSpot: Subject[] | null
}

export const freshClause = (): Clause => ({
  hasMarket: false,
  hasNumber: false,
  labels: [],
  modes: [],
  range: [],
  isSum: false,
  timeBefore: null,
})

/** The statement that begins at a token. */
export const freshStatement = (tokens: Token[], from: number, folded: string): Statement => ({
  labels: [],
  modes: [],
  queue: [],
  allMode: allModeFrom(tokens, from, folded),
  sawTime: false,
  isForecast: false,
  isForecastTold: false,
  isAsOf: false,
  isRow: false,
  isSpan: false,
  isMidSession: false,
  isOtherDay: false,
})

const freshList = (tokens: Token[]): List => ({
  respectively: tokens.some(token => token.kind === 'mark' && token.mark === 'respectively'),
  isSaid: false,
  figures: 0,
  modes: [],
  verb: null,
  daysJoined: [],
  daysToCome: [],
})

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
    modes: new Set(),
    list: freshList(tokens),
    places: { market: -1, change: -1, compared: -1, usedAhead: -1 },
    at: 0,
    state: freshState(),
    stack: [],
    clause: freshClause(),
    statement: freshStatement(tokens, 0, folded),
    head: { mode: null, at: 0 },
    isDead: false,
    isDeal: isOfSingleDeal(tokens, folded, passage.isOfDeal),
    isCorrecting: false,
    isMomentary: false,
    isPreviousClose: false,
    priceTold: null,
    asOfDay: null,
    timeBefore: null,
    beforeSpot: null,
  }
}

export function isBlocked({ state, clause, statement, isDead, isDeal }: Scene): boolean {
  const isNoFigure = clause.isSum || statement.isForecast
  const isOfOther = statement.isOtherDay || statement.isMidSession
  return state.comparing || state.isOld || isNoFigure || isOfOther || isDead || isDeal
}

export function lastLabelInClause({ clause }: Scene): string | null {
  const label = clause.labels.at(-1)
  if (!label) return null
  return 'price' in label ? label.price : 'flow'
}

/** True once this sentence has named a market. */
export const marketIsNamed = ({ places }: Scene): boolean => places.market >= 0
