import type { TradeMode } from '../model/series.ts'
import type { FoundPoint } from './found-point.ts'
import type { Subject } from './instrument.ts'
import type { Dates, Time } from './read-time.ts'
import type { PriceLabel } from './sentence/state.ts'

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
  /** The day that the text went back from, to tell another day's settlement: what the morning's auction is of. */
  dayBefore: Time | null
  /** A line of a list of contract months: its figures are of the contract that it begins with, however late. */
  isContractRow: boolean
  /** 单位：万吨、万元: the powers of ten of a table's figures, where its heads name none. */
  scales: { volume: number; value: number }
  /** The label of the price told last, or of a flow told wrongly: a figure that sets it right may follow in the next sentence. */
  carried: { label: PriceLabel; isWrong: boolean } | { flow: 'volume' | 'value' } | null
  where: FoundPoint['where']
}
