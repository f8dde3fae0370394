import type { AnyNode, Document, Text } from 'domhandler'
import { isText } from 'domhandler'
import { PageElement } from './build-tree.ts'
import { collapseSpaces } from './plain-line.ts'

/** A line of visible text: what stands between two block borders or line breaks. */
export type Line = {
  /** Place in `PageDocument.lines`. */
  index: number
  /** In one line, spaces collapsed, never empty. */
  text: string
  /** The nearest block element around the line's first text. */
  element: PageElement | Document
  /** The text node that the line begins in. */
  node: Text
  /** Document order of the innermost element that the line begins in. */
  order: number
  /** How many of the characters are the text of links. */
  linkLength: number
  /** 1 to 6 inside a heading element, else 0. */
  heading: number
  /** Inside something that is hidden by its own attributes: `hidden`, `display:none`, `aria-hidden`. */
  hidden: boolean
}

/** Elements that stand in a line of text; everything else begins a line of its own. */
export const inlineTags = new Set(
  'a abbr acronym b bdi bdo big cite code data del dfn em font i img ins kbd label mark nobr o:p q rp rt ruby s samp small span strike strong sub sup time tt u var wbr st1:chsdate st1:personname'.split(
    ' ',
  ),
)
/** Elements whose text is not shown, or is no text of the page. */
export const silentTags = new Set(
  'head script style noscript template svg math iframe object select datalist textarea audio video canvas map noembed noframes title'.split(
    ' ',
  ),
)

const headingTags = ['h1', 'h2', 'h3', 'h4', 'h5', 'h6']

const isHidden = (element: PageElement) => {
  const { style, hidden } = element.attribs
  return hidden !== undefined || (style !== undefined && /display\s*:\s*none/i.test(style))
}

/** Walks the page once and gives its visible text as lines, each with where it stands. */
export function scanLines(body: PageElement | Document): Line[] {
  const lines: Line[] = []
  let text = ''
  let linkLength = 0
  let first: { node: Text; inner: PageElement | Document; hidden: boolean } | null = null
  let links = 0
  let hiddenDepth = 0

  const flush = () => {
    const collapsed = first ? collapseSpaces(text) : ''
    if (first && collapsed !== '') {
      lines.push({
        index: lines.length,
        text: collapsed,
        element: blockAround(first.inner),
        node: first.node,
        order: first.inner instanceof PageElement ? first.inner.order : 0,
        linkLength: Math.min(linkLength, collapsed.length),
        heading: headingAround(first.inner),
        hidden: first.hidden,
      })
    }
    text = ''
    linkLength = 0
    first = null
  }

  let node: AnyNode = body
  for (;;) {
    let below: AnyNode | undefined
    if (isText(node)) {
      text += node.data
      const said = node.data.trim()
      if (said !== '') {
        first ??= { node, inner: node.parent as PageElement | Document, hidden: hiddenDepth > 0 }
        if (links > 0) linkLength += said.length
      }
    } else if (node instanceof PageElement && silentTags.has(node.name)) {
      below = undefined
    } else if ('children' in node) {
      if (node instanceof PageElement) {
        if (!inlineTags.has(node.name)) flush()
        if (node.children.length > 0) {
          if (node.name === 'a') links++
          if (isHidden(node)) hiddenDepth++
        }
      }
      below = node.children[0]
    }
    if (below) {
      node = below
      continue
    }
    while (node !== body && !node.next) {
      node = node.parent!
      if (node instanceof PageElement) {
        if (!inlineTags.has(node.name)) flush()
        if (node.name === 'a') links--
        if (isHidden(node)) hiddenDepth--
      }
    }
    if (node === body) break
    node = node.next!
  }
  flush()
  return lines
}

function blockAround(node: PageElement | Document): PageElement | Document {
  let at: AnyNode = node
  while (at instanceof PageElement && inlineTags.has(at.name) && at.parent) at = at.parent
  return at as PageElement | Document
}

function headingAround(node: PageElement | Document): number {
  let at: AnyNode | null = node
  for (let up = 0; at instanceof PageElement && up < 6; up++, at = at.parent) {
    const level = headingTags.indexOf(at.name)
    if (level >= 0) return level + 1
  }
  return 0
}
