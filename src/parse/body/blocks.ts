import type { ChildNode, Text } from 'domhandler'
import { isText } from 'domhandler'
import type { ArticleImage } from '../../model/article.ts'
import { PageElement } from '../build-tree.ts'
import { addressOn, type PageDocument, textOf } from '../document.ts'
import { inlineTags, silentTags } from '../scan-lines.ts'
import { escapeHtml } from './escape-html.ts'
import { readImage } from './images.ts'

/** An element that goes around blocks in the clean HTML: a list, a quote, a table, a row. */
export type Wrapper = {
  tag: string
  blocks: number
  /** Of a cell: how many columns and rows it covers, as attributes with a space before. */
  span?: string
}

/** A block of the body: a paragraph, heading, list item, table cell or figure. */
export type Block = {
  tag: 'p' | 'h2' | 'h3' | 'h4' | 'pre' | 'figure' | 'caption'
  wrappers: Wrapper[]
  html: string
  /** Plain text; empty for a figure. */
  text: string
  /** The block element that it was read from. */
  element: PageElement
  /** The text node that it begins in; null for a figure. */
  node: Text | null
  linkLength: number
  image: ArticleImage | null
}

const wrapperTags = new Set('ul ol li dl dt dd blockquote table tr td th'.split(' '))
/** Wrappers that hold a lone paragraph without its `<p>`. */
const cellTags = new Set('li dt dd td th'.split(' '))
const tableTags = new Set('table tr td th'.split(' '))
const keptInline = new Map(
  Object.entries({
    a: 'a',
    b: 'strong',
    strong: 'strong',
    i: 'em',
    em: 'em',
    cite: 'em',
    code: 'code',
    sub: 'sub',
    sup: 'sup',
  }),
)
const blockTag = new Map<string, Block['tag']>(
  Object.entries({
    h1: 'h2',
    h2: 'h2',
    h3: 'h3',
    h4: 'h4',
    h5: 'h4',
    h6: 'h4',
    pre: 'pre',
    caption: 'caption',
  } as const),
)
/** No article has more; what comes after is left out rather than let a page cost too much. */
const MOST_BLOCKS = 20_000
/** In these a line break stays inside the block; elsewhere it ends a paragraph. */
const keepsBreaks = new Set<Block['tag']>(['h2', 'h3', 'h4', 'pre', 'caption'])

/**
 * Turns what stands below `roots` into blocks, in page order, without what is in `dropped`. Blocks break at block
 * elements and line breaks, and never inside a line of text.
 */
export function buildBlocks(
  page: PageDocument,
  roots: PageElement[],
  dropped: ReadonlySet<PageElement>,
): Block[] {
  const builder = new BlockBuilder(page, dropped)
  for (const root of roots) builder.visitElement(root)
  builder.flush()
  return builder.blocks
}

class BlockBuilder {
  readonly blocks: Block[] = []
  readonly #page: PageDocument
  readonly #dropped: ReadonlySet<PageElement>
  readonly #wrappers: Wrapper[] = []
  readonly #inline: { open: string; close: string }[] = []
  readonly #tags: { tag: Block['tag']; element: PageElement }[] = []
  /** For the tables that are open: does it hold data, or only lay out the page? */
  readonly #dataTables: boolean[] = []
  #html = ''
  #text = ''
  /** True at the beginning of a block and after a space: a further one is left out. */
  #endsInSpace = true
  #node: Text | null = null
  #linkLength = 0
  #linkDepth = 0
  #waitingFigures: Block[] = []

  constructor(page: PageDocument, dropped: ReadonlySet<PageElement>) {
    this.#page = page
    this.#dropped = dropped
  }

  visit(node: ChildNode) {
    if (isText(node)) this.#addText(node)
    else if (node instanceof PageElement) this.visitElement(node)
  }

  visitElement(element: PageElement) {
    const { name } = element
    if (this.#dropped.has(element) || silentTags.has(name)) return
    if (name === 'br') return this.#lineBreak()
    if (name === 'img') return this.#addImage(element, null)
    if (name === 'figure' && this.#addFigure(element)) return
    if (name === 'input' || name === 'button') return
    if (inlineTags.has(name)) return this.#visitInline(element)
    this.#visitBlock(element)
  }

  #visitBlock(element: PageElement) {
    this.flush()
    const { name } = element
    if (name === 'table') this.#dataTables.push(isDataTable(this.#page, element))
    const wraps =
      wrapperTags.has(name) && (!tableTags.has(name) || this.#dataTables.at(-1) === true)
    if (wraps) this.#wrappers.push({ tag: name, blocks: 0, span: spanOf(element) })
    const blocksBefore = this.blocks.length
    this.#tags.push({ tag: blockTag.get(name) ?? 'p', element })
    for (const child of element.children) this.visit(child)
    this.flush()
    // A cell without text keeps its place, or the columns after it would move.
    const isEmptyCell = wraps && isCell(name) && this.blocks.length === blocksBefore
    if (isEmptyCell) this.#push('', '')
    this.#tags.pop()
    if (wraps) this.#wrappers.pop()
    if (name === 'table') this.#dataTables.pop()
  }

  #visitInline(element: PageElement) {
    const kept = keptInline.get(element.name)
    const href = element.name === 'a' ? addressOn(this.#page, element.attribs.href) : null
    const open =
      element.name === 'a'
        ? href
          ? `<a href="${escapeHtml(href)}">`
          : ''
        : kept
          ? `<${kept}>`
          : ''
    if (open !== '') {
      this.#inline.push({ open, close: `</${kept}>` })
      this.#html += open
    }
    if (element.name === 'a') this.#linkDepth++
    for (const child of element.children) this.visit(child)
    if (element.name === 'a') this.#linkDepth--
    if (open !== '') {
      this.#inline.pop()
      this.#html += `</${kept}>`
    }
  }

  #addText(node: Text) {
    const text = node.data.replace(/[\u200b\u200e\u200f\u2060\ufeff\u00ad]/g, '')
    const isPre = this.#tags.at(-1)?.tag === 'pre'
    let tidy = isPre ? text : text.replace(/\s+/g, ' ')
    if (!isPre && this.#endsInSpace && tidy.startsWith(' ')) tidy = tidy.slice(1)
    if (tidy === '') return
    if (this.#text === '') this.#node = node
    this.#text += tidy
    this.#endsInSpace = /\s/.test(tidy.at(-1) ?? '')
    this.#html += escapeHtml(tidy)
    if (this.#linkDepth > 0) this.#linkLength += tidy.length
  }

  #lineBreak() {
    const tag = this.#tags.at(-1)?.tag ?? 'p'
    if (!keepsBreaks.has(tag)) return this.flush()
    if (this.#text === '') return
    this.#text = `${this.#text.trimEnd()}\n`
    this.#endsInSpace = true
    this.#html += '<br>'
  }

  #addImage(element: PageElement, caption: string | null) {
    const image = readImage(this.#page, element, caption)
    if (!image) return
    this.#waitingFigures.push({
      tag: 'figure',
      wrappers: [...this.#wrappers],
      html: renderFigure(image),
      text: '',
      element,
      node: null,
      linkLength: 0,
      image,
    })
    if (this.#text === '') this.flush()
  }

  /** A figure of pictures becomes those pictures with its caption; false when it holds something else. */
  #addFigure(figure: PageElement): boolean {
    const inside = this.#page.elements.slice(figure.order + 1, figure.end + 1)
    if (inside.some(element => ['table', 'blockquote', 'pre'].includes(element.name))) return false
    this.flush()
    const caption = inside.find(element => element.name === 'figcaption')
    const words = caption ? textOf(caption) || null : null
    for (const image of inside.filter(element => element.name === 'img'))
      this.#addImage(image, words)
    this.flush()
    return true
  }

  #push(html: string, text: string) {
    const current = this.#tags.at(-1)
    this.blocks.push({
      tag: current?.tag ?? 'p',
      wrappers: [...this.#wrappers],
      html,
      text,
      element: current?.element ?? (this.#page.elements[0] as PageElement),
      node: text === '' ? null : this.#node,
      linkLength: this.#linkLength,
      image: null,
    })
  }

  flush() {
    const text = this.#text.trim()
    if (text !== '' && this.blocks.length < MOST_BLOCKS) {
      const closing = this.#inline
        .map(inline => inline.close)
        .reverse()
        .join('')
      this.#push(tidyHtml(this.#html + closing), text)
    }
    this.#text = ''
    this.#endsInSpace = true
    this.#html = this.#inline.map(inline => inline.open).join('')
    this.#linkLength = 0
    this.blocks.push(...this.#waitingFigures.splice(0))
  }
}

/** Takes out inline elements that hold nothing, and the spaces and breaks at both ends. */
function tidyHtml(html: string): string {
  let tidy = html
  // Three rounds undo the nesting that real pages have; what is nested deeper is harmless.
  for (let round = 0; round < 3; round++) {
    tidy = tidy.replace(/<(strong|em|code|sub|sup|a)(?: href="[^"]*")?>(\s*)<\/\1>/g, '$2')
  }
  tidy = tidy.trim()
  while (tidy.endsWith('<br>')) tidy = tidy.slice(0, -4).trimEnd()
  return tidy
}

function renderFigure(image: ArticleImage): string {
  const size = [
    image.width ? ` width="${image.width}"` : '',
    image.height ? ` height="${image.height}"` : '',
  ].join('')
  const alt = escapeHtml(image.alt ?? '')
  const caption = image.caption ? `<figcaption>${escapeHtml(image.caption)}</figcaption>` : ''
  return `<img src="${escapeHtml(image.url)}" alt="${alt}"${size}>${caption}`
}

/** The blocks as plain text, a line a block. */
export function renderText(blocks: Block[]): string {
  return blocks
    .map(block => block.text)
    .filter(text => text !== '')
    .join('\n')
}

/** The blocks as clean HTML: each in its element, lists, quotes and tables put together again. */
export function renderHtml(blocks: Block[]): string {
  for (const { wrappers } of blocks) for (const wrapper of wrappers) wrapper.blocks = 0
  for (const { wrappers } of blocks) for (const wrapper of wrappers) wrapper.blocks++
  let html = ''
  let open: Wrapper[] = []
  const closeTo = (depth: number) => {
    while (open.length > depth) html += `</${open.pop()!.tag}>`
  }
  for (const block of blocks) {
    let shared = 0
    while (shared < open.length && open[shared] === block.wrappers[shared]) shared++
    closeTo(shared)
    for (const wrapper of block.wrappers.slice(shared))
      html += `<${wrapper.tag}${wrapper.span ?? ''}>`
    open = [...block.wrappers]
    html += renderBlock(block)
  }
  closeTo(0)
  return html.trim()
}

function renderBlock({ tag, html, wrappers }: Block): string {
  const cell = wrappers.at(-1)
  if (tag === 'p' && cell?.blocks === 1 && cellTags.has(cell.tag)) return html
  return `<${tag}>${html}</${tag}>\n`
}

const isCell = (name: string) => name === 'td' || name === 'th'

/** The spans of a table's cell that are no more than a table can have. */
function spanOf({ name, attribs }: PageElement): string {
  if (!isCell(name)) return ''
  const one = (key: 'colspan' | 'rowspan') =>
    /^0*[2-9]$|^0*[1-9]\d{1,2}$/.test(attribs[key] ?? '') ? ` ${key}="${Number(attribs[key])}"` : ''
  return one('colspan') + one('rowspan')
}

/** A table of data has rows of short cells; one that lays out a page holds long text or further tables. */
function isDataTable(page: PageDocument, table: PageElement): boolean {
  const inside = page.elements.slice(table.order + 1, table.end + 1)
  if (inside.some(element => element.name === 'table')) return false
  const cells = inside.filter(element => element.name === 'td' || element.name === 'th')
  const rows = inside.filter(element => element.name === 'tr').length
  if (rows === 0 || cells.length < 2 || cells.length === 1) return false
  return cells.length / rows > 1 && cells.every(cell => cell.end - cell.order < 30)
}
