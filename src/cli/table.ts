import stringWidth from 'string-width'
import { cutTo, wrapLine } from './fit.ts'
import { paint } from './paint.ts'
import { inLanguage } from './words/say.ts'

/** No line of a table is longer; what could be typed again (an address, an id) stands on a line of its own instead. */
const WIDTH = 100
/** A column that is cut keeps so many cells. */
const LEAST = 8

/**
 * Rows as aligned columns; Chinese characters take two cells. Numbers stand to the right. `under` is a line below each row that is never
 * cut.
 */
export function renderTable(
  head: string[],
  rows: (string | number)[][],
  { under = [] }: { under?: string[] } = {},
): string {
  const titles = head.map(inLanguage)
  const lines = [titles, ...rows].map(row => row.map(String))
  const widths = fitWidths(
    titles.map((_, at) => Math.max(...lines.map(line => stringWidth(line[at] ?? '')))),
    titles.map(title => stringWidth(title)),
  )
  const toRight = head.map(
    (_, at) => rows.length > 0 && rows.every(row => typeof row[at] === 'number'),
  )

  const render = (line: string[]) =>
    line
      .map((whole, at) => {
        const cell = cutTo(whole, widths[at]!)
        const space = ' '.repeat(widths[at]! - stringWidth(cell))
        return toRight[at] ? space + cell : cell + space
      })
      .join('  ')
      .trimEnd()
  return [
    paint('head', render(lines[0]!)),
    widths.map(width => '─'.repeat(width)).join('  '),
    ...lines.slice(1).flatMap((line, at) => {
      const below = under[at]
      return below === undefined ? [render(line)] : [render(line), `  ${paint('faint', below)}`]
    }),
  ].join('\n')
}

/** The widest columns give way until all fit. */
function fitWidths(widths: number[], heads: number[]): number[] {
  const fitted = [...widths]
  const over = () => fitted.reduce((sum, width) => sum + width, 2 * (fitted.length - 1)) - WIDTH
  while (over() > 0) {
    const widest = fitted.indexOf(Math.max(...fitted))
    const least = Math.max(LEAST, heads[widest]!)
    if (fitted[widest]! <= least) break
    fitted[widest] = fitted[widest]! - 1
  }
  return fitted
}

/** A line for people, broken where it is longer than the width; what follows is set in. */
export const renderLine = (text: string, indent = 2): string => wrapLine(text, WIDTH, indent)
