import type { PriceMeasure, TradeMode } from '../../model/series.ts'

export type PriceLabel = PriceMeasure | 'none'
export type FlowLabel = 'volume' | 'value' | 'none'
/** What a change is measured against: the trading day before, or anything else. */
export type Base = 'prev' | 'other' | null
export type Label = { price: PriceLabel } | { flow: FlowLabel; mode: TradeMode | null }

/** What the words so far say of the figure to come. What stands in brackets changes it for their length. */
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
