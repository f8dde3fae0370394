/** A line of the table: of so many rows, how many came out right. */
export type Figure = { set: string; rows: number; right: number; wrong: string[] }

/** Counts the rows that came out right and keeps the names of the others. */
export function figureOf(set: string, rows: { name: string; right: boolean }[]): Figure {
  const wrong = rows.filter(row => !row.right).map(row => row.name)
  return { set, rows: rows.length, right: rows.length - wrong.length, wrong }
}
