import { foldFigures } from '../../text/fold-figures.ts'
import type { Cell } from '../read-blocks.ts'
import { tokenize } from '../tokenize.ts'
import { asContract } from './contract-months.ts'
import type { TableScene } from './table-scene.ts'

/** Cells once each, where merged ones stand at several places. */
export const distinct = (cells: (Cell | undefined)[]): Cell[] => [
  ...new Set(cells.filter(cell => cell !== undefined)),
]

/** What a cell says instead of a volume when nothing was traded. */
export const nothing =
  /^(?:无|无成交|无交易|没有成交|未成交|零成交|no trades?|nil|none|not traded|did not trade|no deals?|untraded|거래 ?없음|미거래|거래 ?무|成約なし|取引なし|出来ず|約定なし|kein Handel|ohne Umsatz|nicht gehandelt|aucun échange|sin operaciones)$/i
/** What a cell says instead of a change when the close stayed. */
export const flatCell =
  /^(?:전일과 동일|前日と同じ|unverändert|inchangé|sin cambios|±0(?:\.0+)?%?|持平|平盘|平|收平|不变|无变化|unchanged|flat|unch\.?|no change|steady|보합|변동 ?없음|変わらず|横ばい|0|0\.0+%?|-0\.0+%?)$/i
const sums =
  /^(?:합계|총계|소계|合計|総計|Summe|Gesamt|insgesamt|totaux|suma|合计|总计|小计|共计|累计|total|sum|subtotal|平均|均值|average|mean|周合计|本周合计|week total|weekly total|本周|全周|周平均|周均|月均|日均|均价|月合计|本月合计|本周累计|汇总|总和|全月|本月|周度合计|月度合计|五日合计|week|weekly|monthly total|net)[:：]?$/i

/** 10月合计, 三季度均值, October total. */
const sumOfSpan =
  /^all (?:pilots|markets|regions|vintages|modes|products|contracts)$|^(?:[各全所]?[部有个]?|[一二三四五六七八九\d]个?)(?:试点|地区|市场|品种)(?:碳市场)?(?:合计|总计|小计)$|^(?:(?:\d{4}年)?(?:\d{1,2}|[一二三四五六七八九十]{1,2})月份?|(?:[本全当该上]|近.{1,3})[日天周月季年]度?|[一二三四]季度|[上下]半年|年初至今|(?:jan|feb|mar|apr|may|june?|july?|aug|sep|oct|nov|dec)[a-z]*(?: 20\d\d)?|month|week|quarter|year|period|grand) ?(?:累计|合计|总计|小计|共计|平均|均值|均价|日均|total|sum|average|avg|mean)[:：]?$/i

/** True of the name of a row or column that sums the others. */
export const isSum = ({ text }: Cell): boolean =>
  sums.test(text.trim()) || sumOfSpan.test(text.trim())

const isDash = (text: string) => /^[-/\\]*$/.test(foldFigures(text).trim())

/** 1D, 5-day, 52 weeks: how long, in a heading. */
const length =
  /^\d{1,3}[ -]?(?:[dwmyh](?![a-z\d])|(?:day|week|month|year|hour)s?|mth|yr|[日周天年](?!\d)|个?月(?!\d)|주|개월|[ヶか]月)/i

/** True of a cell that begins with a number. */
export function isFigure(text: string, { lexicon, passage }: TableScene): boolean {
  const folded = foldFigures(text).trim()
  if (!/\d/.test(folded) || length.test(folded)) return false
  const [first] = tokenize(folded, lexicon, passage.dates).filter(({ kind }) => kind !== 'stop')
  return first?.kind === 'number' && first.unit !== 'drop' && first.start <= 1
}

/** True of such a cell that is no contract's month: 2026년 12월. */
const isFigureCell = (cell: Cell, scene: TableScene): boolean =>
  isFigure(cell.text, scene) && !(scene.namesContracts && asContract(cell) !== cell.text)

/** A row of one merged cell that heads the rows below it. */
export function isSection(row: Cell[], scene: TableScene): boolean {
  const cells = distinct(row)
  return cells.length === 1 && row.length > 1 && !isFigureCell(cells[0]!, scene)
}

/** How many rows at the top name the columns. */
export function countHeadRows(scene: TableScene): number {
  const { rows } = scene.table
  let count = 0
  while (count < rows.length - 1 && isHeadRow(rows[count]!, scene)) count++
  return count
}

function isHeadRow(row: Cell[], scene: TableScene): boolean {
  const cells = distinct(row)
  if (cells.length === 0) return true
  // A merged row over everything is a section when data stood before it, else a title.
  if (cells.length === 1 && row.length > 1) return true
  if (cells.some(cell => isFigureCell(cell, scene))) return false
  const later = cells.slice(1).map(cell => cell.text.trim())
  if (later.some(text => nothing.test(text) || flatCell.test(text))) return false
  if (later.some(text => text !== '' && isDash(text))) return false
  return cells.every(cell => cell.isHead) || saysMore(cells, scene)
}

/** Head rows name measures, markets, days or units in more than their first cell. */
const saysMore = (cells: Cell[], { heading }: TableScene): boolean =>
  cells.slice(1).some(cell => {
    const { measure, subject, time, isNone, isLastClose, mode, contract, ...of } = heading(cell)
    return (
      measure ||
      subject ||
      time ||
      isNone ||
      isLastClose ||
      mode ||
      contract ||
      of.isCumulative ||
      of.isPercent ||
      of.currency ||
      of.factor !== null
    )
  })

/** How many columns at the left name the rows. */
export function countLabelColumns(headRows: number, scene: TableScene): number {
  const { rows } = scene.table
  const data = rows.slice(headRows).filter(row => !isSection(row, scene))
  const widest = Math.max(0, ...data.map(row => row.length))
  let count = 0
  while (count < widest - 1 && isLabelColumn(count, data, rows[headRows - 1], scene)) count++
  return Math.max(count, widest > 1 && headRows === 0 ? 1 : count)
}

function isLabelColumn(
  at: number,
  data: Cell[][],
  head: Cell[] | undefined,
  scene: TableScene,
): boolean {
  const column = data.flatMap(row => (row[at] ? [row[at]!] : []))
  if (column.some(cell => isFigureCell(cell, scene) || nothing.test(cell.text.trim()))) return false
  if (at === 0) return true
  if (column.every(cell => /^[-\s/]*$/.test(foldFigures(cell.text)))) return false
  // 成交方式: a column of modes names its rows.
  if (column.every(cell => cell.text.trim() === '' || scene.heading(cell).mode)) return true
  const name = head?.[at]
  return !(name && scene.heading(name).measure)
}
