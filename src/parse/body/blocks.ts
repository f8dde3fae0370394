import type { ChildNode, Text } from 'domhandler'
import { isText } from 'domhandler'
import type { ArticleImage } from '../../model/article.ts'
import { PageElement } from '../build-tree.ts'
import { addressOn, collapseSpaces, type PageDocument, textOf } from '../document.ts'
import { inlineTags, silentTags } from '../scan-lines.ts'
import { escapeHtml } from './escape-html.ts'
import { formulaText } from './formula.ts'
import { pictureTags, readImage } from './images.ts'

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

/** The addresses that the text of these blocks links to. */
export function linksOf(blocks: Block[]): ReadonlySet<string> {
  const links = new Set<string>()
  for (const { html } of blocks)
    for (const [, href = ''] of html.matchAll(/<a href="([^"]*)">/g))
      links.add(href.replace(/&amp;/g, '&'))
  return links
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
  /** True behind a first letter that stands in an element of its own: the rest of its word follows. */
  #isInitial = false
  #waitingFigures: Block[] = []
  /** Addresses of the pictures so far: each is shown once. */
  readonly #pictures = new Set<string>()

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
    if (this.#dropped.has(element)) return
    if (name === 'math') return this.#addFormula(element)
    if (name === 'noscript') return this.#addUnscripted(element)
    if (silentTags.has(name)) return
    if (name === 'br') return this.#lineBreak()
    if (pictureTags.has(name)) return this.#addImage(element, null)
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
    if (isDropCap(element) && partOfWord.test(this.#text)) this.#isInitial = true
    if (open !== '') {
      this.#inline.pop()
      this.#html += `</${kept}>`
    }
  }

  /** A formula in a line of text: its parts one after the other, or what it is called. */
  #addFormula(math: PageElement) {
    const spoken = collapseSpaces(math.attribs.alttext ?? '')
    const shown = formulaText(math)
    this.#append(shown || spoken, null)
  }

  /** A picture that is only there for readers without scripts, where no script's picture stands beside it. */
  #addUnscripted(noscript: PageElement) {
    const { parent } = noscript
    const beside = parent instanceof PageElement ? parent.children : []
    if (beside.some(node => node instanceof PageElement && pictureTags.has(node.name))) return
    for (const child of noscript.children)
      if (child instanceof PageElement && child.name === 'img') this.#addImage(child, null)
  }

  #addText(node: Text) {
    this.#append(node.data, node)
  }

  #append(data: string, node: Text | null) {
    const text = data.replace(/[\u200b\u200e\u200f\u2060\ufeff\u00ad]/g, '')
    const isPre = this.#tags.at(-1)?.tag === 'pre'
    let tidy = isPre ? text : text.replace(/\s+/g, ' ')
    if (!isPre && (this.#endsInSpace || this.#isInitial)) tidy = tidy.replace(/^ /, '')
    if (tidy === '') return
    this.#isInitial = false
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
    if (!image || this.#pictures.has(image.url)) return
    this.#pictures.add(image.url)
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
    let after = 0
    for (const image of inside) {
      if (image.order <= after || this.#dropped.has(image)) continue
      // The copy for readers without scripts, and what stands in while a picture is on its way.
      if (image.name === 'noscript') after = image.end
      if (!pictureTags.has(image.name)) continue
      this.#addImage(image, words)
      after = image.end
    }
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
    this.#isInitial = false
    this.#endsInSpace = true
    this.#html = this.#inline.map(inline => inline.open).join('')
    this.#linkLength = 0
    this.blocks.push(...this.#waitingFigures.splice(0))
  }
}

/** What pages call the large letter that a text begins with. */
const dropCapNames =
  /drop-?cap|initial|first-?letter|lettrine|capital-?letter|capitular|anfangsbuchstabe|big-?letter|versal|kapit[aä]l/i
const floats = /float\s*:\s*(?:left|inline-start)/i
/** Named or floated so itself, or the first part of a paragraph that says it begins with one. */
const isDropCap = ({ attribs, parent }: PageElement) =>
  dropCapNames.test(attribs.class ?? '') ||
  floats.test(attribs.style ?? '') ||
  (parent instanceof PageElement && /drop-?cap/i.test(parent.attribs.class ?? ''))
/** One letter that is no word by itself in any of the languages that set one large. */
const partOfWord = /^["“„«»‘']?(?![AIOEYUÀÉÓaioeyuàéóWZKСИОАВКУЯ])\p{L}$/u

/** Takes out inline elements that hold nothing, and the spaces and breaks at both ends. */
function tidyHtml(html: string): string {
  let tidy = html
  // Three rounds undo the nesting that real pages have; what is nested deeper is harmless.
  for (let round = 0; round < 3 && tidy.includes('</'); round++) {
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

const isCell = (name: string) => name === 'td' || name === 'th'

/** The spans of a table's cell that are no more than a table can have. */
function spanOf({ name, attribs }: PageElement): string {
  if (!isCell(name)) return ''
  const one = (key: 'colspan' | 'rowspan') =>
    /^0*[2-9]$|^0*[1-9]\d{1,2}$/.test(attribs[key] ?? '') ? ` ${key}="${Number(attribs[key])}"` : ''
  return one('colspan') + one('rowspan')
}

/** A table of data has rows of short cells; one that lays out a page holds long text or further tables. */
export function isDataTable(page: PageDocument, table: PageElement): boolean {
  const inside = page.elements.slice(table.order + 1, table.end + 1)
  if (inside.some(element => element.name === 'table')) return false
  const cells = inside.filter(element => element.name === 'td' || element.name === 'th')
  const rows = inside.filter(element => element.name === 'tr').length
  if (rows === 0 || cells.length < 2 || cells.length === 1) return false
  return cells.length / rows > 1 && cells.every(cell => cell.end - cell.order < 30)
}
