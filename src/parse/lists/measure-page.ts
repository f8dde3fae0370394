import { isText } from 'domhandler'
import { type PageDocument, PageElement } from '../document.ts'
import type { Anchor } from './page-anchors.ts'

/** More than one address stands in an element. */
const MANY = -1
/** A headline is longer than this; a column, an author or a tag is shorter. Half-width columns. */
const LONG = 15

/** What each element of the page holds, by its `order`: computed once, from the leaves up. */
export type PageMeasure = {
  /** Characters of text. */
  textLength: Int32Array
  /** Heading elements at or below. */
  headings: Int32Array
  /** True when all naming links in an element lead to this key. */
  holdsOnly(element: PageElement, key: string): boolean
  /** True when the one headline in an element is this key's, and all its other links are short. */
  isLedBy(element: PageElement, key: string): boolean
  /** The same, but what counts is to stand in a heading. */
  isHeadedBy(element: PageElement, key: string): boolean
  /** True when no naming link stands in an element. */
  holdsNone(element: PageElement): boolean
}

type TextMeasure = Pick<PageMeasure, 'textLength' | 'headings'> & {
  /** 1 for what is a heading or stands in one. */
  inHeading: Uint8Array
}

/** The links that name something change while rows are looked for; the text of a page does not. */
const known = new WeakMap<PageDocument, TextMeasure>()

function measureText(page: PageDocument): TextMeasure {
  const before = known.get(page)
  if (before) return before
  const textLength = new Int32Array(page.elements.length)
  const headings = new Int32Array(page.elements.length)
  // Children stand behind their parents, so from the end every element is complete when it is added up.
  for (let at = page.elements.length - 1; at >= 0; at--) {
    const element = page.elements[at]!
    textLength[at]! += ownTextLength(element)
    if (headingTags.includes(element.name)) headings[at]!++
    if (!(element.parent instanceof PageElement)) continue
    const up = element.parent.order
    textLength[up]! += textLength[at]!
    headings[up]! += headings[at]!
  }
  const measure = { textLength, headings, inHeading: markHeadings(page) }
  known.set(page, measure)
  return measure
}

function markHeadings(page: PageDocument): Uint8Array {
  const marks = new Uint8Array(page.elements.length)
  for (const { name, order, end } of page.elements) {
    if (headingTags.includes(name)) marks.fill(1, order, end + 1)
  }
  return marks
}

/** Measures the whole page in one pass over its elements. */
export function measurePage(page: PageDocument, anchors: Anchor[]): PageMeasure {
  const size = page.elements.length
  const { textLength, headings, inHeading } = measureText(page)
  const all = new Int32Array(size)
  const long = new Int32Array(size)
  const headed = new Int32Array(size)
  const ids = new Map<string, number>()

  for (const anchor of anchors) {
    if (!anchor.names) continue
    const id = ids.get(anchor.key) ?? ids.size + 1
    ids.set(anchor.key, id)
    all[anchor.element.order] = id
    if (anchor.width <= LONG) continue
    long[anchor.element.order] = id
    if (inHeading[anchor.element.order] === 1) headed[anchor.element.order] = id
  }
  for (let at = size - 1; at >= 0; at--) {
    if (all[at] === 0) continue
    const { parent } = page.elements[at]!
    if (!(parent instanceof PageElement)) continue
    const up = parent.order
    all[up] = join(all[up]!, all[at]!)
    long[up] = join(long[up]!, long[at]!)
    headed[up] = join(headed[up]!, headed[at]!)
  }

  return {
    textLength,
    headings,
    holdsOnly: (element, key) => all[element.order] === ids.get(key),
    isLedBy: (element, key) => long[element.order] === ids.get(key),
    isHeadedBy: (element, key) => headed[element.order] === ids.get(key),
    holdsNone: element => all[element.order] === 0,
  }
}

const headingTags = ['h1', 'h2', 'h3', 'h4', 'h5', 'h6']

function join(one: number, other: number): number {
  if (one === 0) return other
  if (other === 0 || one === other) return one
  return MANY
}

function ownTextLength(element: PageElement): number {
  if (element.name === 'script' || element.name === 'style') return 0
  let length = 0
  for (const child of element.children) if (isText(child)) length += child.data.trim().length
  return length
}
