import type { AnyNode } from 'domhandler'
import { PageElement } from '../build-tree.ts'
import { closest, type PageDocument, textOf } from '../document.ts'
import { holdsAnnexes, isFileLink } from './annexes.ts'
import { type Block, buildBlocks } from './blocks.ts'

/** How many lines behind the text a notice prints its annexes. */
const REACH = 25
const MOST = 30

/**
 * What a notice hands out and prints in a box of its own behind its text: 附件, downloads. Only links to files count, and only
 * before the first row of links that is something else.
 */
export function buildAnnexes(page: PageDocument, roots: PageElement[]): Block[] {
  const end = Math.max(...roots.map(root => root.end))
  const behind = page.lines.filter(line => line.order > end).slice(0, REACH)
  const last = behind.at(-1)?.element
  const near = last instanceof PageElement ? page.elements.slice(end + 1, last.end + 1) : []
  if (!near.some(element => isFileLink(element, () => textOf(element)))) return []
  const boxes: PageElement[] = []
  for (const line of behind) {
    if (line.linkLength === 0 || line.hidden) continue
    const box = rowOf(line.element, page)
    if (!(box instanceof PageElement) || boxes.some(known => box.order <= known.end)) continue
    const isAnnex = holdsAnnexes(box, page) && linksOfFiles(box, page)
    if (!isAnnex && line.linkLength > line.text.length * 0.6 && line.text.length >= 8) break
    if (isAnnex && !isFrame(box)) boxes.push(box)
    if (boxes.length >= MOST) break
  }
  return boxes.length > 0 ? buildBlocks(page, boxes, new Set()) : []
}

/** Where the name of a file stands in another cell than its link, the table holds both. */
function rowOf(element: AnyNode, page: PageDocument): AnyNode {
  if (!(element instanceof PageElement) || !CELLS.has(element.name)) return element
  const table = closest(element, ['table'])
  return table && holdsAnnexes(table, page) ? table : element
}
const CELLS = new Set(['td', 'th'])

/** At least one link leads to a file. */
const linksOfFiles = (box: PageElement, page: PageDocument) =>
  page.elements
    .slice(box.order, box.end + 1)
    .some(element => isFileLink(element, () => textOf(element)))

function isFrame(box: PageElement): boolean {
  for (let at: AnyNode | null = box; at instanceof PageElement; at = at.parent)
    if (at.name === 'footer' || at.name === 'nav' || at.name === 'header') return true
  return false
}
