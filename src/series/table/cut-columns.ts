import type { Cell } from '../read-blocks.ts'

/** Rows with each cell at another place. A merged cell stays one. */
export function moveCells(rows: Cell[][], place: (cell: Cell) => Partial<Cell>): Cell[][] {
  const moved = new Map<Cell, Cell>()
  const move = (cell: Cell): Cell => {
    const own = moved.get(cell) ?? { ...cell, ...place(cell) }
    moved.set(cell, own)
    return own
  }
  return rows.map(row => row.map(move))
}

/** The columns of rows from one place to another, as rows of their own; a merged cell stands where it begins. */
export const cutColumns = (rows: Cell[][], from: number, to?: number, top = 0): Cell[][] =>
  moveCells(
    rows.map(row => row.slice(from, to)),
    cell => ({ row: cell.row - top, column: Math.max(0, cell.column - from) }),
  )
