type PlainTable = { before: string[]; rows: string[][]; after: string[] }

const FEWEST_COLUMNS = 3
const ruler = /^[\s|+=_:-]+$/

/** A line's columns: parted by bars, tabs, or two spaces and more. */
function columnsOf(line: string): string[] {
  const trimmed = line.trim().replace(/^\||\|$/g, '')
  const parted = /\|/.test(trimmed) ? trimmed.split('|') : trimmed.split(/\t+|\s{2,}|\u3000+/)
  return parted.map(cell => cell.trim())
}

/** The table that stands in a text in plain lines, as mails and terminals print them; null where there is none. */
export function readPlainTable(text: string): PlainTable | null {
  const lines = text.split(/\r?\n/).filter(line => line.trim() !== '' && !ruler.test(line))
  const columns = lines.map(columnsOf)
  const from = columns.findIndex(
    (cells, at) => cells.length >= FEWEST_COLUMNS && columns[at + 1]?.length === cells.length,
  )
  if (from < 0) return null
  const width = columns[from]!.length
  const past = columns.findIndex((cells, at) => at > from && cells.length !== width)
  const end = past < 0 ? lines.length : past
  return {
    before: lines.slice(0, from),
    rows: columns.slice(from, end),
    after: lines.slice(end),
  }
}
