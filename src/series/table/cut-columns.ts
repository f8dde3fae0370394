import type { Cell } from '../read-blocks.ts'

/** The columns of rows from one place to another, as rows of their own. A merged cell stays one, and stands where it begins. */
export function cutColumns(rows: Cell[][], from: number, to?: number, top = 0): Cell[][] {
  const moved = new Map<Cell, Cell>()
  const move = (cell: Cell): Cell => {
    const column = Math.max(0, cell.column - from)
    const own = moved.get(cell) ?? { ...cell, row: cell.row - top, column }
    moved.set(cell, own)
    return own
  }
  return rows.map(row => row.slice(from, to).map(move))
}
