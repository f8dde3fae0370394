import type { AnyNode, Element } from 'domhandler'
import { isTag, isText } from 'domhandler'
import { parseDocument } from 'htmlparser2'
import { foldFigures } from '../text/fold-figures.ts'
import { readPlainTable } from './plain-table.ts'
import { joinRaised } from './raised.ts'

/** A cell of a table after its spans are laid out; a merged one stands at each of its places. */
export type Cell = { text: string; isHead: boolean; row: number; column: number }

export type TableBlock = { kind: 'table'; caption: string; rows: Cell[][] }

/** A line of a text, as it stands there and as figures are looked for in it. `isLink`: next to all of it is a link. */
export type LineBlock = {
  kind: 'text'
  text: string
  folded: string
  isHead: boolean
  isLink: boolean
  isItem: boolean
}

/** A piece of a text. */
export type TextBlock = LineBlock | TableBlock

const silent = new Set(
  'script style noscript template svg nav header footer aside form button select iframe figcaption'.split(
    ' ',
  ),
)
const inline = new Set(
  'a b strong i em u s span font sub sup small big code mark abbr cite time label ins del q var kbd bdi wbr data'.split(
    ' ',
  ),
)
/** No bulletin's table is larger; what is beyond is left out. */
const MOST_CELLS = 4_000
const MOST_SPAN = 60
/** A table of more cells lays out no page. */
const MOST_OF_LAYOUT = 8
const LEAST_OF_PASSAGES = 40
const MOST_DEPTH = 200

/** The lines and tables of a text in HTML, in order. What stands around a page's text is passed over. */
export function readBlocks(html: string): TextBlock[] {
  const builder = new Builder()
  builder.visitAll(parseDocument(html).children, 0)
  builder.flush()
  return builder.blocks
}

class Builder {
  readonly blocks: TextBlock[] = []
  #text = ''
  #linked = 0
  #inLink = 0
  #isHead = false
  #isItem = false

  visitAll(nodes: AnyNode[], depth: number) {
    for (const node of nodes) this.#visit(node, depth)
  }

  #visit(node: AnyNode, depth: number) {
    if (isText(node)) return this.#add(node.data)
    if (!isTag(node) || silent.has(node.name) || depth > MOST_DEPTH) return
    if (node.name === 'br') return this.flush()
    if (node.name === 'table' && this.#addTable(node, depth)) return
    if (node.name === 'pre' && this.#addPlainTable(node)) return
    if (node.name === 'sup') {
      this.#text = joinRaised(this.#text, textOf(node))
      return
    }
    if (inline.has(node.name)) {
      if (node.name === 'a') this.#inLink++
      this.visitAll(node.children, depth + 1)
      if (node.name === 'a') this.#inLink--
      return
    }
    // A term goes before what is said of it in one line.
    if (node.name !== 'dd' || !this.#text.trim()) this.flush()
    else this.#text += '：'
    this.#isHead = /^(?:h[1-6]|dt)$/.test(node.name)
    this.#isItem = node.name === 'li' || node.name === 'dd'
    this.visitAll(node.children, depth + 1)
    if (node.name === 'dt') {
      this.#isHead = false
      return
    }
    this.flush()
  }

  #add(data: string) {
    const isPre =
      data.includes('\n') && /\S {2,}\S|\n.*\d/.test(data) && data.split('\n').length > 2
    for (const [at, line] of (isPre ? data.split('\n') : [data]).entries()) {
      if (at > 0) this.flush()
      this.#text += line.replace(/\s+/g, ' ')
      if (this.#inLink) this.#linked += line.trim().length
    }
  }

  flush() {
    const text = this.#text.replace(/\s+/g, ' ').trim()
    if (text !== '')
      this.blocks.push({
        kind: 'text',
        text,
        folded: foldFigures(text),
        isHead: this.#isHead,
        isItem: this.#isItem,
        isLink: this.#linked > text.length * 0.8,
      })
    this.#text = ''
    this.#linked = 0
    this.#isHead = false
  }

  /** A table in plain text, in lines of as many columns; false for other text. */
  #addPlainTable(pre: Element): boolean {
    const found = readPlainTable(plainText(pre))
    if (!found) return false
    this.flush()
    this.#addLines(found.before)
    const cellOf = (row: number) => (text: string, column: number) => ({
      text,
      isHead: row === 0,
      row,
      column,
    })
    const rows = found.rows.map((cells, row) => cells.map(cellOf(row)))
    this.blocks.push({ kind: 'table', caption: '', rows })
    this.#addLines(found.after)
    return true
  }

  #addLines(lines: string[]) {
    for (const line of lines) {
      this.#add(line)
      this.flush()
    }
  }

  /** False for a table that lays out a page: it is read like any other part. */
  #addTable(table: Element, depth: number): boolean {
    const rows = rowsOf(table)
    const cells = rows.flatMap(row => cellsOf(row))
    if (cells.length <= MOST_OF_LAYOUT && cells.some(holdsPassages)) return false
    if (cells.length < 2 || cells.some(cell => hasTable(cell) || textOf(cell).length > 300))
      return false
    if (depth > MOST_DEPTH || cells.length > MOST_CELLS) return true
    this.flush()
    const caption = table.children.find(child => isTag(child) && child.name === 'caption')
    this.blocks.push({
      kind: 'table',
      caption: caption ? textOf(caption) : '',
      rows: layOut(rows),
    })
    return true
  }
}

/** A cell of several paragraphs: a page's column, and no figure of a table. */
const holdsPassages = (cell: Element): boolean =>
  countPassages(cell) > 1 && textOf(cell).length > LEAST_OF_PASSAGES

const countPassages = (node: Element): number =>
  node.children
    .filter(isTag)
    .reduce(
      (sum, child) => sum + (/^(?:p|h[1-6]|ul|ol)$/.test(child.name) ? 1 : countPassages(child)),
      0,
    )

const rowsOf = (table: Element): Element[] =>
  table.children.flatMap(child => {
    if (!isTag(child)) return []
    if (child.name === 'tr') return [child]
    return ['thead', 'tbody', 'tfoot'].includes(child.name) ? rowsOf(child) : []
  })

const cellsOf = (row: Element): Element[] =>
  row.children.filter(
    (child): child is Element => isTag(child) && (child.name === 'td' || child.name === 'th'),
  )

/** A text with the breaks of its lines. */
function plainText(node: AnyNode): string {
  if (isText(node)) return node.data
  if (!isTag(node)) return ''
  return node.name === 'br' ? '\n' : node.children.map(plainText).join('')
}

const hasTable = (node: Element): boolean =>
  node.children.some(child => isTag(child) && (child.name === 'table' || hasTable(child)))

const textOf = (node: AnyNode): string => gather('', node).replace(/\s+/g, ' ').trim()

/** A text with that of a node behind it; blocks stand apart, what is raised joins what it is raised behind. */
function gather(before: string, node: AnyNode): string {
  if (isText(node)) return before + node.data
  if (!isTag(node) || silent.has(node.name)) return before
  if (node.name === 'br') return `${before} `
  const gap = inline.has(node.name) ? '' : ' '
  let text = before
  for (const child of node.children) {
    text =
      isTag(child) && child.name === 'sup'
        ? joinRaised(text, textOf(child))
        : gather(text + gap, child)
  }
  return text + gap
}

function layOut(rows: Element[]): Cell[][] {
  const grid: Cell[][] = rows.map(() => [])
  for (const [rowIndex, row] of rows.entries()) {
    let column = 0
    for (const element of cellsOf(row)) {
      while (grid[rowIndex]![column]) column++
      const span = (name: string, most: number) =>
        Math.min(Math.max(1, Number.parseInt(element.attribs[name] ?? '1', 10) || 1), most)
      const width = span('colspan', MOST_SPAN)
      const height = span('rowspan', rows.length - rowIndex)
      const cell = { text: textOf(element), isHead: element.name === 'th', row: rowIndex, column }
      for (let y = 0; y < height; y++)
        for (let x = 0; x < width; x++) grid[rowIndex + y]![column + x] ??= cell
      column += width
    }
  }
  return grid
}
