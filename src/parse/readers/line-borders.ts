import type { AnyNode } from 'domhandler'
import { isText } from 'domhandler'
import { PageElement } from '../build-tree.ts'
import type { Line, PageDocument } from '../document.ts'
import { silentTags } from '../scan-lines.ts'
import { creditRow } from './credit-labels.ts'

/** Stands in a line's text where an element begins or ends; white space to every pattern. */
const BORDER = '\u2028'
/** Elements that only dress a text, unless they are named. */
const DRESS = new Set([
  'b',
  'strong',
  'em',
  'i',
  'u',
  'font',
  'big',
  'small',
  's',
  'mark',
  'wbr',
  'br',
  'nobr',
  'sup',
  'sub',
])

const isBorder = (node: AnyNode): boolean =>
  node instanceof PageElement &&
  (!DRESS.has(node.name) ||
    node.attribs.class !== undefined ||
    node.attribs.id !== undefined ||
    isLabel(node))

/** <b>来源</b>: a label, which its dress parts from the name behind it. */
function isLabel({ children }: PageElement): boolean {
  const [only] = children
  if (children.length !== 1 || !only || !isText(only) || only.data.length > LONGEST_LABEL)
    return false
  return creditRow(only.data.replace(/[\s:：]+/g, '')) !== null
}
const LONGEST_LABEL = 12

/** A line's text with a mark where its inner elements begin and end. */
export function borderedText(page: PageDocument, line: Line): string {
  const end = page.lines[line.index + 1]?.node ?? null
  let text = ''
  let node: AnyNode | null = line.node
  for (let steps = 0; node && node !== end && steps < 400; steps++) {
    text += isText(node) ? node.data : isBorder(node) ? BORDER : ''
    const first = firstInside(node)
    if (first) {
      node = first
      continue
    }
    while (node && !node.next) {
      node = node.parent as AnyNode | null
      if (node && isBorder(node)) text += BORDER
      if (node === line.element) return tidy(text)
    }
    node = node?.next ?? null
  }
  return tidy(text)
}

const firstInside = (node: AnyNode): AnyNode | null =>
  node instanceof PageElement && !silentTags.has(node.name) ? (node.children[0] ?? null) : null

const tidy = (text: string): string =>
  text
    .replace(/[\u200b\u200e\u200f\u2060\ufeff\u00ad]/g, '')
    .replace(/[^\S\u2028]+/g, ' ')
    .replace(/\u2028{2,}/g, BORDER)
    .trim()

const OPENS = '([（《【〔「『“'
const CLOSES = ')]）》】〕」』”'
const isOpen = (text: string): boolean => {
  let depth = 0
  for (const char of text) {
    if (OPENS.includes(char)) depth++
    else if (CLOSES.includes(char)) depth--
  }
  return depth > 0
}

/**
 * A value as far as the element goes that it begins in. What is glued to that with a dash, stands in brackets right behind it, or
 * closes its brackets belongs to it; what stands in the next element beside a space does not.
 */
export function withinBorders(value: string): string {
  const pieces = value.replace(/^\s+/, '').split(BORDER)
  let text = pieces[0]!
  for (const piece of pieces.slice(1)) {
    const isGlued = !/\s$/.test(text) && !/^\s/.test(piece) && piece !== ''
    const bracket = isGlued ? /^[(（《][^()（）《》]{1,20}[)）》]/.exec(piece)?.[0] : undefined
    if (isOpen(text) || (isGlued && (/[-－—·•]$/.test(text) || /^[-－—·•《]/.test(piece))))
      text += piece
    else if (bracket) return text + bracket
    else if (piece !== '') break
  }
  return text
}

/** A name without the brackets and quotation marks that have lost their other half, nor those that hold the whole of it. */
export function pairedName(name: string): string {
  let text = name
  for (;;) {
    const inner = strip(text.trim())
    if (inner === text) return text
    text = inner
  }
}

function strip(text: string): string {
  const last = text.at(-1) ?? ''
  const first = text[0] ?? ''
  if (/[:：,，。;；、_\-－—|｜丨·•/／]/.test(last)) return text.slice(0, -1)
  if (/[:：,，。;；、_\-|｜丨·•/／]/.test(first)) return text.slice(1)
  if (first !== '' && OPENS.includes(first) && CLOSES.indexOf(last) === OPENS.indexOf(first)) {
    const inner = text.slice(1, -1)
    if (!inner.includes(first) && !inner.includes(last)) return inner
  }
  if (
    last !== '' &&
    CLOSES.includes(last) &&
    !text.slice(0, -1).includes(OPENS[CLOSES.indexOf(last)]!)
  )
    return text.slice(0, -1)
  if (
    first !== '' &&
    OPENS.includes(first) &&
    !text.slice(1).includes(CLOSES[OPENS.indexOf(first)]!)
  )
    return text.slice(1)
  if (first !== '' && CLOSES.includes(first)) return text.slice(1)
  if (last !== '' && OPENS.includes(last)) return text.slice(0, -1)
  return text
}
