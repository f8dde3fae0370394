import { foldFigures } from '../../text/fold-figures.ts'
import type { Passage } from '../passage.ts'
import type { Cell, TableBlock } from '../read-blocks.ts'

const contractHead =
  /合约|期约|交割|到期|限月|contract|expiry|expiration|maturity|delivery|结算月|결제월|월물|만기|종목/i

/** True of a table with a heading over contract months: what its cells name are contracts, no months of the past. */
export function namesContracts({ rows, caption }: TableBlock, { subjects }: Passage): boolean {
  const heads = [caption, ...(rows[0] ?? []), ...rows.map(row => row[0])]
  const texts = heads.map(head => foldFigures(typeof head === 'string' ? head : (head?.text ?? '')))
  const isOfFutures =
    subjects.some(({ market }) => market.futures) ||
    texts.some(text => /eua|uka|cca|rga/i.test(text))
  return isOfFutures && texts.some(text => text.length <= 40 && contractHead.test(text))
}

const hanMonth = /^(.{0,8}?)(?:(?:20)?(\d{2})年(\d{1,2})月|20(\d{2})[./-](\d{1,2}))$/
const codedMonth = /^(?:20)?2\d(?:0[1-9]|1[0-2])$/
const koreanMonth = /^.{0,8}?(?:20)?\d{2}년 ?\d{1,2}월$/
const englishMonth = /^.{0,12}?[a-z]{3,9} (?:20)?\d{2}$/i

/** 2026年12月, December 2026 in a cell of such a table, as a text would write it. */
export function asContract({ text, column }: Cell): string {
  const folded = foldFigures(text).trim()
  const han = hanMonth.exec(folded)
  if (han) return `${han[1]}20${han[2] ?? han[4]}年${han[3] ?? han[5]}月合约`
  // 2612 anywhere else is a figure.
  if (column === 0 && codedMonth.test(folded)) return `${folded}合约`
  if (koreanMonth.test(folded)) return `${folded}물`
  return englishMonth.test(folded) ? `${folded} contract` : text
}
