import type { AnyNode } from 'domhandler'
import { closest, PageElement, textOf } from '../document.ts'

/** The heading of the column that a node's cell stands in; empty where its table prints none. */
export function columnHead(node: AnyNode): string {
  const cell = closest(node, ['td'])
  const row = cell && closest(cell, ['tr'])
  const table = row && closest(row, ['table'])
  if (!cell || !row || !table) return ''
  const before = cells(row)
  return headsOf(table)[before.indexOf(cell)] ?? ''
}

const cells = (row: PageElement): PageElement[] =>
  row.children.filter(
    (child): child is PageElement =>
      child instanceof PageElement && (child.name === 'td' || child.name === 'th'),
  )

/** The words of a table's first row, where all its cells are headings. */
function headsOf(table: PageElement): string[] {
  const known = heads.get(table)
  if (known) return known
  const row = firstRow(table)
  const first = row ? cells(row) : []
  const isHead =
    first.length > 1 && (first.every(({ name }) => name === 'th') || isIn(row!, 'thead'))
  const texts = isHead ? first.map(cell => textOf(cell).trim()) : []
  heads.set(table, texts)
  return texts
}
const heads = new WeakMap<PageElement, string[]>()

const isIn = (row: PageElement, name: string): boolean =>
  row.parent instanceof PageElement && row.parent.name === name

function firstRow(element: PageElement): PageElement | null {
  for (const child of element.children) {
    if (!(child instanceof PageElement)) continue
    if (child.name === 'tr') return child
    const inside = /^(?:thead|tbody|caption|colgroup)$/.test(child.name) ? firstRow(child) : null
    if (inside) return inside
  }
  return null
}
