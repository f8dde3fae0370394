import type { MarketConfig } from '../model/series.ts'

/**
 * What the figures of a passage are of. `isLater`: a contract behind the front year's. Told in passing beside the front one its
 * figures are no points; in a row of a table or list of contract months they are that contract's own, as every row's are.
 */
export type Subject = {
  market: MarketConfig
  vintage: string | null
  /** `Dec26`, or null for spot, auctions and where no month is named. */
  contract: string | null
  isLater: boolean
}

const monthNames = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ')

export const plainSubject = (market: MarketConfig): Subject => ({
  market,
  vintage: null,
  contract: null,
  isLater: false,
})

/** `Dec26` of a contract's month. */
export const contractName = (year: number, month: number): string =>
  `${monthNames[month - 1]}${String(year).slice(2)}`

/** True for contracts behind the December that is quoted as the market's price. */
export function isLaterContract(year: number, month: number, published: string): boolean {
  const now = Number(published.slice(0, 4))
  // In its last days the December contract has expired or is about to: the next is the front one.
  const front = published.slice(5) >= '12-11' ? now + 1 : now
  return year > front || (year === front && month > 12)
}

/** EUA-Dec26, CEA25, SZEA2024, CEA. */
export function instrumentOf({ market, vintage, contract }: Subject): string {
  const code = market.codes[0]!
  if (market.futures && contract) return `${code}-${contract}`
  return vintage ? `${code}${vintage}` : code
}
