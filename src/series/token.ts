import type { MarketConfig, SeriesConfig, TradeMode } from '../model/series.ts'
import type { Time } from './read-time.ts'

/** A number of a text with its unit. `drop` are things that no market measures (家, basis points). */
export type NumberToken = {
  kind: 'number'
  value: number
  unit: 'price' | 'money' | 'tonnes' | 'percent' | 'bare' | 'drop'
  currency: string | null
  /** -1 or 1 where a sign is printed, else 0. */
  sign: number
  /** True for 3.2万 and the like: never a price. */
  isMultiplied: boolean
  /** 元 or $ without a country's name: several currencies are written so. */
  plainSign: '元' | '$' | null
}

export type Meaning =
  | NumberToken
  | { kind: 'market'; market: MarketConfig; vintage: string | null; isPlace: boolean }
  | { kind: 'contract'; year: number; month: number }
  | { kind: 'vintage'; year: string }
  | { kind: 'other' }
  | { kind: 'measure'; measure: keyof SeriesConfig['measures'] }
  | { kind: 'mode'; mode: TradeMode }
  | { kind: 'mark'; mark: string }
  | { kind: 'time'; time: Time }
  | { kind: 'stop'; stop: ',' | ';' | ':' | '(' | ')' }

/** A piece of a text that means something; words with several meanings give several tokens at one place. */
export type Token = Meaning & { start: number; end: number }

/** True of what says which instrument figures are of. */
export const namesInstrument = ({ kind }: Token): boolean =>
  kind === 'market' || kind === 'contract' || kind === 'vintage'

/** What stands at a place of a text, and where it ends. */
export type Found = { meanings: Meaning[]; end: number }

/** What a sticky pattern finds at a place. */
export function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at
  return pattern.exec(text)
}
