import stringWidth from 'string-width'

/** Rows as aligned columns; Chinese characters take two cells. Numbers stand to the right. */
export function renderTable(head: string[], rows: (string | number)[][]): string {
  const lines = [head, ...rows].map(row => row.map(String))
  const widths = head.map((_, at) => Math.max(...lines.map(line => stringWidth(line[at] ?? ''))))
  const toRight = head.map(
    (_, at) => rows.length > 0 && rows.every(row => typeof row[at] === 'number'),
  )

  const render = (line: string[]) =>
    line
      .map((cell, at) => {
        const space = ' '.repeat(widths[at]! - stringWidth(cell))
        return toRight[at] ? space + cell : cell + space
      })
      .join('  ')
      .trimEnd()
  return [
    render(lines[0]!),
    widths.map(width => '─'.repeat(width)).join('  '),
    ...lines.slice(1).map(render),
  ].join('\n')
}
