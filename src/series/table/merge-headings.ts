import type { TradeMode } from '../../model/series.ts'
import { contractName, type Subject } from '../instrument.ts'
import type { Passage } from '../passage.ts'
import type { Time } from '../read-time.ts'
import type { Heading } from './heading.ts'
import type { TableScene } from './table-scene.ts'

/** What all headings of a cell say together. */
export type CellMeaning = {
  measure: Heading['measure']
  subject: Subject
  time: Time
  /** The mode that is named, or the one that holds where none is. */
  mode: TradeMode
  isModeNamed: boolean
  isCumulative: boolean
  isPercent: boolean
  isRange: boolean
  currency: string | null
  factor: number | null
}

/** Puts the headings of a cell together, from the caption to the nearest; null when the cell is no point. */
export function mergeHeadings(parts: Heading[], scene: TableScene): CellMeaning | null {
  const { passage } = scene
  if (parts.some(part => part.isNone || (part.isOther && !part.subject))) return null
  if (scene.hasClose && parts.some(part => part.isLastClose || part.isLastTrade)) return null
  const named = measureOf(parts)
  // What changes in 成交量 is no change of the close.
  const isOfFlow = parts.some(part => part.measure && !['change', 'close'].includes(part.measure))
  if (named === 'change' && isOfFlow) return null
  // 最高成交价 of an auction is no day's high.
  if (scene.isAuction && (named === 'high' || named === 'low' || named === 'open')) return null
  const of = last(parts, 'subject')
  const base = of ?? passage.subjects[0]
  if (!base || (!base.market.futures && parts.some(part => part.isInLots))) return null
  const own = parts.findLast(part => part.mode && part.mode !== 'total')?.mode
  const sum = last(parts, 'mode')
  // 成交总量 of an auction's table is the auction's.
  const mode = own ?? (sum && scene.isAuction ? 'auction' : sum)
  // Listed over t and CNY m: the unit says which of the two is meant.
  const measure = named ?? (mode && last(parts.slice(1), 'flow'))
  return {
    measure,
    subject: subjectOf(base, parts, passage, of !== null),
    time: timeOf(parts, passage),
    mode: mode ?? (scene.isAuction ? 'auction' : null) ?? passage.mode ?? 'total',
    isModeNamed: mode !== null,
    isCumulative: parts.some(part => part.isCumulative),
    isPercent: parts.some(part => part.isPercent),
    isRange: measure === null && parts.some(part => part.isRange),
    currency: last(parts, 'currency'),
    factor: factorOf(parts),
  }
}

function last<Key extends keyof Heading>(parts: Heading[], key: Key): Heading[Key] | null {
  return parts.findLast(part => part[key] !== null && part[key] !== false)?.[key] ?? null
}

/** The most telling word of all headings: what changes, then prices, then flows. */
function measureOf(parts: Heading[]): Heading['measure'] {
  const [caption, ...near] = parts
  const named = near.flatMap(part => (part.measure ? [part.measure] : []))
  if (named.includes('change')) return 'change'
  const isClose = named.length === 0 && near.some(part => part.isLastClose)
  return isClose ? 'close' : (named.at(-1) ?? caption?.measure ?? null)
}

/** The scale stands with the measure; a caption's holds where no heading has one. */
const factorOf = (parts: Heading[]): number | null =>
  parts.findLast((part, at) => part.factor !== null && (part.measure !== null || at > 0))?.factor ??
  parts[0]?.factor ??
  null

function timeOf(parts: Heading[], passage: Passage): Time {
  const day = parts.findLast(part => part.time?.kind === 'day')?.time
  if (day) return day
  if (!parts.some(part => part.isPeriod)) return passage.time
  const time = last(parts, 'time')
  return time?.kind === 'period' ? time : { kind: 'period', span: 'other', lastDay: null }
}

function subjectOf(base: Subject, parts: Heading[], passage: Passage, isNamed: boolean): Subject {
  const { market } = base
  const contract = last(parts, 'contract')
  const known = passage.contracts.get(market.id) ?? null
  return {
    market,
    // SZEA2024 beside 深圳碳配额: the code says which of the same market's.
    vintage:
      base.vintage ??
      parts.find(part => part.subject?.market === market && part.subject.vintage)?.subject
        ?.vintage ??
      (market.vintages === 'short' ? last(parts, 'vintage') : null),
    contract: contract
      ? contractName(contract.year, contract.month)
      : parts.slice(1).some(part => part.isSpot)
        ? null
        : isNamed
          ? known
          : base.contract,
    // A table gives each contract a row of its own: none is told in passing.
    isLater: false,
  }
}
