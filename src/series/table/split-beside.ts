import { foldFigures } from '../../text/fold-figures.ts'
import type { Cell, TableBlock } from '../read-blocks.ts'
import { cutColumns } from './cut-columns.ts'

/** The columns under one merged heading of the first row. */
type Group = { head: Cell; from: number; to: number }

const isFigure = (text: string) => /^[\s+\-−–—↑↓▲▼]*\d/.test(foldFigures(text).trim())
const isLabel = (text: string) => text.trim() !== '' && !isFigure(text)

/**
 * Two tables printed as one, each under its merged heading: a list of labels with their figures beside a table with a head of its own.
 * They are read one by one; every other table comes back as it is.
 */
export function splitBeside(table: TableBlock): TableBlock[] {
  const groups = groupsOf(table)
  const below = table.rows.slice(1)
  const isList = ({ from, to }: Group) =>
    to - from === 2 &&
    below.every(row => isLabel(row[from]?.text ?? '') && isFigure(row[from + 1]?.text ?? ''))
  const hasHead = ({ from, to }: Group) =>
    below[0]!.slice(from, to).every(cell => isLabel(cell.text)) &&
    below.slice(1).some(row => row.slice(from, to).some(cell => isFigure(cell.text)))
  const isBeside = groups.some(isList) && groups.some(hasHead)
  return isBeside ? groups.map(group => partOf(table, group)) : [table]
}

/** The groups of the first row, none where a heading is no wider than its column or reaches further down. */
function groupsOf({ rows }: TableBlock): Group[] {
  const [first = [], second] = rows
  const heads = [...new Set(first)]
  const groups = heads.map(head => ({
    head,
    from: first.indexOf(head),
    to: first.lastIndexOf(head) + 1,
  }))
  const isPlain = groups.every(({ head, from, to }) => to - from > 1 && second?.[from] !== head)
  return groups.length > 1 && second && isPlain ? groups : []
}

const partOf = ({ caption, rows }: TableBlock, { head, from, to }: Group): TableBlock => ({
  kind: 'table',
  caption: `${caption} ${head.text}`.trim(),
  rows: cutColumns(rows.slice(1), from, to, 1),
})
