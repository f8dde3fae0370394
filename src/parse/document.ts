import type { AnyNode, Document } from 'domhandler'
import { isTag, isText } from 'domhandler'
import { buildTree, PageElement } from './build-tree.ts'
import { type JsonObject, readJsonLd } from './json-ld.ts'
import { resolvePlain } from './plain-address.ts'
import { collapseSpaces } from './plain-line.ts'
import { type Line, scanLines } from './scan-lines.ts'
import { unescapeText } from './unescape.ts'

export { PageElement, TooComplexError, treeLimits } from './build-tree.ts'
export type { JsonObject } from './json-ld.ts'
export { collapseSpaces } from './plain-line.ts'
export type { Line } from './scan-lines.ts'

/** A `meta` of the page: its name, property, itemprop or http-equiv in lower case, and what it says. */
export type Meta = { key: string; content: string; element: PageElement }

/** One page, parsed and walked once; every reader works on this. */
export type PageDocument = {
  /** The address that answered. */
  url: string
  /** What relative addresses are resolved against: `<base href>`, or the address itself. */
  base: string
  root: Document
  /** All elements in document order; `elements[n].order === n`. */
  elements: PageElement[]
  /** The `body`, or what holds its place on pages without one. */
  body: PageElement | Document
  metas: Meta[]
  /** The `link` elements. */
  links: PageElement[]
  /** The objects of all JSON-LD blocks, `@graph` and lists opened. */
  jsonLd: JsonObject[]
  /** What `<title>` says, in one line. */
  titleTag: string | null
  /** The visible text, a line a block. */
  lines: Line[]
}

/** Parses a page. Throws `TooComplexError` past `treeLimits`; anything else that is text gives a document. */
export function parseDocument(html: string, url: string): PageDocument {
  const { root, elements } = buildTree(html)
  const body = elements.find(element => element.name === 'body') ?? root
  const titleElement = elements.find(
    element => element.name === 'title' && !closest(element, ['svg']),
  )
  const baseHref = elements.find(element => element.name === 'base' && element.attribs.href)
    ?.attribs.href

  return {
    url,
    base: (baseHref && resolveAddress(baseHref, url)) || url,
    root,
    elements,
    body,
    metas: readMetas(elements),
    links: elements.filter(({ name }) => name === 'link'),
    jsonLd: readJsonLd(elements),
    titleTag: titleElement ? textOf(titleElement) || null : null,
    lines: scanLines(body),
  }
}

function readMetas(elements: PageElement[]): Meta[] {
  const metas: Meta[] = []
  for (const element of elements) {
    if (element.name !== 'meta') continue
    const { name, property, itemprop, content, value } = element.attribs
    const key = name || property || itemprop || element.attribs['http-equiv']
    const says = collapseSpaces(unescapeText(content ?? value ?? ''))
    if (!key || !says) continue
    // RDFa's `property` and microdata's `itemprop` are lists of names; a `name` may have spaces in it.
    const keys = name ? [name.trim()] : key.trim().split(/\s+/)
    for (const one of keys) metas.push({ key: one.toLowerCase(), content: says, element })
  }
  return metas
}

/** What the first of these metas says that is there and not empty, in the order of the keys (lower case). */
export function metaContent(page: PageDocument, ...keys: string[]): string | null {
  for (const key of keys) {
    const found = page.metas.find(meta => meta.key === key)
    if (found) return found.content
  }
  return null
}

/** The text of a node in one line, scripts and styles left out; safe at any depth. */
export function textOf(node: AnyNode): string {
  if (!(node instanceof PageElement)) return readText(node)
  node.text ??= readText(node)
  return node.text
}

function readText(node: AnyNode): string {
  let text = ''
  walk(node, {
    enter(inner) {
      if (isText(inner)) text += inner.data
      else if (isTag(inner) && blockLike.has(inner.name)) text += ' '
      return !(isTag(inner) && silentTags.has(inner.name))
    },
  })
  return collapseSpaces(text)
}

const silentTags = new Set(['script', 'style', 'noscript', 'template', 'svg'])
const blockLike = new Set(['br', 'p', 'div', 'li', 'td', 'th', 'tr', 'h1', 'h2', 'h3', 'h4', 'dd'])

/**
 * Walks a node and all below it in document order without recursion. `enter` may return false to leave out what is
 * below; `leave` is called for every node whose inside was walked.
 */
export function walk(
  start: AnyNode,
  visit: { enter(node: AnyNode): boolean | undefined; leave?(node: AnyNode): void },
): void {
  let node: AnyNode = start
  for (;;) {
    const goIn = visit.enter(node) !== false
    const first: AnyNode | undefined = goIn && 'children' in node ? node.children[0] : undefined
    if (first) {
      node = first
      continue
    }
    if (goIn) visit.leave?.(node)
    while (node !== start && !node.next) {
      node = node.parent!
      visit.leave?.(node)
    }
    if (node === start) return
    node = node.next!
  }
}

/** The nearest element at or above this node that has one of these names. */
export function closest(node: AnyNode, names: string[]): PageElement | null {
  for (let at: AnyNode | null = node; at; at = at.parent) {
    if (at instanceof PageElement && names.includes(at.name)) return at
  }
  return null
}

/** True when `inner` is `outer` or stands inside it. */
export function isInside(inner: PageElement, outer: PageElement | Document): boolean {
  if (!(outer instanceof PageElement)) return true
  return inner.order >= outer.order && inner.order <= outer.end
}

/** Whether an element is this property of its item; it may be several (`itemprop="name headline"`). */
export const hasProperty = (
  { itemprop }: Record<string, string | undefined>,
  property: string,
): boolean => itemprop?.split(/\s+/).includes(property) ?? false

/** Class, id, role and itemprop in one lower-case string, for looking at what an element is called. */
export function hintsOf(element: PageElement): string {
  const { class: className, id, role, itemprop } = element.attribs
  return `${className ?? ''} ${id ?? ''} ${role ?? ''} ${itemprop ?? ''}`.toLowerCase()
}

/** An http(s) address in absolute form, or null for anything else (`javascript:`, `mailto:`, nonsense). */
export function resolveAddress(href: string, base: string): string | null {
  const plain = resolvePlain(href, base)
  if (plain !== null) return plain
  const cleaned = href.replace(/[\t\n\r]/g, '').trim()
  if (cleaned === '' || cleaned.length > 4096) return null
  try {
    const url = new URL(cleaned, base)
    return url.protocol === 'http:' || url.protocol === 'https:' ? url.href : null
  } catch {
    return null
  }
}

/** The absolute address of a link, image or the like on this page. */
export function addressOn(page: PageDocument, href: string | undefined): string | null {
  return href ? resolveAddress(href, page.base) : null
}
